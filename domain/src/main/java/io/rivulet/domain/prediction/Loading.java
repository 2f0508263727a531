package io.rivulet.domain.prediction;

/**
 * What a body holds of a drug, by the exponential modes of one {@link Kinetics}; mg/kg each. The
 * modes do not act on one another, so loadings of one model add: that of several pumps is their
 * sum.
 *
 * @param first the mode that fades fastest
 * @param second the next
 * @param third the slowest of three compartments; 0 where there are two
 * @param effect what the effect site lags behind by
 */
public record Loading(double first, double second, double third, double effect) {
  /** Nothing given yet. */
  public static final Loading NONE = new Loading(0, 0, 0, 0);

  /** Refuses what is no number. */
  public Loading {
    double sum = first + second + third + effect;
    if (!Double.isFinite(sum)) {
      throw new IllegalArgumentException(
          "loading " + first + ", " + second + ", " + third + ", " + effect + " is not finite");
    }
  }

  /** Both together, at one instant and of one model. */
  public Loading plus(Loading other) {
    return new Loading(
        first + other.first, second + other.second, third + other.third, effect + other.effect);
  }
}
