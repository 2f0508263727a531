package io.rivulet.domain.vitals;

import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One blood pressure of one source at one time.
 *
 * @param origin which monitor, when
 * @param source cuff or arterial line
 * @param pressure the numbers
 */
public record PressureReading(Origin origin, PressureSource source, Pressure pressure)
    implements VitalReading {
  /** Refuses missing parts. */
  public PressureReading {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(pressure, "pressure");
  }

  @Override
  public Measurement measurement() {
    return Measurement.of(source);
  }

  @Override
  public OptionalDouble value(VitalSign sign) {
    return switch (sign) {
      case SYSTOLIC -> pressure.systolic();
      case DIASTOLIC -> pressure.diastolic();
      case MEAN -> pressure.mean();
      case HEART_RATE, SPO2, RESPIRATORY_RATE, ETCO2 -> OptionalDouble.empty();
    };
  }

  @Override
  public Optional<String> contradiction() {
    double systolic = pressure.systolic().orElse(Double.NaN);
    double diastolic = pressure.diastolic().orElse(Double.NaN);
    double mean = pressure.mean().orElse(Double.NaN);
    if (systolic <= diastolic) {
      return Optional.of("systolic " + systolic + " mmHg is not above diastolic " + diastolic);
    }
    if (mean < diastolic) {
      return Optional.of("mean " + mean + " mmHg is below diastolic " + diastolic);
    }
    if (mean > systolic) {
      return Optional.of("mean " + mean + " mmHg is above systolic " + systolic);
    }
    return Optional.empty();
  }
}
