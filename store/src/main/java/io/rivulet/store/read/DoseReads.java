package io.rivulet.store.read;

import java.sql.SQLException;
import java.util.List;

/** Reads table {@code dose}. */
final class DoseReads {
  private static final String OF_SESSIONS =
      "SELECT * FROM rivulet.dose WHERE session = ANY (?) ORDER BY session, drug, device";

  private DoseReads() {}

  static List<DoseRow> of(Snapshot snapshot, String... sessions) throws SQLException {
    return snapshot.rows(OF_SESSIONS, DoseReads::read, (Object) sessions);
  }

  private static DoseRow read(Row row) throws SQLException {
    return new DoseRow(
        row.text("session"),
        row.text("device"),
        row.text("drug"),
        row.whole("revision"),
        row.instant("as_of"),
        row.millilitres("volume_nl"),
        row.optionalNumber("amount"),
        row.optionalText("unit"),
        row.optionalNumber("amount_per_kg"),
        row.millilitres("uncertainty_nl"),
        row.millilitres("estimated_nl"),
        row.millilitres("checked_counter_nl"),
        row.millilitres("checked_rate_nl"),
        row.whole("sample_count"),
        row.whole("duplicate_count"),
        row.count("reset_count"),
        row.count("segment_count"),
        row.text("state"),
        row.optionalNumber("rate_ml_per_hour"),
        row.optionalNumber("rate_per_kg_per_hour"));
  }
}
