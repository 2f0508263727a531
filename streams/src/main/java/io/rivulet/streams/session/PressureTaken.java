package io.rivulet.streams.session;

import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.vitals.PressureReading;
import java.time.Instant;

/**
 * A pressure as a session took it.
 *
 * @param reading by the monitor's clock
 * @param received by the bridge's clock
 */
record PressureTaken(PressureReading reading, Instant received) {
  Origin origin() {
    return reading.origin();
  }
}
