package io.rivulet.store.landing;

import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Tables {@code session_event}, all of them, and {@code session}, what they come to. */
final class SessionTables implements TableWriter<SessionEventRecord> {
  private static final Map<Class<?>, String> KINDS =
      Map.of(
          SessionOpened.class, "opened",
          WeightRecorded.class, "weight",
          DeviceBound.class, "device",
          LimitsAssigned.class, "limits",
          ConcentrationRecorded.class, "concentration",
          SessionClosed.class, "closed");
  private static final String INSERT =
      """
      INSERT INTO rivulet.session_event
        (event_id, session, recorded_time, recorded_by, kind, effective_from, effective_to,
         replaces, site, subject, drug, route, planned_dose_per_kg, planned_unit,
         planned_duration_seconds, weight_kg, device, profile, concentration_per_ml,
         concentration_unit)
      SELECT event_id, session, rivulet.instant_of(recorded_time), recorded_by, kind,
        rivulet.instant_of(effective_from), rivulet.instant_of(effective_to), replaces, site,
        subject, drug, route, planned_dose_per_kg, planned_unit, planned_duration_seconds,
        weight_kg, device, profile, concentration_per_ml, concentration_unit
      FROM unnest(?::text[], ?::text[], ?::int8[], ?::text[], ?::text[], ?::int8[], ?::int8[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::float8[], ?::text[], ?::int8[],
          ?::float8[], ?::text[], ?::text[], ?::float8[], ?::text[])
        AS sent (event_id, session, recorded_time, recorded_by, kind, effective_from,
          effective_to, replaces, site, subject, drug, route, planned_dose_per_kg, planned_unit,
          planned_duration_seconds, weight_kg, device, profile, concentration_per_ml,
          concentration_unit)
      ON CONFLICT (event_id) DO NOTHING
      """;

  /** The whole session again from its events, so that their order of arrival does not matter. */
  private static final String RESTATE =
      """
      INSERT INTO rivulet.session
        (session, site, subject, drug, route, planned_dose_per_kg, planned_unit,
         planned_duration_seconds, opened_time, started_time, closed_time, event_time)
      SELECT DISTINCT ON (session) session, site, subject, drug, route, planned_dose_per_kg,
        planned_unit, planned_duration_seconds, recorded_time,
        (SELECT min(bound.effective_from) FROM rivulet.session_event bound
         WHERE bound.session = opened.session AND bound.kind = 'device'
           AND NOT EXISTS (SELECT FROM rivulet.session_event later
             WHERE later.session = bound.session AND later.replaces = bound.event_id)),
        (SELECT max(closed.effective_from) FROM rivulet.session_event closed
         WHERE closed.session = opened.session AND closed.kind = 'closed'),
        (SELECT max(event.recorded_time) FROM rivulet.session_event event
         WHERE event.session = opened.session)
      FROM rivulet.session_event opened
      WHERE kind = 'opened' AND session = ANY (?)
      ORDER BY session, recorded_time, event_id
      ON CONFLICT (session) DO UPDATE SET
        (site, subject, drug, route, planned_dose_per_kg, planned_unit, planned_duration_seconds,
         opened_time, started_time, closed_time, event_time)
        = (excluded.site, excluded.subject, excluded.drug, excluded.route,
          excluded.planned_dose_per_kg, excluded.planned_unit, excluded.planned_duration_seconds,
          excluded.opened_time, excluded.started_time, excluded.closed_time, excluded.event_time)
      """;

  @Override
  public Landed land(Connection connection, List<Incoming<SessionEventRecord>> records)
      throws SQLException {
    List<SessionEventRecord> events = records.stream().map(Incoming::value).toList();
    long rows = ColumnArrays.update(connection, INSERT, events, SessionTables::bind);
    restate(connection, events.stream().map(SessionEventRecord::getSession).distinct().toList());
    return Landed.of(rows, events.size() - rows);
  }

  private static void restate(Connection connection, List<String> sessions) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RESTATE)) {
      statement.setArray(1, connection.createArrayOf("text", sessions.toArray()));
      statement.executeUpdate();
    }
  }

  private static void bind(ColumnArrays<SessionEventRecord> columns) throws SQLException {
    columns
        .text(SessionEventRecord::getEventId)
        .text(SessionEventRecord::getSession)
        .times(SessionEventRecord::getRecordedTime)
        .text(SessionEventRecord::getRecordedBy)
        .text(event -> KINDS.get(event.getEvent().getClass()))
        .times(
            first(
                of(WeightRecorded.class, WeightRecorded::getFrom),
                of(DeviceBound.class, DeviceBound::getFrom),
                of(LimitsAssigned.class, LimitsAssigned::getFrom),
                of(ConcentrationRecorded.class, ConcentrationRecorded::getFrom),
                of(SessionClosed.class, SessionClosed::getAt)))
        .times(of(DeviceBound.class, DeviceBound::getTo))
        .text(
            first(
                of(WeightRecorded.class, WeightRecorded::getCorrects),
                of(DeviceBound.class, DeviceBound::getReplaces)))
        .text(of(SessionOpened.class, SessionOpened::getSite))
        .text(of(SessionOpened.class, SessionOpened::getSubject))
        .text(
            first(
                of(SessionOpened.class, SessionOpened::getDrug),
                of(ConcentrationRecorded.class, ConcentrationRecorded::getDrug)))
        .text(of(SessionOpened.class, SessionOpened::getRoute))
        .doubles(of(SessionOpened.class, SessionOpened::getPlannedDosePerKg))
        .text(of(SessionOpened.class, SessionOpened::getPlannedUnit))
        .nullableLongs(of(SessionOpened.class, SessionOpened::getPlannedDurationSeconds))
        .doubles(of(WeightRecorded.class, WeightRecorded::getWeightKg))
        .text(of(DeviceBound.class, DeviceBound::getDevice))
        .text(of(LimitsAssigned.class, LimitsAssigned::getProfile))
        .doubles(of(ConcentrationRecorded.class, ConcentrationRecorded::getAmountPerMl))
        .text(of(ConcentrationRecorded.class, ConcentrationRecorded::getUnit));
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
