package io.rivulet.simulator.clinic;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.simulator.mqtt.DeviceMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What the pump and the monitor of a session of the past had stored of it. */
final class PastSession {
  /** Thinner than what a live device sends: enough to draw every value without a gap. */
  private static final int PUMP_EVERY_SECONDS = 10;

  private static final int MONITOR_EVERY_SECONDS = 15;
  private static final int PRESSURE_EVERY_SECONDS = 300;
  private static final double MG_PER_ML = 1.0;

  private final SyringePump pump;
  private final BedsideMonitor monitor;

  PastSession(
      DeviceId pump,
      DeviceId monitor,
      ScheduledSession scheduled,
      Patient patient,
      double givenMgPerKg) {
    double rate = givenMgPerKg * patient.weightKg() / MG_PER_ML * 3600 / Infusion.PLANNED_SECONDS;
    Infusion infusion =
        new Infusion(
            patient.weightKg(),
            MG_PER_ML,
            Math.rint(10 * rate) / 10,
            List.of(),
            OptionalInt.empty());
    this.pump = new SyringePump(pump, scheduled, infusion);
    this.monitor =
        new BedsideMonitor(
            monitor, scheduled, patient, new Noise(scheduled.ordinal()), PRESSURE_EVERY_SECONDS);
  }

  /** In the order in which it was measured. */
  List<DeviceMessage> stored() {
    List<DeviceMessage> messages = new ArrayList<>();
    for (int second = 0; second < ScheduledSession.SECONDS; second += 5) {
      if (second % PUMP_EVERY_SECONDS == 0) {
        pump.at(second).ifPresent(messages::add);
      }
      if (second % MONITOR_EVERY_SECONDS == 0) {
        monitor.at(second).ifPresent(messages::add);
      }
    }
    return messages;
  }
}
