package io.rivulet.store.read;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads {@code pressure_excursion}, {@code pressure_tally} and the refused pressures. */
final class PressureReads {
  private static final String OPEN =
      """
      SELECT * FROM rivulet.pressure_excursion WHERE end_time IS NULL AND NOT withdrawn
      ORDER BY start_time DESC, id LIMIT ?
      """;
  private static final String ENDED =
      """
      SELECT * FROM rivulet.pressure_excursion WHERE end_time IS NOT NULL AND NOT withdrawn
      ORDER BY end_time DESC, id LIMIT ?
      """;
  private static final String OF_SESSION =
      """
      SELECT * FROM rivulet.pressure_excursion WHERE session = ? AND NOT withdrawn
      ORDER BY start_time, source COLLATE "C", component COLLATE "C", direction COLLATE "C"
      """;
  private static final String TALLIES =
      """
      SELECT * FROM rivulet.pressure_tally WHERE session = ANY (?)
      ORDER BY session, source COLLATE "C"
      """;
  private static final String REJECTED =
      """
      SELECT session, coalesce(device, '') AS device, pressure_source AS source, device_time,
        systolic, diastolic, mean, reason, detail
      FROM rivulet.quarantine
      WHERE session = ? AND stage = 'session-rules' AND NOT withdrawn
        AND pressure_source IS NOT NULL AND device_time IS NOT NULL
      ORDER BY device_time, pressure_source COLLATE "C", id
      """;

  private PressureReads() {}

  static List<ExcursionRow> open(Snapshot snapshot, int limit) throws SQLException {
    return snapshot.rows(OPEN, PressureReads::excursion, limit);
  }

  static List<ExcursionRow> ended(Snapshot snapshot, int limit) throws SQLException {
    return snapshot.rows(ENDED, PressureReads::excursion, limit);
  }

  static List<ExcursionRow> excursions(Snapshot snapshot, String session) throws SQLException {
    return snapshot.rows(OF_SESSION, PressureReads::excursion, session);
  }

  static List<TallyRow> tallies(Snapshot snapshot, String... sessions) throws SQLException {
    return snapshot.rows(TALLIES, PressureReads::tally, (Object) sessions);
  }

  static List<RejectedReadingRow> rejected(Snapshot snapshot, String session) throws SQLException {
    return snapshot.rows(
        REJECTED,
        row ->
            new RejectedReadingRow(
                row.text("session"),
                row.text("device"),
                new PressureRow(
                    row.text("source"),
                    row.instant("device_time"),
                    row.optionalNumber("systolic"),
                    row.optionalNumber("diastolic"),
                    row.optionalNumber("mean")),
                row.text("reason"),
                row.text("detail")),
        session);
  }

  static ExcursionRow excursion(Row row) throws SQLException {
    return new ExcursionRow(
        row.text("id"),
        row.text("session"),
        row.text("source"),
        row.text("component"),
        row.text("direction"),
        row.text("severity"),
        row.instant("start_time"),
        row.optionalInstant("end_time"),
        row.number("peak_mmhg"),
        row.count("reading_count"),
        row.whole("revision"),
        row.text("profile"),
        row.count("profile_version"));
  }

  private static TallyRow tally(Row row) throws SQLException {
    return new TallyRow(
        row.text("session"),
        row.text("source"),
        row.whole("revision"),
        row.whole("reading_count"),
        row.whole("rejected_count"),
        row.whole("unconfirmed_count"),
        row.whole("duplicate_count"),
        row.whole("not_evaluable_count"),
        latest(row));
  }

  private static Optional<PressureRow> latest(Row row) throws SQLException {
    if (row.optionalInstant("latest_time").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PressureRow(
            row.text("source"),
            row.instant("latest_time"),
            row.optionalNumber("latest_systolic"),
            row.optionalNumber("latest_diastolic"),
            row.optionalNumber("latest_mean")));
  }
}
