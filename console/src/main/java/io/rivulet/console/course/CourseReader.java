package io.rivulet.console.course;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.store.read.AlertRow;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.History;
import io.rivulet.store.read.HistoryOrder;
import io.rivulet.store.read.HistoryRows;
import io.rivulet.store.read.SessionSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what has landed of one session into a course. */
public final class CourseReader {
  /** Samples of a kind that are read; a session of a day at five a second. */
  private static final int MAX_SAMPLES = 500_000;

  private static final int MAX_FINDINGS = 5_000;

  private CourseReader() {}

  /**
   * As of the moment that the history was opened.
   *
   * @param stored of this session alone
   * @param from readings before it are left out
   */
  public static CourseBuilder read(History stored, SessionId session, Instant from) {
    CourseBuilder course = new CourseBuilder(session, all(stored.sessionEvents(), 20_000), from);
    course.limits(all(stored.limitsProfiles(), MAX_FINDINGS));
    try (HistoryRows<SessionSample<PumpSampleRecord>> rows =
        stored.pumpSamples(HistoryOrder.DEVICE_TIME)) {
      for (int i = 0; i < MAX_SAMPLES && rows.hasNext(); i++) {
        course.pump(rows.next().sample());
      }
    }
    try (HistoryRows<SessionSample<VitalsSampleRecord>> rows =
        stored.vitalsSamples(HistoryOrder.DEVICE_TIME)) {
      for (int i = 0; i < MAX_SAMPLES && rows.hasNext(); i++) {
        course.vitals(rows.next().sample());
      }
    }
    for (ExcursionRow row : all(stored.excursions(), MAX_FINDINGS)) {
      course.add(CourseList.EXCURSIONS, Findings.excursion(row));
    }
    for (AlertRow row : all(stored.alerts(), MAX_FINDINGS)) {
      course.add(CourseList.ALERTS, Findings.alert(row));
    }
    stored.devices().forEach(row -> course.add(CourseList.DEVICES, Devices.of(row)));
    return course;
  }

  private static <T> List<T> all(HistoryRows<T> rows, int atMost) {
    List<T> list = new ArrayList<>();
    try (rows) {
      while (list.size() < atMost && rows.hasNext()) {
        list.add(rows.next());
      }
    }
    return list;
  }
}
