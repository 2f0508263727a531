package io.rivulet.store.landing;

import io.rivulet.schemas.record.SessionEventRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Tables {@code session_event}, all of them, and {@code session}, what they come to. */
final class SessionTables implements TableWriter<SessionEventRecord> {
  /**
   * The whole session again from its events, so that their order of arrival does not matter. Of
   * versions the one that begins last holds; of two that begin together the one recorded last.
   */
  private static final String RESTATE =
      """
      WITH standing AS MATERIALIZED (
        SELECT * FROM rivulet.standing_session_event WHERE session = ANY (?)),
      opened AS (
        SELECT DISTINCT ON (session) * FROM standing WHERE kind = 'opened'
        ORDER BY session, recorded_time, event_id),
      phase AS (
        SELECT DISTINCT ON (session) * FROM standing WHERE kind = 'phase'
        ORDER BY session, effective_from DESC, recorded_time DESC, event_id DESC),
      screened AS (
        SELECT DISTINCT ON (session) * FROM standing WHERE kind = 'screened'
        ORDER BY session, effective_from DESC, recorded_time DESC, event_id DESC),
      ordered AS (
        SELECT DISTINCT ON (session) * FROM standing WHERE kind = 'pressure-interval'
        ORDER BY session, effective_from DESC, recorded_time DESC, event_id DESC),
      plan AS (
        SELECT DISTINCT ON (session) event.* FROM standing event JOIN opened USING (session)
        WHERE event.kind = 'plan'
          AND (opened.drug IS NULL OR lower(opened.drug) = lower(event.drug))
        ORDER BY session, event.effective_from DESC, event.recorded_time DESC, event.event_id DESC),
      span AS (
        SELECT session, max(recorded_time) AS event_time,
          (array_agg(effective_from ORDER BY recorded_time DESC, event_id DESC)
            FILTER (WHERE kind = 'closed'))[1] AS closed_time,
          min(effective_from) FILTER (WHERE kind = 'device'
            AND effective_to IS DISTINCT FROM effective_from AND NOT EXISTS (
            SELECT FROM standing later
            WHERE later.session = standing.session AND later.kind = 'device'
              AND later.replaces = standing.event_id)) AS started_time
        FROM standing GROUP BY session)
      INSERT INTO rivulet.session
        (session, site, subject, drug, route, planned_dose_per_kg, planned_unit,
         planned_duration_seconds, opened_time, started_time, closed_time, event_time, series,
         series_number, phase, phase_since, screened_time, eligible, eligibility_flags,
         pressure_interval_seconds)
      SELECT session, opened.site, opened.subject, opened.drug, opened.route,
        coalesce(plan.planned_dose_per_kg, opened.planned_dose_per_kg),
        coalesce(plan.planned_unit, opened.planned_unit),
        CASE WHEN plan.session IS NULL THEN opened.planned_duration_seconds
          ELSE plan.planned_duration_seconds END,
        opened.recorded_time, span.started_time, span.closed_time, span.event_time,
        opened.body ->> 'series', (opened.body ->> 'seriesNumber')::integer,
        phase.body ->> 'phase', phase.effective_from, screened.effective_from,
        (screened.body ->> 'eligible')::boolean, screened.body -> 'flags',
        (ordered.body ->> 'intervalSeconds')::bigint
      FROM opened JOIN span USING (session) LEFT JOIN phase USING (session)
        LEFT JOIN screened USING (session) LEFT JOIN ordered USING (session)
        LEFT JOIN plan USING (session)
      ON CONFLICT (session) DO UPDATE SET
        (site, subject, drug, route, planned_dose_per_kg, planned_unit, planned_duration_seconds,
         opened_time, started_time, closed_time, event_time, series, series_number, phase,
         phase_since, screened_time, eligible, eligibility_flags, pressure_interval_seconds)
        = (excluded.site, excluded.subject, excluded.drug, excluded.route,
          excluded.planned_dose_per_kg, excluded.planned_unit, excluded.planned_duration_seconds,
          excluded.opened_time, excluded.started_time, excluded.closed_time, excluded.event_time,
          excluded.series, excluded.series_number, excluded.phase, excluded.phase_since,
          excluded.screened_time, excluded.eligible, excluded.eligibility_flags,
          excluded.pressure_interval_seconds)
      """;

  /** Whose session, or whose standing alerts, an event may change. */
  private static final String DEVICES =
      """
      SELECT device FROM rivulet.session_event
      WHERE session = ANY (?) AND kind = 'device' AND device IS NOT NULL
      UNION
      SELECT device FROM rivulet.alert WHERE session = ANY (?) AND device IS NOT NULL
        AND (present OR signal = 'latched') AND NOT withdrawn
      """;

  @Override
  public Landed land(Connection connection, List<Incoming<SessionEventRecord>> records)
      throws SQLException {
    List<SessionEventRecord> events = records.stream().map(Incoming::value).toList();
    long rows = SessionEventTable.insert(connection, events);
    String[] sessions =
        events.stream().map(SessionEventRecord::getSession).distinct().toArray(String[]::new);
    Withdrawals.mark(connection, "session", sessions);
    Restatement.run(connection, RESTATE, sessions);
    return new Landed(rows, events.size() - rows, List.of(), devices(connection, sessions));
  }

  private static List<DeviceHeard> devices(Connection connection, String[] sessions)
      throws SQLException {
    List<DeviceHeard> devices = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(DEVICES)) {
      statement.setArray(1, connection.createArrayOf("text", sessions));
      statement.setArray(2, connection.createArrayOf("text", sessions));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          devices.add(DeviceHeard.standing(rows.getString(1)));
        }
      }
    }
    return devices;
  }
}
