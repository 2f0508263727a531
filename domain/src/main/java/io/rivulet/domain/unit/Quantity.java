package io.rivulet.domain.unit;

import java.util.Objects;

/**
 * A number as a device reported it, with the unit it came in. The original is kept beside every
 * canonical value.
 *
 * @param value any finite number
 * @param unit a UCUM code, case-sensitive, not yet checked
 */
public record Quantity(double value, String unit) {
  /** Refuses what is not a number, and a missing unit. */
  public Quantity {
    Objects.requireNonNull(unit, "unit");
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value " + value + " is not a finite number");
    }
  }

  /** The number and its unit, as a person would write them. */
  @Override
  public String toString() {
    return value + " " + unit;
  }
}
