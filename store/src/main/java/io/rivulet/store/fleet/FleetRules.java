package io.rivulet.store.fleet;

import java.time.Duration;

/**
 * When a device needs somebody.
 *
 * @param silentAfter a device of which nothing was received for longer is silent even where no
 *     bridge says so, above 0; longer than the longest pause a device makes
 * @param clockOffsetMax a clock that is further off, or whose differences lie further apart, is not
 *     honest, above 0
 * @param lowBatteryPercent a battery at this charge or below is low, 0 to 100
 * @param recent a clock that jumped, or a time that was refused, counts this long, above 0
 * @param refusing a device of which something was refused within this time is refusing, above 0
 */
public record FleetRules(
    Duration silentAfter,
    Duration clockOffsetMax,
    double lowBatteryPercent,
    Duration recent,
    Duration refusing) {
  /** A clock that moves faster against the receipt clock drifts; a quartz moves 2 s a day. */
  public static final double DRIFT_SECONDS_PER_DAY = 5;

  /** Silent after 10 minutes, low at 20 %, a day for clocks, an hour for refusals. */
  public static FleetRules of(Duration clockOffsetMax) {
    return new FleetRules(
        Duration.ofMinutes(10), clockOffsetMax, 20, Duration.ofDays(1), Duration.ofHours(1));
  }

  /** Refuses what cannot be. */
  public FleetRules {
    positive("silentAfter", silentAfter);
    positive("clockOffsetMax", clockOffsetMax);
    positive("recent", recent);
    positive("refusing", refusing);
    if (!(lowBatteryPercent >= 0 && lowBatteryPercent <= 100)) {
      throw new IllegalArgumentException(
          "low battery at " + lowBatteryPercent + " % is not 0 to 100 %");
    }
  }

  private static void positive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " " + duration + " is not above 0");
    }
  }
}
