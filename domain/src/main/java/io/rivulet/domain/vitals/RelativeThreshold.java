package io.rivulet.domain.vitals;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The limits of one sign on one side as a distance from the subject's own baseline.
 *
 * @param warningPercent of the baseline, above 0, at most 1000; upwards for a high limit, downwards
 *     for a low one
 * @param criticalPercent at least the warning's; empty where the profile has only a warning
 */
public record RelativeThreshold(double warningPercent, OptionalDouble criticalPercent) {
  private static final double MAX_PERCENT = 1000;

  /** Refuses distances that make no limit. */
  public RelativeThreshold {
    requirePercent("warning", warningPercent, Double.MIN_VALUE);
    if (criticalPercent.isPresent()) {
      requirePercent("critical", criticalPercent.getAsDouble(), warningPercent);
    }
  }

  private static void requirePercent(String name, double percent, double atLeast) {
    if (!(percent >= atLeast && percent <= MAX_PERCENT)) {
      throw new IllegalArgumentException(
          name
              + " of "
              + percent
              + " percent is outside "
              + (atLeast == Double.MIN_VALUE ? "above 0" : atLeast)
              + " to "
              + MAX_PERCENT);
    }
  }

  /** What it means for a subject with this baseline. */
  Threshold over(double baseline, Direction direction) {
    return new Threshold(
        limit(baseline, direction, warningPercent),
        criticalPercent.isEmpty()
            ? Optional.empty()
            : Optional.of(limit(baseline, direction, criticalPercent.getAsDouble())));
  }

  private static Limit limit(double baseline, Direction direction, double percent) {
    double distance = baseline * percent / 100;
    return new Limit(
        direction == Direction.HIGH ? baseline + distance : baseline - distance,
        OptionalDouble.of(baseline));
  }
}
