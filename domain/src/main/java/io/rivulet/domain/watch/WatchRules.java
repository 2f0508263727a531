package io.rivulet.domain.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What counts as silent, overdue and too far off; a site's own.
 *
 * @param pumpSilentAfter a pump is silent when nothing was received for longer; zero for never
 * @param monitorSilentAfter the same for a monitor; a device that never sent a sample and so has
 *     not shown what it is has the longer of the two
 * @param overdueFactor pressure is overdue when none was received for longer than this times the
 *     ordered interval, 1 or more, where a session's limits do not say
 * @param clockOffsetMax a clock is not to be trusted whose offset or spread is larger, above zero
 */
public record WatchRules(
    Duration pumpSilentAfter,
    Duration monitorSilentAfter,
    double overdueFactor,
    Duration clockOffsetMax) {
  private static final double OVERDUE_FACTOR_MAX = 100;
  private static final Duration LONGEST = Duration.ofDays(365);

  /** One minute of silence, one and a half intervals, one minute of clock offset. */
  public static final WatchRules DEFAULT =
      new WatchRules(Duration.ofMinutes(1), Duration.ofMinutes(1), 1.5, Duration.ofMinutes(1));

  /**
   * How long after a sample that delivers a pump is taken to deliver still; shorter pauses do not
   * end an infusion.
   */
  static final Duration INFUSION_HOLD = Duration.ofMinutes(1);

  /** Refuses negative and unbounded values. */
  public WatchRules {
    requireWithin("silence of a pump", pumpSilentAfter, Duration.ZERO);
    requireWithin("silence of a monitor", monitorSilentAfter, Duration.ZERO);
    requireWithin("clock offset", clockOffsetMax, Duration.ofMillis(1));
    if (!(overdueFactor >= 1 && overdueFactor <= OVERDUE_FACTOR_MAX)) {
      throw new IllegalArgumentException(
          "overdue factor " + overdueFactor + " is outside 1 to " + OVERDUE_FACTOR_MAX);
    }
  }

  private static void requireWithin(String name, Duration value, Duration low) {
    if (value.compareTo(low) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " " + value + " is outside " + low + " to " + LONGEST);
    }
  }

  /**
   * After how long a device is silent; empty for never. One that has not shown what it is has the
   * longer time.
   */
  Optional<Duration> silentAfter(Optional<DeviceKind> kind) {
    boolean pumpLonger = pumpSilentAfter.compareTo(monitorSilentAfter) > 0;
    Duration after =
        switch (kind.orElse(pumpLonger ? DeviceKind.PUMP : DeviceKind.MONITOR)) {
          case PUMP -> pumpSilentAfter;
          case MONITOR -> monitorSilentAfter;
        };
    return after.isZero() ? Optional.empty() : Optional.of(after);
  }

  /**
   * How long pressure may be missing under an order.
   *
   * @param factor what the session's limits say; where they do not, the site's holds
   */
  Duration allowed(Duration interval, OptionalDouble factor) {
    Duration bounded = interval.compareTo(LONGEST) > 0 ? LONGEST : interval;
    return Duration.ofMillis(Math.round(bounded.toMillis() * factor.orElse(overdueFactor)));
  }

  /** Gaps up to this are silence by no rule. */
  Duration shortestSilence() {
    if (pumpSilentAfter.isZero() && monitorSilentAfter.isZero()) {
      return INFUSION_HOLD;
    }
    if (pumpSilentAfter.isZero()) {
      return monitorSilentAfter;
    }
    return monitorSilentAfter.isZero() || pumpSilentAfter.compareTo(monitorSilentAfter) < 0
        ? pumpSilentAfter
        : monitorSilentAfter;
  }

  /** The error at or below which a clock is trusted again: a good way inside the limit. */
  static Duration trustedAgain(Duration offsetMax) {
    return offsetMax.multipliedBy(4).dividedBy(5);
  }
}
