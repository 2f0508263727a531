package io.rivulet.simulator.clinic;

import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.EligibilityFlag;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.ObservationCharted;
import io.rivulet.schemas.record.PhaseEntered;
import io.rivulet.schemas.record.PressureOrdered;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.SubjectScreened;
import io.rivulet.schemas.record.WeightRecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What people write down in one session of the clinic, in order, and in which second of it. */
final class CareChart {
  private static final int OBSERVE_EVERY_SECONDS = 1_200;
  private static final long SCORES = 40;

  /**
   * One event.
   *
   * @param second of the session, from 0
   * @param event one of the event records that the session schema's union names
   */
  record Entry(int second, Object event) {}

  private final ScheduledSession scheduled;
  private final List<Entry> entries = new ArrayList<>();

  private CareChart(ScheduledSession scheduled) {
    this.scheduled = scheduled;
  }

  /** The chart of a session whose pump runs from the end of the preparation on. */
  static List<Entry> of(
      ScheduledSession scheduled,
      String subject,
      String profile,
      Patient patient,
      Noise noise,
      List<String> devices,
      int infusionEndSecond,
      Duration pressureInterval) {
    CareChart chart = new CareChart(scheduled);
    chart.arrival(subject, profile, patient, devices, pressureInterval);
    int infusion = ScheduledSession.PREPARATION_SECONDS;
    chart.phase(infusion, "INFUSION");
    chart.observe(infusion, noise);
    chart.phase(infusion + infusionEndSecond, "OBSERVATION");
    chart.phase(ScheduledSession.SECONDS - 60, "DISCHARGE");
    chart.add(ScheduledSession.SECONDS, SessionClosed.newBuilder().setAt(scheduled.end()).build());
    chart.entries.sort(Comparator.comparingInt(Entry::second));
    return List.copyOf(chart.entries);
  }

  private void arrival(
      String subject,
      String profile,
      Patient patient,
      List<String> devices,
      Duration pressureInterval) {
    Instant start = scheduled.start();
    add(
        0,
        SessionOpened.newBuilder()
            .setSite(scheduled.site())
            .setSubject(subject)
            .setDrug(SyringePump.DRUG)
            .setPlannedDosePerKg(Infusion.PLANNED_MG_PER_KG)
            .setPlannedUnit("mg")
            .setPlannedDurationSeconds((long) Infusion.PLANNED_SECONDS)
            .build());
    phase(0, "SCREENING");
    add(0, WeightRecorded.newBuilder().setFrom(start).setWeightKg(patient.weightKg()).build());
    add(0, LimitsAssigned.newBuilder().setProfile(profile).setFrom(start).build());
    for (String device : devices) {
      add(
          0,
          DeviceBound.newBuilder().setDevice(device).setFrom(start).setTo(scheduled.end()).build());
    }
    add(
        0,
        PressureOrdered.newBuilder()
            .setFrom(start)
            .setIntervalSeconds(pressureInterval.toSeconds())
            .build());
    add(
        60,
        SubjectScreened.newBuilder()
            .setAt(start.plusSeconds(60))
            .setFlags(
                List.of(
                    new EligibilityFlag("UNCONTROLLED_HYPERTENSION", true),
                    new EligibilityFlag("FASTED", true),
                    new EligibilityFlag("ESCORT_HOME", true)))
            .setEligible(true)
            .build());
    phase(120, "PREPARATION");
  }

  /** Dissociation follows the effect; sedation, nausea and dizziness follow less closely. */
  private void observe(int infusion, Noise noise) {
    for (int after = 0; after <= 4; after++) {
      int second = infusion + after * OBSERVE_EVERY_SECONDS;
      double answer = Patient.answer((double) after * OBSERVE_EVERY_SECONDS);
      Noise scores = noise.of(SCORES + after);
      observed(second, "CADSS", Math.rint(answer * scores.uniform(1, 12, 44)));
      observed(second, "MOAA_S", answer > 0.7 && scores.uniform(2, 0, 1) < 0.5 ? 4 : 5);
      observed(second, "NAUSEA", Math.rint(answer * scores.uniform(3, 0, 4)));
      observed(second, "DIZZINESS", Math.rint(answer * scores.uniform(4, 0, 6)));
    }
  }

  private void observed(int second, String kind, double score) {
    add(
        second,
        ObservationCharted.newBuilder()
            .setAt(scheduled.start().plusSeconds(second))
            .setKind(kind)
            .setScore(score)
            .build());
  }

  private void phase(int second, String phase) {
    add(
        second,
        PhaseEntered.newBuilder()
            .setPhase(phase)
            .setAt(scheduled.start().plusSeconds(second))
            .build());
  }

  private void add(int second, Object event) {
    entries.add(new Entry(second, event));
  }
}
