package io.rivulet.ingest.admission;

import io.rivulet.schemas.payload.PayloadCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * One MQTT message as it was received. Of an oversized payload only the first 64 KiB are kept, so
 * that a thousand messages in flight stay small.
 */
public final class Publication {
  private static final int ID_BYTES = 16;

  private final String topic;
  private final byte[] payload;
  private final int payloadBytes;
  private final boolean duplicate;
  private final Instant received;
  private final Optional<String> oversizedId;

  /**
   * A received message.
   *
   * @param topic the MQTT topic
   * @param payload all of the payload; kept, not copied
   * @param duplicate whether the broker marked it as a possible repeat
   * @param received when
   */
  public Publication(String topic, byte[] payload, boolean duplicate, Instant received) {
    this.topic = Objects.requireNonNull(topic, "topic");
    this.payloadBytes = payload.length;
    this.duplicate = duplicate;
    this.received = Objects.requireNonNull(received, "received");
    boolean oversized = payload.length > PayloadCodec.MAX_BYTES;
    this.oversizedId = oversized ? Optional.of(id(topic, payload)) : Optional.empty();
    this.payload = oversized ? Arrays.copyOf(payload, PayloadCodec.MAX_BYTES) : payload;
  }

  /** Back from its stored form; see {@link PublicationBytes}. */
  Publication(
      String topic,
      byte[] payload,
      int payloadBytes,
      boolean duplicate,
      Instant received,
      Optional<String> oversizedId) {
    this.topic = topic;
    this.payload = payload;
    this.payloadBytes = payloadBytes;
    this.duplicate = duplicate;
    this.received = received;
    this.oversizedId = oversizedId;
  }

  String topic() {
    return topic;
  }

  byte[] payload() {
    return payload;
  }

  int payloadBytes() {
    return payloadBytes;
  }

  boolean duplicate() {
    return duplicate;
  }

  /** When it was received. */
  public Instant received() {
    return received;
  }

  boolean oversized() {
    return oversizedId.isPresent();
  }

  Optional<String> oversizedId() {
    return oversizedId;
  }

  /** The same for the same topic and payload, however often it is received: 32 hex digits. */
  String id() {
    return oversizedId.orElseGet(() -> id(topic, payload));
  }

  private static String id(String topic, byte[] payload) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(topic.getBytes(StandardCharsets.UTF_8));
      // Topics cannot hold NUL, so topic and payload cannot run into each other.
      digest.update((byte) 0);
      return HexFormat.of().formatHex(digest.digest(payload), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
