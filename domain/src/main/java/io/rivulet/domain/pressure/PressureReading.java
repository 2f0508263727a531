package io.rivulet.domain.pressure;

import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import java.util.Objects;

/**
 * One source at one time.
 *
 * @param origin which monitor, when
 * @param source cuff or arterial line
 * @param pressure the numbers
 */
public record PressureReading(Origin origin, PressureSource source, Pressure pressure) {
  /** Refuses missing parts. */
  public PressureReading {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(pressure, "pressure");
  }
}
