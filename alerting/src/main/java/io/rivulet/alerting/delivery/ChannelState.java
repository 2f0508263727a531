package io.rivulet.alerting.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a channel stands, for all instances together.
 *
 * @param channel its name
 * @param disabledReason what its receiver said when it wanted nothing more; empty while it is
 *     enabled
 * @param bucket how many may go
 * @param pausedUntil until when nothing is sent
 * @param failures attempts that failed in a row
 */
public record ChannelState(
    String channel,
    Optional<String> disabledReason,
    TokenBucket bucket,
    Optional<Instant> pausedUntil,
    int failures) {
  /** Refuses missing parts. */
  public ChannelState {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(disabledReason, "disabledReason");
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(pausedUntil, "pausedUntil");
  }

  /** The same with another bucket. */
  ChannelState with(TokenBucket other) {
    return new ChannelState(channel, disabledReason, other, pausedUntil, failures);
  }
}
