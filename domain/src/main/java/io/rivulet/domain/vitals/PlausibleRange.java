package io.rivulet.domain.vitals;

/**
 * Outside of this a number is an artefact, not a measurement.
 *
 * @param low lowest plausible value, inclusive
 * @param high highest plausible value, inclusive
 */
public record PlausibleRange(double low, double high) {
  /** Refuses an empty range. */
  public PlausibleRange {
    if (!(low < high)) {
      throw new IllegalArgumentException("plausible range " + low + " to " + high + " is empty");
    }
  }

  boolean holds(double value) {
    return value >= low && value <= high;
  }
}
