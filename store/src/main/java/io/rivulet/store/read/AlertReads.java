package io.rivulet.store.read;

import java.sql.SQLException;
import java.util.List;

/** Reads table {@code alert}. */
final class AlertReads {
  /** Alerts of sessions that have ended are history; what has no session stands while present. */
  private static final String STANDING =
      """
      SELECT alert.* FROM rivulet.alert LEFT JOIN rivulet.session USING (session)
      WHERE (alert.present OR alert.signal = 'latched') AND NOT alert.withdrawn
        AND (alert.present OR session.session IS NOT NULL) AND session.closed_time IS NULL
        AND (?::text[] IS NULL OR alert.site = ANY (?))
      ORDER BY CASE alert.priority WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END,
        alert.start_time DESC, alert.id
      LIMIT ?
      """;

  private static final String OF_SESSION =
      """
      SELECT * FROM rivulet.alert WHERE session = ? AND NOT withdrawn
      ORDER BY start_time DESC, id LIMIT ?
      """;

  private AlertReads() {}

  /** Present or latched, of sessions that have not ended; high priority first, then newest. */
  static List<AlertRow> standing(Snapshot snapshot, SiteFilter sites, int limit)
      throws SQLException {
    return snapshot.rows(STANDING, AlertReads::read, sites.parameter(), sites.parameter(), limit);
  }

  /** Those of one session that were not taken back, newest first. */
  static List<AlertRow> of(Snapshot snapshot, String session, int limit) throws SQLException {
    return snapshot.rows(OF_SESSION, AlertReads::read, session, limit);
  }

  static AlertRow read(Row row) throws SQLException {
    return new AlertRow(
        row.text("id"),
        row.optionalText("session"),
        row.optionalText("device"),
        row.text("kind"),
        row.text("category"),
        row.text("priority"),
        row.flag("present"),
        row.instant("start_time"),
        row.optionalInstant("end_time"),
        row.text("detail"),
        row.whole("revision"),
        row.flag("withdrawn"),
        row.text("signal"),
        row.optionalText("site"),
        row.optionalText("drug"),
        row.optionalNumber("measured"),
        row.optionalNumber("limit_value"),
        row.optionalText("unit"),
        row.optionalText("profile"),
        row.optionalCount("profile_version"),
        row.count("flap_count"),
        row.optionalText("successor"),
        row.optionalText("source"),
        row.optionalText("component"),
        row.optionalText("direction"));
  }
}
