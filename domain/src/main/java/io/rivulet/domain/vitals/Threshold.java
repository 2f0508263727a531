package io.rivulet.domain.vitals;

import java.util.Optional;

/**
 * The limits of one sign on one side.
 *
 * @param warning the nearer
 * @param critical the farther; empty where the profile has only a warning
 */
public record Threshold(Limit warning, Optional<Limit> critical) {
  /** Both limits, neither depending on the subject. */
  public static Threshold absolute(double warning, double critical) {
    return new Threshold(Limit.absolute(warning), Optional.of(Limit.absolute(critical)));
  }

  /** A warning and nothing beyond it. */
  public static Threshold warningOnly(double warning) {
    return new Threshold(Limit.absolute(warning), Optional.empty());
  }

  /** How far a value lies beyond on the given side, if it does. */
  Optional<Severity> severity(Direction direction, double value) {
    if (critical.isPresent() && critical.get().reached(direction, value)) {
      return Optional.of(Severity.CRITICAL);
    }
    return warning.reached(direction, value) ? Optional.of(Severity.WARNING) : Optional.empty();
  }

  /** The limit that makes a severity. */
  Limit limit(Severity severity) {
    return severity == Severity.CRITICAL ? critical.orElse(warning) : warning;
  }

  /**
   * Of each limit the one that is reached first. What is critical is also a warning, so the warning
   * is never farther out than the critical limit.
   */
  Threshold tighter(Direction direction, Threshold other) {
    Optional<Limit> farther =
        critical
            .map(limit -> other.critical.map(o -> limit.tighter(direction, o)).orElse(limit))
            .or(() -> other.critical);
    Limit nearer = warning.tighter(direction, other.warning);
    return new Threshold(
        farther.map(limit -> nearer.tighter(direction, limit)).orElse(nearer), farther);
  }
}
