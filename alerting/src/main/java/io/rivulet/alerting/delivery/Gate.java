package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a channel may send one more notification now. */
final class Gate {
  /** Failures in a row after which a channel is tried with one at a time. */
  static final int PROBE_AFTER = 5;

  private static final Duration LONGEST_PROBE = Duration.ofSeconds(15);
  private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
  private static final Duration RECHECK = Duration.ofSeconds(1);

  private Gate() {}

  /**
   * When it may; empty for at once.
   *
   * @param state with its bucket refilled
   * @param sending how many of the channel are being sent, by all instances
   */
  static Optional<Instant> closedUntil(ChannelState state, Pace pace, int sending, Instant now) {
    if (state.disabledReason().isPresent()) {
      return Optional.of(now.plus(RECHECK));
    }
    if (state.pausedUntil().filter(now::isBefore).isPresent()) {
      return state.pausedUntil();
    }
    if (isProbing(state.failures()) && sending > 0) {
      return Optional.of(now.plus(RECHECK));
    }
    return state.bucket().allowsOne() ? Optional.empty() : Optional.of(state.bucket().nextAt(pace));
  }

  /** Whether a channel with so many failures is tried with one at a time. */
  static boolean isProbing(int failures) {
    return failures >= PROBE_AFTER;
  }

  /** Until when a channel is left alone after so many failures; empty where it is not. */
  static Optional<Instant> pauseAfter(int failures, Instant now) {
    if (!isProbing(failures)) {
      return Optional.empty();
    }
    int doublings = Math.min(failures - PROBE_AFTER, 10);
    Duration pause = FIRST_PROBE.multipliedBy(1L << doublings);
    return Optional.of(now.plus(pause.compareTo(LONGEST_PROBE) < 0 ? pause : LONGEST_PROBE));
  }
}
