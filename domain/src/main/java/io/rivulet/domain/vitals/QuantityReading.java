package io.rivulet.domain.vitals;

import io.rivulet.domain.reading.Origin;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A single quantity at one time.
 *
 * @param origin which monitor, when
 * @param measurement any but a pressure
 * @param value in the unit of its sign
 */
public record QuantityReading(Origin origin, Measurement measurement, double value)
    implements VitalReading {
  /** Refuses pressures and what is no number. */
  public QuantityReading {
    Objects.requireNonNull(origin, "origin");
    if (measurement.isPressure()) {
      throw new IllegalArgumentException(measurement + " is a pressure, which has components");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(measurement + " " + value + " is not a number");
    }
  }

  @Override
  public OptionalDouble value(VitalSign sign) {
    return measurement.signs().get(0) == sign ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  @Override
  public Optional<String> contradiction() {
    return Optional.empty();
  }
}
