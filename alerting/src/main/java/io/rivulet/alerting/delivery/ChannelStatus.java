package io.rivulet.alerting.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a channel stands.
 *
 * @param channel its name
 * @param configured whether the configuration has it; what waits for another is not sent
 * @param waiting notifications that wait for it or are being sent
 * @param oldest when the oldest of those was decided
 * @param dead notifications given up on it and not replayed
 * @param failingSince since when every attempt failed; empty where the last one was taken
 * @param lastError why an attempt failed last
 * @param disabledReason what its receiver said when it wanted nothing more; empty while it is
 *     enabled
 * @param lastDelivered when it last took one
 */
public record ChannelStatus(
    String channel,
    boolean configured,
    long waiting,
    Optional<Instant> oldest,
    long dead,
    Optional<Instant> failingSince,
    Optional<String> lastError,
    Optional<String> disabledReason,
    Optional<Instant> lastDelivered) {
  /** Refuses missing parts. */
  public ChannelStatus {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(oldest, "oldest");
    Objects.requireNonNull(failingSince, "failingSince");
    Objects.requireNonNull(lastError, "lastError");
    Objects.requireNonNull(disabledReason, "disabledReason");
    Objects.requireNonNull(lastDelivered, "lastDelivered");
  }
}
