package io.rivulet.streams.simulation;

import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The pressure excursions of one source and side, found the plain way in all its readings. */
final class ExcursionWitness {
  /** One excursion, as a line that can be compared. */
  private static final class Found {
    Instant start;
    Instant end;
    double peak;
    int readings;
    boolean critical;
  }

  private final String source;
  private final boolean high;
  private final List<Found> found = new ArrayList<>();
  private Instant pendingSince;
  private double pendingValue;
  private Found open;

  private ExcursionWitness(String source, boolean high) {
    this.source = source;
    this.high = high;
  }

  /** Every excursion of a session, each as a line, in no order. */
  static List<String> lines(KnownFacts facts, String session, List<WardLimits> limits) {
    List<String> lines = new ArrayList<>();
    Set<String> devices = facts.devices(session);
    List<VitalsSampleRecord> readings = new ArrayList<>();
    devices.forEach(device -> readings.addAll(facts.vitalsSamples(session, device)));
    readings.sort(
        Comparator.comparing(VitalsSampleRecord::getDeviceTime)
            .thenComparing(VitalsSampleRecord::getSequence));
    List<KnownFacts.From<WardLimits>> versions =
        limits.stream()
            .filter(version -> facts.limitsVersions().contains(version.version()))
            .map(version -> new KnownFacts.From<>(version.from(), version))
            .sorted(Comparator.comparing(KnownFacts.From::start))
            .toList();
    if (!facts.assignedLimits(session) || versions.isEmpty()) {
      return lines;
    }
    for (String source : List.of("NIBP", "ART")) {
      for (boolean high : new boolean[] {true, false}) {
        ExcursionWitness witness = new ExcursionWitness(source, high);
        for (VitalsSampleRecord reading : readings) {
          witness.read(reading, KnownFacts.at(versions, reading.getDeviceTime()));
        }
        witness.found.forEach(excursion -> lines.add(witness.line(excursion)));
      }
    }
    return lines;
  }

  static String line(
      String source,
      String direction,
      Instant start,
      Instant end,
      double peak,
      int readings,
      String severity) {
    return String.join(
        " ",
        source,
        "systolic",
        direction,
        start.toString(),
        String.valueOf(end),
        String.valueOf(peak),
        String.valueOf(readings),
        severity);
  }

  private String line(Found excursion) {
    return line(
        source,
        high ? "high" : "low",
        excursion.start,
        excursion.end,
        excursion.peak,
        excursion.readings,
        excursion.critical ? "critical" : "warning");
  }

  private void read(VitalsSampleRecord reading, WardLimits limits) {
    for (PressureRecord pressure : reading.getPressures()) {
      if (pressure.getSource().equals(source)
          && plausible(pressure)
          && pressure.getSystolic() != null) {
        judge(reading.getDeviceTime(), pressure.getSystolic(), limits);
      }
    }
  }

  private static boolean plausible(PressureRecord pressure) {
    Double systolic = pressure.getSystolic();
    Double diastolic = pressure.getDiastolic();
    Double mean = pressure.getMean();
    if (systolic != null
        && (systolic < WardLimits.PLAUSIBLE_LOW || systolic > WardLimits.PLAUSIBLE_HIGH)) {
      return false;
    }
    if (systolic != null && diastolic != null && systolic <= diastolic) {
      return false;
    }
    return (mean == null || diastolic == null || mean >= diastolic)
        && (mean == null || systolic == null || mean <= systolic);
  }

  private void judge(Instant time, double value, WardLimits limits) {
    boolean critical = high ? value >= limits.highCritical() : value <= limits.lowCritical();
    boolean beyond = high ? value >= limits.highWarning() : value <= limits.lowWarning();
    if (open != null) {
      boolean closes =
          high
              ? value <= limits.highWarning() - WardLimits.HYSTERESIS
              : value >= limits.lowWarning() + WardLimits.HYSTERESIS;
      if (closes) {
        open.end = time;
        open = null;
      } else {
        open.readings++;
        open.peak = high ? Math.max(open.peak, value) : Math.min(open.peak, value);
        open.critical |= critical;
      }
      return;
    }
    boolean confirmed =
        pendingSince != null
            && beyond
            && Duration.between(pendingSince, time).toSeconds() <= WardLimits.CONFIRM_SECONDS;
    if (confirmed) {
      open(pendingSince, high ? Math.max(pendingValue, value) : Math.min(pendingValue, value));
      open.readings = 2;
      open.critical = critical;
    } else if (critical) {
      open(time, value);
      open.readings = 1;
      open.critical = true;
    } else {
      pendingSince = beyond ? time : null;
      pendingValue = value;
    }
  }

  private void open(Instant start, double peak) {
    open = new Found();
    open.start = start;
    open.peak = peak;
    found.add(open);
    pendingSince = null;
  }
}
