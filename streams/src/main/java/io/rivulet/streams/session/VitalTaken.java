package io.rivulet.streams.session;

import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.vitals.VitalReading;
import java.time.Instant;
import java.util.List;

/**
 * What one source of a monitor's sample said, as a session took it: a pressure, or the quantities
 * of a bedside monitor.
 *
 * @param readings one or more, of one source and one origin, each of another measurement
 * @param received by the bridge's clock
 */
record VitalTaken(List<VitalReading> readings, Instant received) {
  VitalTaken {
    readings = List.copyOf(readings);
  }

  Origin origin() {
    return readings.get(0).origin();
  }
}
