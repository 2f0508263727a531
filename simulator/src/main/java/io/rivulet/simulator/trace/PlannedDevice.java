package io.rivulet.simulator.trace;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.PressureSource;

/** A device that a trace needs. */
public sealed interface PlannedDevice {
  /** Its name, unique to the run. */
  DeviceId id();

  /**
   * A pump that gives one drug.
   *
   * @param drug as charted
   */
  record Pump(DeviceId id, String drug) implements PlannedDevice {}

  /** A monitor that takes pressures one way. */
  record PressureMonitor(DeviceId id, PressureSource source) implements PlannedDevice {}

  /** A monitor of heart rate, SpO2 and respiratory rate. */
  record BedsideMonitor(DeviceId id) implements PlannedDevice {}
}
