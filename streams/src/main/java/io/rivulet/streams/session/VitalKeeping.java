package io.rivulet.streams.session;

import io.rivulet.domain.course.Taken;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.VitalReading;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.streams.alert.StatedAlerts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Follows the vital signs of every session. What a reading changes about excursions is stated at
 * once; the tally of pressures, and limits that cannot be judged, at the next beat.
 *
 * <p>Limits relative to a baseline depend on when the infusion began: it goes by the pumps that
 * {@link DoseKeeping} keeps, and so comes after it. A pump's late sample that moves the beginning
 * has the readings judged again.
 */
final class VitalKeeping implements Keeper {
  private final VitalCourses courses;
  private final StatedExcursions stated;
  private final StatedRejections rejections;
  private final StatedAlerts alerts;
  private final Waiting waiting = new Waiting();

  VitalKeeping(
      VitalCourses courses,
      StatedExcursions stated,
      StatedRejections rejections,
      StatedAlerts alerts) {
    this.courses = courses;
    this.stated = stated;
    this.rejections = rejections;
    this.alerts = alerts;
  }

  @Override
  public void begin() {
    waiting.restore(courses.store());
  }

  @Override
  public void onSample(String session, SpecificRecord sample, KnownSession known, Emission out) {
    if (sample instanceof VitalsSampleRecord vitals) {
      onVitals(session, vitals, known, out);
    } else if (sample instanceof PumpSampleRecord && known.limitsNeedBaseline()) {
      followInfusion(session, out);
    }
  }

  private void onVitals(
      String session, VitalsSampleRecord sample, KnownSession known, Emission out) {
    Map<VitalSource, List<VitalReading>> bySource = new EnumMap<>(VitalSource.class);
    for (VitalReading reading : VitalReading.of(ReadingMapping.vitals(sample))) {
      bySource
          .computeIfAbsent(reading.measurement().source(), source -> new ArrayList<>(4))
          .add(reading);
    }
    Optional<VitalCourse> late = Optional.empty();
    for (Map.Entry<VitalSource, List<VitalReading>> entry : bySource.entrySet()) {
      VitalCourse course = courses.get(session, entry.getKey());
      VitalTaken arrived = new VitalTaken(entry.getValue(), sample.getReceivedTime());
      if (take(course, arrived, known, out) == Taken.BEYOND_HORIZON) {
        late = Optional.of(course);
      }
      courses.changed(course);
    }
    late.ifPresent(course -> out.emit(session, LateSamples.of(session, sample, course.latest())));
  }

  private Taken take(VitalCourse course, VitalTaken arrived, KnownSession known, Emission out) {
    SourceStanding before = course.standing();
    Taken taken = course.take(arrived);
    switch (taken) {
      case REPEAT -> course.duplicates++;
      case BEYOND_HORIZON -> {
        course.late++;
        wait(course, known);
      }
      case NEXT -> {
        stateSteps(course, before, out);
        wait(course, known);
      }
      case LATE -> restate(course, out);
    }
    return taken;
  }

  /** Quantities of a monitor come every second and have no tally: nothing of them waits. */
  private void wait(VitalCourse course, KnownSession known) {
    if (course.source() != VitalSource.MONITOR || known.limitsNeedBaseline()) {
      wait(course);
    }
  }

  private void wait(VitalCourse course) {
    course.unstated = true;
    waiting.add(course.owner());
  }

  /** States what one step added: refusals it did not touch are the same object as before. */
  private void stateSteps(VitalCourse course, SourceStanding before, Emission out) {
    SourceStanding now = course.standing();
    if (now.refused() != before.refused()) {
      now.refused().stream()
          .filter(refused -> !before.refused().contains(refused))
          .forEach(refused -> rejections.state(course, refused, out));
    }
    if (before.quiet() && now.quiet()) {
      return;
    }
    List<Excursion> known = before.excursions();
    now.excursions().stream()
        .filter(excursion -> !known.contains(excursion))
        .forEach(excursion -> stated.state(course, excursion, out));
  }

  private void restate(VitalCourse course, Emission out) {
    SourceStanding standing = course.standing();
    rejections.restate(course, standing.refused(), out);
    stated.restate(course, standing.excursions(), out);
    wait(course);
  }

  private void followInfusion(String session, Emission out) {
    Optional<Instant> infusion = courses.infusion(session);
    for (VitalCourse course : courses.of(session)) {
      if (!course.rule().infusion().equals(infusion)) {
        follow(course, out);
      }
    }
  }

  private void follow(VitalCourse course, Emission out) {
    course.follow(courses.rule(course.session(), course.source()));
    restate(course, out);
    courses.changed(course);
  }

  @Override
  public void onPlan(String session, KnownSession before, KnownSession now, Emission out) {
    if (!before.site().equals(now.site())) {
      for (VitalCourse course : courses.of(session)) {
        stated.stateAgain(course, out);
        state(course, out);
      }
    }
    if (before.limits().equals(now.limits())
        && before.plan().bindings().equals(now.plan().bindings())) {
      return;
    }
    onLimits(session, now, out);
  }

  @Override
  public void onLimits(String session, KnownSession now, Emission out) {
    courses.of(session).forEach(course -> follow(course, out));
  }

  @Override
  public void onBeat(Instant now, KnownSessions sessions, Emission out) {
    waiting.each(
        owner -> {
          VitalCourse course = courses.get(owner);
          if (course != null) {
            state(course, out);
          }
        });
  }

  private void state(VitalCourse course, Emission out) {
    String session = course.session();
    course.unstated = false;
    if (course.source() != VitalSource.MONITOR) {
      course.revision++;
      out.emit(session, PressureTallies.of(course));
    }
    alerts
        .restate(
            session,
            NotEvaluableAlerts.RULE,
            NotEvaluableAlerts.of(session, courses.site(session), courses.of(session)),
            Instant.MIN)
        .forEach(alert -> out.emit(session, alert));
    courses.changed(course);
  }

  @Override
  public void settle(String session) {
    for (VitalCourse course : courses.of(session)) {
      course.settle(courses.rule(session, course.source()));
      courses.changed(course);
    }
    alerts.settle(session, NotEvaluableAlerts.RULE);
  }
}
