package io.rivulet.streams.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.vitals.ExcursionRule;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.PressureReading;
import io.rivulet.domain.watch.ClockReading;
import io.rivulet.domain.watch.SessionWatch;
import io.rivulet.domain.watch.WatchRules;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What a record that was received tells a session's watch. */
final class Receipt {
  private Receipt() {}

  /** Notes a record; returns whether the watch may find something else than before. */
  static boolean note(
      SpecificRecord record, SessionWatch watch, KnownSession known, WatchRules rules) {
    if (record instanceof PumpSampleRecord pump) {
      return watch.pump(
          new DeviceId(pump.getDevice()), pump.getReceivedTime(), delivers(pump), rules);
    }
    if (record instanceof VitalsSampleRecord vitals) {
      return watch.vitals(
          new DeviceId(vitals.getDevice()),
          vitals.getReceivedTime(),
          vitals.getPressures().stream().anyMatch(each -> isPlausible(each, vitals, known)),
          rules);
    }
    return record instanceof DeviceStatusRecord status && note(status, watch, rules);
  }

  private static boolean delivers(PumpSampleRecord pump) {
    boolean runs =
        pump.getState() == PumpStateRecord.RUN || pump.getState() == PumpStateRecord.BOLUS;
    return runs && (pump.getRateMlPerHour() == null || pump.getRateMlPerHour() > 0);
  }

  /** A reading that is refused takes part in nothing, and so does not end waiting for one. */
  private static boolean isPlausible(
      PressureRecord pressure, VitalsSampleRecord vitals, KnownSession known) {
    PressureSource source = PressureSource.valueOf(pressure.getSource());
    ExcursionRule rule =
        new ExcursionRule(
            known.plan().session(), Measurement.of(source), known.limits(), Optional.empty());
    Origin origin =
        new Origin(
            vitals.getSite(),
            new DeviceId(vitals.getDevice()),
            vitals.getDeviceTime(),
            vitals.getSequence());
    return rule.refusal(new PressureReading(origin, source, ReadingMapping.pressure(pressure)))
        .isEmpty();
  }

  /** A last will comes from the broker, not from the device; silence is told by its beginning. */
  private static boolean note(DeviceStatusRecord status, SessionWatch watch, WatchRules rules) {
    DeviceId device = new DeviceId(status.getDevice());
    boolean look = false;
    if (status.getSilentSince() != null) {
      look = watch.heard(device, status.getSilentSince(), rules);
    } else if (status.getObserved() || status.getOnline()) {
      look = watch.heard(device, status.getReceivedTime(), rules);
    }
    if (status.getClockOffsetMicros() != null && status.getClockSpreadMicros() != null) {
      ClockReading reading =
          new ClockReading(
              status.getReceivedTime(),
              Duration.of(status.getClockOffsetMicros(), ChronoUnit.MICROS),
              Duration.of(status.getClockSpreadMicros(), ChronoUnit.MICROS));
      look |= watch.clock(device, reading, rules);
    }
    return look;
  }
}
