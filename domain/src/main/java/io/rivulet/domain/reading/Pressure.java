package io.rivulet.domain.reading;

import java.util.OptionalDouble;

/**
 * One blood pressure, in mmHg; any component may be missing, not all three. Not judged: monitors
 * report 11647 and -8, and the limits profile says what is plausible.
 *
 * @param systolic peak, mmHg
 * @param diastolic trough, mmHg
 * @param mean mean, mmHg
 */
public record Pressure(OptionalDouble systolic, OptionalDouble diastolic, OptionalDouble mean) {
  private static final double MAX_MAGNITUDE = 1e6;

  /** Refuses an empty pressure and numbers no instrument could mean. */
  public Pressure {
    if (systolic.isEmpty() && diastolic.isEmpty() && mean.isEmpty()) {
      throw new IllegalArgumentException("a pressure needs a systolic, diastolic or mean value");
    }
    requireNumber(systolic);
    requireNumber(diastolic);
    requireNumber(mean);
  }

  private static void requireNumber(OptionalDouble value) {
    if (value.isPresent() && !(Math.abs(value.getAsDouble()) <= MAX_MAGNITUDE)) {
      throw new IllegalArgumentException(
          "pressure " + value.getAsDouble() + " mmHg is beyond " + MAX_MAGNITUDE);
    }
  }

  /** The value of one component, mmHg. */
  public OptionalDouble component(PressureComponent component) {
    return switch (component) {
      case SYSTOLIC -> systolic;
      case DIASTOLIC -> diastolic;
      case MEAN -> mean;
    };
  }
}
