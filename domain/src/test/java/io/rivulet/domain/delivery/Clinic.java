package io.rivulet.domain.delivery;

import io.rivulet.domain.course.Course;
import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.dose.DoseLedger;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.Pump;
import io.rivulet.domain.dose.PumpHistory;
import io.rivulet.domain.dose.PumpHistoryRule;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.domain.unit.AmountUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session for tests: a subject of 70 kg, some pumps, some charted doses. */
final class Clinic {
  static final SessionId SESSION = new SessionId("S-1");
  static final Duration STALE = Duration.ofMinutes(1);

  private final List<SessionEvent> events = new ArrayList<>();
  private final List<List<PumpSample>> pumps = new ArrayList<>();

  static Instant at(long second) {
    return Pump.T0.plusSeconds(second);
  }

  Clinic weighing(double kg) {
    return with(new SessionEvent.WeightRecorded("w0", at(-100), at(-100), kg, Optional.empty()));
  }

  Clinic corrected(double kg) {
    return with(new SessionEvent.WeightRecorded("w1", at(9000), at(9000), kg, Optional.of("w0")));
  }

  Clinic planned(double perKg, long minutes) {
    return with(
        new SessionEvent.DosePlanned(
            "p0",
            at(-90),
            at(-90),
            "ketamine",
            new PlannedDose(
                perKg, AmountUnit.MILLIGRAM, Optional.of(Duration.ofMinutes(minutes)))));
  }

  Clinic charted(long second, String drug, Route route, double milligrams) {
    return with(
        new SessionEvent.DoseCharted(
            "c" + events.size(),
            at(second),
            at(second),
            drug,
            route,
            milligrams,
            AmountUnit.MILLIGRAM));
  }

  Clinic with(SessionEvent event) {
    events.add(event);
    return this;
  }

  Clinic pump(Pump... samples) {
    List<PumpSample> built = new ArrayList<>();
    for (Pump sample : samples) {
      built.add(sample.build());
    }
    pumps.add(built);
    return this;
  }

  /** A pump with 2 mg/mL that runs evenly, sampled every 10 s. */
  Clinic running(String device, long from, long to, double mlPerHour) {
    List<Pump> samples = new ArrayList<>();
    for (long second = from; second <= to; second += 10) {
      samples.add(
          Pump.at(second)
              .device(device)
              .rate(mlPerHour)
              .counting(mlPerHour * (second - from) / 3600));
    }
    return pump(samples.toArray(Pump[]::new));
  }

  SessionPlan plan() {
    return SessionPlan.of(SESSION, events);
  }

  static PumpHistory history(List<PumpSample> samples) {
    // What is older than a minute is folded away: what is found must not need it.
    Course<PumpSample, PumpHistory> course =
        Course.begin(
            PumpSample::origin,
            new PumpHistoryRule(DoseRules.DEFAULT),
            new Horizon(Duration.ofMinutes(1), 0, 100));
    samples.forEach(course::take);
    return course.state();
  }

  PumpHistory history() {
    return history(pumps.get(0));
  }

  SessionDose dose() {
    DosePlan plan = plan().dose();
    return new SessionDose(
        plan(),
        pumps.stream()
            .map(
                samples ->
                    new SessionDose.Pump(
                        DoseLedger.of(samples, plan, DoseRules.DEFAULT), history(samples)))
            .toList(),
        STALE,
        new Predictor());
  }

  DoseTotal total() {
    return dose().totals().get("ketamine");
  }
}
