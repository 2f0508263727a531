package io.rivulet.store.read;

import java.sql.SQLException;

/** Reads table {@code alert}. */
final class AlertReads {
  private AlertReads() {}

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
        row.optionalText("successor"));
  }
}
