package io.rivulet.domain.unit;

import java.util.Objects;
import java.util.OptionalDouble;

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

  /**
   * The rate at which a flow gives a drug.
   *
   * @param rateMlPerHour flow, mL/h, 0 or more
   * @param concentration what one mL holds
   * @param weightKg body weight, kg, above 0; empty for a rate that is not per kg
   */
  public static DoseRate of(
      double rateMlPerHour, Concentration concentration, OptionalDouble weightKg) {
    if (!(rateMlPerHour >= 0)) {
      throw new IllegalArgumentException("rate " + rateMlPerHour + " mL/h is below 0");
    }
    if (weightKg.isPresent() && !(weightKg.getAsDouble() > 0)) {
      throw new IllegalArgumentException("weight " + weightKg.getAsDouble() + " kg is not above 0");
    }
    return new DoseRate(
        rateMlPerHour * concentration.amountPerMl() / weightKg.orElse(1),
        concentration.unit(),
        weightKg.isPresent());
  }

  /**
   * This rate as a number in another unit.
   *
   * @param ucumUnit such as ug/kg/min; per kg where this rate is
   * @throws UnknownUnitException if the unit is not one of a dose rate
   * @throws IllegalArgumentException if it counts something else, or is not per kg where this is
   */
  public double in(String ucumUnit) {
    DoseRate one = Ucum.doseRate(new Quantity(1, ucumUnit));
    if (one.unit != unit || one.perKg != perKg) {
      throw new IllegalArgumentException(
          "a rate in " + unit.ucum() + (perKg ? "/kg/h" : "/h") + " cannot be told in " + ucumUnit);
    }
    return amountPerHour / one.amountPerHour;
  }
}
