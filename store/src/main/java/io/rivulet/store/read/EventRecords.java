package io.rivulet.store.read;

import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
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
    String kind = row.text("kind");
    return switch (kind) {
      case "opened" -> opened(row);
      case "weight" ->
          new WeightRecorded(
              row.instant("effective_from"), row.number("weight_kg"), row.text("replaces"));
      case "device" ->
          new DeviceBound(
              row.text("device"),
              row.instant("effective_from"),
              row.optionalInstant("effective_to").orElse(null),
              row.text("replaces"));
      case "limits" -> new LimitsAssigned(row.text("profile"), row.instant("effective_from"));
      case "concentration" ->
          new ConcentrationRecorded(
              row.text("drug"),
              row.instant("effective_from"),
              row.number("concentration_per_ml"),
              row.text("concentration_unit"));
      case "closed" -> new SessionClosed(row.instant("effective_from"));
      default ->
          throw new SQLException(
              "session event %s is of kind \"%s\", which this version does not know"
                  .formatted(row.text("event_id"), kind));
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
