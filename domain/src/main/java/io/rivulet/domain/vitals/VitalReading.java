package io.rivulet.domain.vitals;

import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.VitalsSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One measurement at one time: what limits are held against. */
public sealed interface VitalReading permits PressureReading, QuantityReading {
  /** Which monitor, when. */
  Origin origin();

  /** What was measured. */
  Measurement measurement();

  /** The value of a sign, in the sign's unit; empty where this reading does not hold it. */
  OptionalDouble value(VitalSign sign);

  /** Why its values cannot all be true; empty where they can. */
  Optional<String> contradiction();

  /** Every measurement in a monitor's sample. */
  static List<VitalReading> of(VitalsSample sample) {
    List<VitalReading> readings = new ArrayList<>(4);
    sample
        .pressures()
        .forEach(
            (source, pressure) ->
                readings.add(new PressureReading(sample.origin(), source, pressure)));
    add(readings, sample, Measurement.HEART_RATE, sample.heartRatePerMinute());
    add(readings, sample, Measurement.SPO2, sample.spo2Percent());
    add(readings, sample, Measurement.RESPIRATORY_RATE, sample.respiratoryRatePerMinute());
    add(readings, sample, Measurement.ETCO2, sample.etco2MmHg());
    return readings;
  }

  private static void add(
      List<VitalReading> readings,
      VitalsSample sample,
      Measurement measurement,
      OptionalDouble value) {
    if (value.isPresent()) {
      readings.add(new QuantityReading(sample.origin(), measurement, value.getAsDouble()));
    }
  }
}
