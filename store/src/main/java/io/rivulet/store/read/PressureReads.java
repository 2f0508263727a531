package io.rivulet.store.read;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads {@code pressure_tally} and the refused pressures. */
final class PressureReads {
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
        latest(row),
        row.whole("late_count"),
        baseline(row),
        row.optionalText("not_evaluable_reason"));
  }

  private static Optional<PressureRow> latest(Row row) throws SQLException {
    return row.optionalInstant("latest_time").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PressureRow(
                row.text("source"),
                row.instant("latest_time"),
                row.optionalNumber("latest_systolic"),
                row.optionalNumber("latest_diastolic"),
                row.optionalNumber("latest_mean")));
  }

  private static Optional<TallyRow.Baseline> baseline(Row row) throws SQLException {
    TallyRow.Baseline baseline =
        new TallyRow.Baseline(
            row.optionalNumber("baseline_systolic"),
            row.optionalNumber("baseline_diastolic"),
            row.optionalNumber("baseline_mean"));
    return baseline.isEmpty() ? Optional.empty() : Optional.of(baseline);
  }
}
