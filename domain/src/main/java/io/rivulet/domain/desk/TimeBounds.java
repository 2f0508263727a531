package io.rivulet.domain.desk;

import java.time.Duration;
import java.time.Instant;

/**
 * Which event times a desk believes, against its own clock.
 *
 * @param behindMax oldest, before now
 * @param aheadMax latest for what is arranged beforehand, such as a binding, after now
 * @param chartedAheadMax latest for what was seen or done, after now: clocks differ a little
 * @param profileAheadMax latest for the start of a limits profile's version, after now
 */
public record TimeBounds(
    Duration behindMax, Duration aheadMax, Duration chartedAheadMax, Duration profileAheadMax) {
  /** Thirty days back; a day, five minutes, a year ahead. */
  public static final TimeBounds DEFAULT =
      new TimeBounds(
          Duration.ofDays(30), Duration.ofDays(1), Duration.ofMinutes(5), Duration.ofDays(366));

  /** Refuses bounds below 0. */
  public TimeBounds {
    if (behindMax.isNegative()
        || aheadMax.isNegative()
        || chartedAheadMax.isNegative()
        || profileAheadMax.isNegative()) {
      throw new IllegalArgumentException(
          "time bounds of the desk: " + behindMax + ", " + aheadMax + ", " + chartedAheadMax);
    }
  }

  void arranged(String what, Instant time, Instant now) {
    check(what, time, now, aheadMax);
  }

  void charted(String what, Instant time, Instant now) {
    check(what, time, now, chartedAheadMax);
  }

  void profile(String what, Instant time, Instant now) {
    check(what, time, now, profileAheadMax);
  }

  private void check(String what, Instant time, Instant now, Duration ahead) {
    if (time.isBefore(now.minus(behindMax))) {
      throw new Refusal(
          Decision.Why.INVALID,
          what + " " + time + " is more than " + behindMax + " before now, " + now);
    }
    if (time.isAfter(now.plus(ahead))) {
      throw new Refusal(
          Decision.Why.INVALID,
          what + " " + time + " is more than " + ahead + " after now, " + now);
    }
  }
}
