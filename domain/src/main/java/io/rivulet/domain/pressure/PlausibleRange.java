package io.rivulet.domain.pressure;

/**
 * Outside of this a number is an artefact, not a pressure.
 *
 * @param low lowest plausible value, mmHg, inclusive
 * @param high highest plausible value, mmHg, inclusive
 */
public record PlausibleRange(double low, double high) {
  /** Refuses an empty range. */
  public PlausibleRange {
    if (!(low < high)) {
      throw new IllegalArgumentException("plausible range " + low + " to " + high + " mmHg");
    }
  }

  boolean holds(double value) {
    return value >= low && value <= high;
  }
}
