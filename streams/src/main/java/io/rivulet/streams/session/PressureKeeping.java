package io.rivulet.streams.session;

import io.rivulet.domain.course.Taken;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.reading.VitalsSample;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.PressureReading;
import io.rivulet.domain.vitals.ReadingCounts;
import io.rivulet.domain.vitals.VitalStanding;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Follows the pressures of every session. What a reading changes about excursions is stated at
 * once; the tally of readings at the next beat.
 */
final class PressureKeeping implements Keeper {
  private final PressureCourses courses;
  private final StatedExcursions stated;
  private final StatedRejections rejections;
  private final Waiting waiting = new Waiting();

  PressureKeeping(PressureCourses courses, StatedExcursions stated, StatedRejections rejections) {
    this.courses = courses;
    this.stated = stated;
    this.rejections = rejections;
  }

  @Override
  public void begin() {
    waiting.restore(courses.store());
  }

  @Override
  public void onSample(String session, SpecificRecord sample, KnownSession known, Emission out) {
    if (sample instanceof VitalsSampleRecord record) {
      VitalsSample vitals = ReadingMapping.vitals(record);
      vitals
          .pressures()
          .forEach(
              (source, pressure) ->
                  take(
                      session,
                      record,
                      new PressureTaken(
                          new PressureReading(vitals.origin(), source, pressure),
                          record.getReceivedTime()),
                      out));
    }
  }

  private void take(
      String session, VitalsSampleRecord sample, PressureTaken arrived, Emission out) {
    PressureSource source = arrived.reading().source();
    PressureCourse course = courses.get(session, source);
    PressureStanding before = course.standing();
    Taken taken = course.take(arrived);
    switch (taken) {
      case REPEAT -> course.duplicates++;
      case BEYOND_HORIZON -> {
        course.late++;
        out.emit(session, LateSamples.of(session, sample, course.latest()));
        wait(course);
      }
      case NEXT -> {
        stateSteps(course, before, out);
        wait(course);
      }
      case LATE -> restate(course, out);
    }
    courses.changed(course);
  }

  private void wait(PressureCourse course) {
    course.unstated = true;
    waiting.add(course.owner());
  }

  /** States what one step added: refusals it did not touch are the same object as before. */
  private void stateSteps(PressureCourse course, PressureStanding before, Emission out) {
    PressureStanding now = course.standing();
    if (now.refused() != before.refused()) {
      now.refused().stream()
          .filter(refused -> !before.refused().contains(refused))
          .forEach(refused -> rejections.state(course, refused, out));
    }
    List<Excursion> known = before.found();
    now.found().stream()
        .filter(excursion -> !known.contains(excursion))
        .forEach(excursion -> stated.state(course, excursion, out));
  }

  private void restate(PressureCourse course, Emission out) {
    PressureStanding standing = course.standing();
    rejections.restate(course, standing.refused(), out);
    stated.restate(course, standing.found(), out);
    wait(course);
  }

  @Override
  public void onPlan(String session, KnownSession before, KnownSession now, Emission out) {
    if (before.limits().equals(now.limits())
        && before.plan().bindings().equals(now.plan().bindings())) {
      return;
    }
    onLimits(session, now, out);
  }

  @Override
  public void onLimits(String session, KnownSession now, Emission out) {
    for (PressureCourse course : courses.of(session)) {
      course.follow(courses.rule(session, course.source()));
      restate(course, out);
      courses.changed(course);
    }
  }

  @Override
  public void onBeat(KnownSessions sessions, Emission out) {
    for (String owner : waiting.take()) {
      PressureCourse course = courses.get(owner);
      if (course != null) {
        course.revision++;
        course.unstated = false;
        out.emit(course.session(), tally(course));
        courses.changed(course);
      }
    }
  }

  @Override
  public void settle(String session) {
    for (PressureCourse course : courses.of(session)) {
      course.settle(courses.rule(session, course.source()));
      courses.changed(course);
    }
  }

  private static PressureTallyRecord tally(PressureCourse course) {
    VitalStanding vital = course.standing().vital();
    ReadingCounts counts = vital.counts();
    PressureReading latest = (PressureReading) vital.latest().orElse(null);
    return PressureTallyRecord.newBuilder()
        .setSession(course.session())
        .setSource(course.source().name())
        .setRevision(course.revision)
        .setReadings(counts.readings())
        .setRejected(counts.rejected())
        .setUnconfirmed(vital.unconfirmed())
        .setDuplicates(course.duplicates)
        .setNotEvaluable(counts.withoutLimits())
        .setExcursions(course.excursions)
        .setExcursionStatements(course.excursionStatements)
        .setLatestTime(latest == null ? null : latest.origin().time())
        .setLatest(
            latest == null ? null : ReadingMapping.record(latest.source(), latest.pressure()))
        .setLate(course.late)
        .build();
  }
}
