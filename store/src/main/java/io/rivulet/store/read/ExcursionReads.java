package io.rivulet.store.read;

import java.sql.SQLException;
import java.util.List;

/** Reads table {@code excursion}; the withdrawn are left out. */
final class ExcursionReads {
  private static final String OPEN =
      """
      SELECT * FROM rivulet.excursion WHERE end_time IS NULL AND NOT withdrawn
        AND (?::text[] IS NULL OR session IN
        (SELECT session FROM rivulet.session WHERE site = ANY (?)))
      ORDER BY start_time DESC, id LIMIT ?
      """;
  private static final String ENDED =
      """
      SELECT * FROM rivulet.excursion WHERE end_time IS NOT NULL AND NOT withdrawn
        AND (?::text[] IS NULL OR session IN
        (SELECT session FROM rivulet.session WHERE site = ANY (?)))
      ORDER BY end_time DESC, id LIMIT ?
      """;
  private static final String OF_SESSION =
      """
      SELECT * FROM rivulet.excursion WHERE session = ? AND NOT withdrawn AND %s
      ORDER BY start_time, source COLLATE "C", component COLLATE "C", direction COLLATE "C"
      """;

  private ExcursionReads() {}

  static List<ExcursionRow> open(Snapshot snapshot, SiteFilter sites, int limit)
      throws SQLException {
    return snapshot.rows(OPEN, ExcursionReads::read, sites.parameter(), sites.parameter(), limit);
  }

  static List<ExcursionRow> ended(Snapshot snapshot, SiteFilter sites, int limit)
      throws SQLException {
    return snapshot.rows(ENDED, ExcursionReads::read, sites.parameter(), sites.parameter(), limit);
  }

  static List<ExcursionRow> ofPressure(Snapshot snapshot, String session) throws SQLException {
    return snapshot.rows(
        OF_SESSION.formatted("source IN ('NIBP', 'ART')"), ExcursionReads::read, session);
  }

  static List<ExcursionRow> ofVitals(Snapshot snapshot, String session) throws SQLException {
    return snapshot.rows(OF_SESSION.formatted("source = 'MONITOR'"), ExcursionReads::read, session);
  }

  static ExcursionRow read(Row row) throws SQLException {
    return new ExcursionRow(
        row.text("id"),
        row.text("session"),
        row.text("source"),
        row.text("component"),
        row.text("direction"),
        row.text("severity"),
        row.instant("start_time"),
        row.optionalInstant("end_time"),
        row.number("peak"),
        row.count("reading_count"),
        row.whole("revision"),
        row.text("profile"),
        row.count("profile_version"),
        row.text("unit"),
        row.optionalNumber("limit_value"),
        row.optionalNumber("baseline"));
  }
}
