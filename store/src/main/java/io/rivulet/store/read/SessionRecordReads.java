package io.rivulet.store.read;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads what is recorded of a session, of its series, and of devices at its site. */
final class SessionRecordReads {
  private static final String SESSION = "SELECT * FROM rivulet.session WHERE session = ?";

  /** Rows that earlier releases landed have no body; their columns say all. */
  private static final String EVENTS =
      """
      SELECT event_id, kind, recorded_time, recorded_by, effective_from, effective_to, replaces,
        withdrawn, (coalesce(body, '{}') || jsonb_strip_nulls(jsonb_build_object(
          'device', device, 'weightKg', weight_kg, 'profile', profile, 'drug', drug,
          'route', route, 'plannedDosePerKg', planned_dose_per_kg, 'plannedUnit', planned_unit,
          'plannedDurationSeconds', planned_duration_seconds,
          'concentrationPerMl', concentration_per_ml, 'concentrationUnit', concentration_unit
        )))::text AS body
      FROM rivulet.session_event WHERE session = ?
      ORDER BY recorded_time, event_id LIMIT ?
      """;

  private static final String DEVICES =
      """
      SELECT known.*, serving.session AS serving, serving.effective_from AS serving_from
      FROM rivulet.device known
      LEFT JOIN LATERAL (
        SELECT bound.session, bound.effective_from
        FROM rivulet.session_event bound JOIN rivulet.session ON session.session = bound.session
        WHERE bound.device = known.device AND bound.kind = 'device' AND session.closed_time IS NULL
          AND bound.effective_from <= now() AND coalesce(bound.effective_to, 'infinity') > now()
          AND NOT EXISTS (SELECT FROM rivulet.session_event later
            WHERE later.session = bound.session AND later.kind = 'device'
              AND later.replaces = bound.event_id)
        ORDER BY bound.recorded_time DESC LIMIT 1) serving ON true
      WHERE known.site = ANY (?)
      ORDER BY known.last_received_time DESC NULLS LAST, known.device LIMIT ?
      """;
  private static final String SERIES = "SELECT * FROM rivulet.series WHERE series = ?";
  private static final String HELD =
      """
      SELECT held.series_number, held.session, held.started_time, held.closed_time, held.phase,
        total.amount_per_kg
      FROM rivulet.session held
      LEFT JOIN rivulet.dose_total total
        ON total.session = held.session AND lower(total.drug) = lower(held.drug)
      WHERE held.series = ? AND held.site = ?
      ORDER BY held.series_number, held.session LIMIT ?
      """;
  private static final String OUTCOMES =
      "SELECT * FROM rivulet.outcome WHERE series = ? ORDER BY scored_time, instrument LIMIT ?";
  private static final String SITES =
      """
      SELECT site FROM rivulet.session UNION SELECT site FROM rivulet.device ORDER BY site LIMIT ?
      """;

  private static final String PROFILES =
      """
      SELECT profile, version, effective_from, content::text AS content FROM rivulet.limits_profile
      ORDER BY profile, version DESC LIMIT ?
      """;

  private SessionRecordReads() {}

  static List<LimitsContentRow> profiles(Snapshot snapshot, int limit) throws SQLException {
    return snapshot.rows(
        PROFILES,
        row ->
            new LimitsContentRow(
                row.text("profile"),
                row.count("version"),
                row.instant("effective_from"),
                row.text("content")),
        limit);
  }

  static Optional<OpenedSessionRow> session(Snapshot snapshot, String session) throws SQLException {
    return snapshot
        .rows(
            SESSION,
            row ->
                new OpenedSessionRow(
                    row.text("session"),
                    row.text("site"),
                    row.text("subject"),
                    row.optionalText("drug"),
                    row.text("route"),
                    row.optionalNumber("planned_dose_per_kg"),
                    row.optionalText("planned_unit"),
                    row.optionalCount("planned_duration_seconds"),
                    row.instant("opened_time"),
                    row.optionalInstant("started_time"),
                    row.optionalInstant("closed_time"),
                    row.optionalText("phase"),
                    row.optionalInstant("phase_since"),
                    row.optionalText("series"),
                    row.optionalCount("series_number")),
            session)
        .stream()
        .findFirst();
  }

  static List<RecordedEventRow> events(Snapshot snapshot, String session, int limit)
      throws SQLException {
    return snapshot.rows(
        EVENTS,
        row ->
            new RecordedEventRow(
                row.text("event_id"),
                row.text("kind"),
                row.instant("recorded_time"),
                row.text("recorded_by"),
                row.optionalInstant("effective_from"),
                row.optionalInstant("effective_to"),
                row.optionalText("replaces"),
                row.flag("withdrawn"),
                row.text("body")),
        session,
        limit);
  }

  static List<SiteDeviceRow> devices(Snapshot snapshot, String[] sites, int limit)
      throws SQLException {
    return snapshot.rows(
        DEVICES,
        row ->
            new SiteDeviceRow(
                row.text("device"),
                row.text("site"),
                row.optionalText("model"),
                row.optionalFlag("online"),
                row.optionalNumber("battery_percent"),
                row.optionalInstant("last_received_time"),
                row.optionalInstant("silent_since"),
                Optional.ofNullable(row.nullableWhole("clock_offset_micros")),
                row.optionalInstant("last_pump_time").isPresent(),
                row.optionalInstant("last_vitals_time").isPresent(),
                row.optionalText("serving"),
                row.optionalInstant("serving_from")),
        sites,
        limit);
  }

  static List<String> sites(Snapshot snapshot, int limit) throws SQLException {
    return snapshot.rows(SITES, row -> row.text("site"), limit);
  }

  static Optional<SeriesRow> series(Snapshot snapshot, String series, int limit)
      throws SQLException {
    List<SeriesRow.Score> outcomes =
        snapshot.rows(
            OUTCOMES,
            row ->
                new SeriesRow.Score(
                    row.text("instrument"),
                    row.count("after_sessions"),
                    row.flag("follow_up"),
                    row.number("score"),
                    row.optionalInstant("scored_time"),
                    row.text("recorded_by")),
            series,
            limit);
    List<SeriesRow> found =
        snapshot.rows(
            SERIES,
            row ->
                new SeriesRow(
                    row.text("series"),
                    row.text("site"),
                    row.text("subject"),
                    row.text("drug"),
                    row.text("route"),
                    row.text("unit"),
                    row.text("steps"),
                    row.text("doses_set"),
                    row.optionalInstant("closed_time"),
                    List.of(),
                    outcomes),
            series);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    SeriesRow alone = found.get(0);
    return Optional.of(
        new SeriesRow(
            alone.series(),
            alone.site(),
            alone.subject(),
            alone.drug(),
            alone.route(),
            alone.unit(),
            alone.steps(),
            alone.dosesSet(),
            alone.closed(),
            snapshot.rows(HELD, SessionRecordReads::held, alone.series(), alone.site(), limit),
            outcomes));
  }

  private static SeriesRow.Held held(Row row) throws SQLException {
    return new SeriesRow.Held(
        row.optionalCount("series_number"),
        row.text("session"),
        row.optionalInstant("started_time"),
        row.optionalInstant("closed_time"),
        row.optionalText("phase"),
        row.optionalNumber("amount_per_kg"));
  }
}
