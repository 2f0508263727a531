package io.rivulet.streams.hostile;

import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.serde.TrustedRecords;
import java.time.Instant;
import java.util.List;

/**
 * A session with a pump and a monitor of its own, and the records it consists of.
 *
 * @param name names the session and its devices
 */
record Victim(String name) {
  static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  static final String PROFILE = "site";

  static {
    TrustedRecords.declare();
  }

  String pump() {
    return "pump-" + name;
  }

  String monitor() {
    return "monitor-" + name;
  }

  /** What opens the session: site, weight, devices, limits. */
  List<SessionEventRecord> opening() {
    return List.of(
        event(
            "open",
            new SessionOpened("clinic", "subject", "Ketamine", "IV", 0.5, "mg", 2400L, null, null)),
        event("weight", new WeightRecorded(T0, 70.0, null)),
        event("bind-pump", new DeviceBound(pump(), T0, null, null)),
        event("bind-monitor", new DeviceBound(monitor(), T0, null, null)),
        event("limits", new LimitsAssigned(PROFILE, T0)));
  }

  /** An event of the session; its id is made of the session's name and this one. */
  SessionEventRecord event(String id, Object event) {
    return new SessionEventRecord(name, name + "-" + id, T0, "test", event);
  }

  static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  /** A good sample: 0.01 mL a second at 36 mL/h, 2 mg/mL. */
  PumpSampleRecord pumpSample(int second) {
    return PumpSampleRecord.newBuilder()
        .setSite("clinic")
        .setDevice(pump())
        .setSequence(second)
        .setDeviceTime(at(second))
        .setReceivedTime(at(second))
        .setDrug("Ketamine")
        .setState(PumpStateRecord.RUN)
        .setRateMlPerHour(36.0)
        .setDeliveredNanolitres(second * 10_000L)
        .setConcentrationPerMl(2.0)
        .setConcentrationUnit("mg")
        .build();
  }

  /** A reading of the cuff. */
  VitalsSampleRecord cuff(int second, double systolic) {
    return VitalsSampleRecord.newBuilder()
        .setSite("clinic")
        .setDevice(monitor())
        .setSequence(second)
        .setDeviceTime(at(second))
        .setReceivedTime(at(second))
        .setPressures(
            List.of(PressureRecord.newBuilder().setSource("NIBP").setSystolic(systolic).build()))
        .setHeartRatePerMinute(70.0)
        .build();
  }
}
