package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.record.WeightRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A session in the words of a test: what was recorded, and readings minute by minute. */
final class Stay {
  static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

  private final String session;
  private final List<Arrival> arrivals = new ArrayList<>();
  private int events;

  private Stay(String session) {
    this.session = session;
  }

  /** A session with a pump and a monitor bound to it. */
  static Stay of(String session) {
    Stay stay = new Stay(session);
    stay.event(new SessionOpened("clinic", "s", "Ketamine", "IV", 0.5, "mg", 2400L, null, null));
    stay.event(new WeightRecorded(T0, 70.0, null));
    stay.event(new DeviceBound("pump-" + session, T0, null, null));
    stay.event(new DeviceBound("monitor-" + session, T0, null, null));
    return stay;
  }

  /** A profile with these limits for systolic pressure on the high side. */
  static String limits(String id, int warning, int critical) {
    return """
        {"id": "%s",
         "plausible": {"systolic": [30, 300]},
         "limits": {"systolic": {"high": {"warning": %d, "critical": %d}}},
         "hysteresis": 5,
         "confirm": {"readings": 2, "withinSeconds": 1200}}
        """
        .formatted(id, warning, critical);
  }

  static LimitsProfileRecord profile(String name, int version, Instant from, String json) {
    return new LimitsProfileRecord(name, version, from, json);
  }

  Stay judgedBy(String profile) {
    return event(new LimitsAssigned(profile, T0));
  }

  Stay event(Object event) {
    events++;
    Instant recorded = T0.plusMillis(events);
    arrivals.add(
        new Arrival(
            recorded,
            new SessionEventRecord(session, session + "-" + events, recorded, "test", event)));
    return this;
  }

  /** Systolic pressures of the cuff, ten minutes apart. */
  Stay systolic(double... values) {
    for (int i = 0; i < values.length; i++) {
      Instant time = T0.plusSeconds(600L * (i + 1));
      arrivals.add(
          new Arrival(
              time,
              VitalsSampleRecord.newBuilder()
                  .setSite("clinic")
                  .setDevice("monitor-" + session)
                  .setSequence(i)
                  .setDeviceTime(time)
                  .setReceivedTime(time)
                  .setOriginal(List.of())
                  .setMqttDuplicate(false)
                  .setPressures(
                      List.of(
                          PressureRecord.newBuilder()
                              .setSource("NIBP")
                              .setSystolic(values[i])
                              .build()))
                  .build()));
    }
    return this;
  }

  /** Samples of the pump, a second apart, its counter moving by this much each. */
  Stay pump(int seconds, double millilitresEach, double rateMlPerHour) {
    for (int second = 1; second <= seconds; second++) {
      arrivals.add(pumpSample(second, second * millilitresEach, rateMlPerHour));
    }
    return this;
  }

  Stay arrival(Arrival arrival) {
    arrivals.add(arrival);
    return this;
  }

  Arrival pumpSample(int second, double counterMl, double rateMlPerHour) {
    Instant time = T0.plusSeconds(second);
    return new Arrival(
        time,
        PumpSampleRecord.newBuilder()
            .setSite("clinic")
            .setDevice("pump-" + session)
            .setSequence(second)
            .setDeviceTime(time)
            .setReceivedTime(time)
            .setOriginal(List.of())
            .setMqttDuplicate(false)
            .setDrug("Ketamine")
            .setState(PumpStateRecord.RUN)
            .setRateMlPerHour(rateMlPerHour)
            .setDeliveredNanolitres(Math.round(counterMl * 1e6))
            .setConcentrationPerMl(2.0)
            .setConcentrationUnit("mg")
            .setAlarms(List.of())
            .build());
  }

  /** All of it in order of arrival. */
  List<Arrival> arrivals() {
    return arrivals.stream().sorted(Comparator.comparing(Arrival::time)).toList();
  }
}
