package io.rivulet.store.landing;

import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DoseCharted;
import io.rivulet.schemas.record.DosePlanned;
import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.ObservationCharted;
import io.rivulet.schemas.record.PhaseEntered;
import io.rivulet.schemas.record.PressureOrdered;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.SubjectScreened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.store.event.EventBody;
import io.rivulet.store.event.SessionEventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Table {@code session_event}: everything decided about sessions, each once. */
final class SessionEventTable {
  private static final String INSERT =
      """
      INSERT INTO rivulet.session_event
        (event_id, session, recorded_time, recorded_by, kind, effective_from, effective_to,
         replaces, site, subject, drug, route, planned_dose_per_kg, planned_unit,
         planned_duration_seconds, weight_kg, device, profile, concentration_per_ml,
         concentration_unit, body)
      SELECT event_id, session, rivulet.instant_of(recorded_time), recorded_by, kind,
        rivulet.instant_of(effective_from), rivulet.instant_of(effective_to), replaces, site,
        subject, drug, route, planned_dose_per_kg, planned_unit, planned_duration_seconds,
        weight_kg, device, profile, concentration_per_ml, concentration_unit, body::jsonb
      FROM unnest(?::text[], ?::text[], ?::int8[], ?::text[], ?::text[], ?::int8[], ?::int8[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::float8[], ?::text[], ?::int8[],
          ?::float8[], ?::text[], ?::text[], ?::float8[], ?::text[], ?::text[])
        AS sent (event_id, session, recorded_time, recorded_by, kind, effective_from,
          effective_to, replaces, site, subject, drug, route, planned_dose_per_kg, planned_unit,
          planned_duration_seconds, weight_kg, device, profile, concentration_per_ml,
          concentration_unit, body)
      ON CONFLICT (event_id) DO NOTHING
      """;

  private SessionEventTable() {}

  /** Inserts what is not there yet and answers how many rows that were. */
  static long insert(Connection connection, List<SessionEventRecord> events) throws SQLException {
    return ColumnArrays.update(connection, INSERT, events, SessionEventTable::bind);
  }

  private static void bind(ColumnArrays<SessionEventRecord> columns) throws SQLException {
    columns
        .text(SessionEventRecord::getEventId)
        .text(SessionEventRecord::getSession)
        .times(SessionEventRecord::getRecordedTime)
        .text(SessionEventRecord::getRecordedBy)
        .text(event -> SessionEventKind.of(event.getEvent()).text())
        .times(
            first(
                of(WeightRecorded.class, WeightRecorded::getFrom),
                of(DeviceBound.class, DeviceBound::getFrom),
                of(LimitsAssigned.class, LimitsAssigned::getFrom),
                of(ConcentrationRecorded.class, ConcentrationRecorded::getFrom),
                of(SessionClosed.class, SessionClosed::getAt),
                of(SubjectScreened.class, SubjectScreened::getAt),
                of(PhaseEntered.class, PhaseEntered::getAt),
                of(DosePlanned.class, DosePlanned::getFrom),
                of(DoseCharted.class, DoseCharted::getAt),
                of(ObservationCharted.class, ObservationCharted::getAt),
                of(PressureOrdered.class, PressureOrdered::getFrom)))
        .times(of(DeviceBound.class, DeviceBound::getTo))
        .text(
            first(
                of(WeightRecorded.class, WeightRecorded::getCorrects),
                of(DeviceBound.class, DeviceBound::getReplaces),
                of(EventWithdrawn.class, EventWithdrawn::getEvent)))
        .text(of(SessionOpened.class, SessionOpened::getSite))
        .text(of(SessionOpened.class, SessionOpened::getSubject))
        .text(
            first(
                of(SessionOpened.class, SessionOpened::getDrug),
                of(ConcentrationRecorded.class, ConcentrationRecorded::getDrug),
                of(DosePlanned.class, DosePlanned::getDrug),
                of(DoseCharted.class, DoseCharted::getDrug)))
        .text(
            first(
                of(SessionOpened.class, SessionOpened::getRoute),
                of(DoseCharted.class, DoseCharted::getRoute)))
        .doubles(
            first(
                of(SessionOpened.class, SessionOpened::getPlannedDosePerKg),
                of(DosePlanned.class, DosePlanned::getDosePerKg)))
        .text(
            first(
                of(SessionOpened.class, SessionOpened::getPlannedUnit),
                of(DosePlanned.class, DosePlanned::getUnit)))
        .nullableLongs(
            first(
                of(SessionOpened.class, SessionOpened::getPlannedDurationSeconds),
                of(DosePlanned.class, DosePlanned::getDurationSeconds)))
        .doubles(of(WeightRecorded.class, WeightRecorded::getWeightKg))
        .text(of(DeviceBound.class, DeviceBound::getDevice))
        .text(of(LimitsAssigned.class, LimitsAssigned::getProfile))
        .doubles(of(ConcentrationRecorded.class, ConcentrationRecorded::getAmountPerMl))
        .text(of(ConcentrationRecorded.class, ConcentrationRecorded::getUnit))
        .text(event -> EventBody.write((SpecificRecord) event.getEvent()));
  }

  private static <E, C> Function<SessionEventRecord, C> of(Class<E> kind, Function<E, C> field) {
    return event ->
        kind.isInstance(event.getEvent()) ? field.apply(kind.cast(event.getEvent())) : null;
  }

  @SafeVarargs
  private static <C> Function<SessionEventRecord, C> first(
      Function<SessionEventRecord, C>... fields) {
    return event -> {
      for (Function<SessionEventRecord, C> field : fields) {
        C value = field.apply(event);
        if (value != null) {
          return value;
        }
      }
      return null;
    };
  }
}
