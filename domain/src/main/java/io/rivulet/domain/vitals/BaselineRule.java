package io.rivulet.domain.vitals;

import java.time.Duration;

/**
 * How a subject's baseline is found: the median of the plausible readings of a sign in a time
 * before the first infusion.
 *
 * @param window how long that time is, above 0, at most a day
 * @param minReadings how many readings it takes, 1 to {@link Baseline#MAX_READINGS}
 */
public record BaselineRule(Duration window, int minReadings) {
  private static final Duration MAX_WINDOW = Duration.ofDays(1);

  /** Refuses a window that holds nothing and counts that cannot be reached. */
  public BaselineRule {
    if (window.isNegative() || window.isZero() || window.compareTo(MAX_WINDOW) > 0) {
      throw new IllegalArgumentException(
          "baseline window " + window + " is not above 0 and at most " + MAX_WINDOW);
    }
    if (minReadings < 1 || minReadings > Baseline.MAX_READINGS) {
      throw new IllegalArgumentException(
          "baseline of at least "
              + minReadings
              + " readings is outside 1 to "
              + Baseline.MAX_READINGS);
    }
  }
}
