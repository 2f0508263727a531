package io.rivulet.domain.pressure;

import java.util.Optional;

/**
 * The two limits of one component on one side, mmHg.
 *
 * @param warning the nearer
 * @param critical the farther
 */
public record Threshold(double warning, double critical) {
  /** How far a value lies beyond on the given side, if it does. */
  Optional<Severity> severity(Direction direction, double value) {
    if (direction.beyond(value, critical)) {
      return Optional.of(Severity.CRITICAL);
    }
    return direction.beyond(value, warning) ? Optional.of(Severity.WARNING) : Optional.empty();
  }
}
