package io.rivulet.store.read;

import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.store.event.EventBody;
import io.rivulet.store.event.SessionEventKind;
import java.sql.SQLException;

/** Makes records of rows of {@code session_event}. */
final class EventRecords {
  private EventRecords() {}

  static SessionEventRecord read(Row row) throws SQLException {
    return new SessionEventRecord(
        row.text("session"),
        row.text("event_id"),
        row.instant("recorded_time"),
        row.text("recorded_by"),
        event(row));
  }

  private static Object event(Row row) throws SQLException {
    SessionEventKind kind = SessionEventKind.named(row.text("kind"));
    String body = row.text("body");
    return body == null ? ofColumns(kind, row) : EventBody.read(body, kind.record());
  }

  /** What earlier releases landed has no body. */
  private static Object ofColumns(SessionEventKind kind, Row row) throws SQLException {
    return switch (kind) {
      case OPENED -> opened(row);
      case WEIGHT ->
          new WeightRecorded(
              row.instant("effective_from"), row.number("weight_kg"), row.text("replaces"));
      case DEVICE ->
          new DeviceBound(
              row.text("device"),
              row.instant("effective_from"),
              row.optionalInstant("effective_to").orElse(null),
              row.text("replaces"));
      case LIMITS -> new LimitsAssigned(row.text("profile"), row.instant("effective_from"));
      case CONCENTRATION ->
          new ConcentrationRecorded(
              row.text("drug"),
              row.instant("effective_from"),
              row.number("concentration_per_ml"),
              row.text("concentration_unit"));
      case CLOSED -> new SessionClosed(row.instant("effective_from"));
      default ->
          throw new SQLException(
              "session event %s, a \"%s\", has no body"
                  .formatted(row.text("event_id"), kind.text()));
    };
  }

  private static SessionOpened opened(Row row) throws SQLException {
    return SessionOpened.newBuilder()
        .setSite(row.text("site"))
        .setSubject(row.text("subject"))
        .setDrug(row.text("drug"))
        .setRoute(row.text("route"))
        .setPlannedDosePerKg(row.nullableNumber("planned_dose_per_kg"))
        .setPlannedUnit(row.text("planned_unit"))
        .setPlannedDurationSeconds(row.nullableWhole("planned_duration_seconds"))
        .build();
  }
}
