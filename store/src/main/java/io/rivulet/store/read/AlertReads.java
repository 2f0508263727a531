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
        row.flag("withdrawn"));
  }
}
