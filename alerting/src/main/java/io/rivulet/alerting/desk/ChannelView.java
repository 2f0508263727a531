package io.rivulet.alerting.desk;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a channel stands.
 *
 * @param channel its key
 * @param configured whether the configuration has it; what waits for another is not sent
 * @param waiting notifications that wait for it or are being sent
 * @param oldest when the oldest of those was decided
 * @param dead notifications given up on it and not tried again
 * @param failingSince since when every attempt failed; empty where the last one was taken
 * @param lastError why an attempt failed last
 * @param disabled what its receiver said when it wanted nothing more; empty while it is enabled
 * @param lastDelivered when it last took one
 */
public record ChannelView(
    String channel,
    boolean configured,
    long waiting,
    Optional<Instant> oldest,
    long dead,
    Optional<Instant> failingSince,
    Optional<String> lastError,
    Optional<String> disabled,
    Optional<Instant> lastDelivered) {
  /** Refuses missing parts. */
  public ChannelView {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(oldest, "oldest");
    Objects.requireNonNull(failingSince, "failingSince");
    Objects.requireNonNull(lastError, "lastError");
    Objects.requireNonNull(disabled, "disabled");
    Objects.requireNonNull(lastDelivered, "lastDelivered");
  }
}
