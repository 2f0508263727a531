package io.rivulet.ingest.quarantine;

import java.util.Optional;

/**
 * What somebody corrected in a message before it is redriven.
 *
 * @param payload the bytes that take the place of what was received
 * @param topic the MQTT topic that takes the place of the one it came by
 */
public record Correction(Optional<byte[]> payload, Optional<String> topic) {
  /** As it was received. */
  public static final Correction NONE = new Correction(Optional.empty(), Optional.empty());

  /** Whether there is any. */
  public boolean isAny() {
    return payload.isPresent() || topic.isPresent();
  }
}
