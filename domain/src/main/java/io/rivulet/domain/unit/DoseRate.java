package io.rivulet.domain.unit;

import java.util.Objects;

/**
 * A dose rate as programmed or charted.
 *
 * @param amountPerHour in {@code unit} per hour, per kg where {@code perKg}
 * @param unit what the amount is counted in
 * @param perKg whether the rate is per kilogram of body weight
 */
public record DoseRate(double amountPerHour, AmountUnit unit, boolean perKg) {
  /** Refuses a rate that is not a finite number. */
  public DoseRate {
    Objects.requireNonNull(unit, "unit");
    if (!Double.isFinite(amountPerHour)) {
      throw new IllegalArgumentException("dose rate " + amountPerHour + " is not a finite number");
    }
  }
}
