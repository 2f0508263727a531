package io.rivulet.alerting.clerk;

import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.audit.AuditRecord;
import io.rivulet.alerting.audit.AuditRows;
import io.rivulet.alerting.desk.AuditFilter;
import io.rivulet.alerting.desk.Sites;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads table {@code audit} for people. */
final class AuditReads {
  private static final String PAGE =
      "SELECT "
          + AuditRows.COLUMNS
          + """
           FROM rivulet_alerting.audit
          WHERE (?::text IS NULL OR alert = ?) AND (?::text IS NULL OR incident = ?)
            AND (?::text IS NULL OR event = ?) AND sequence < ?
            AND (?::text[] IS NULL OR CASE WHEN alert IS NOT NULL THEN EXISTS (
                SELECT FROM rivulet_alerting.alert_case known
                WHERE known.id = audit.alert AND known.site = ANY (?::text[]))
              ELSE EXISTS (
                SELECT FROM rivulet_alerting.incident_member member
                JOIN rivulet_alerting.alert_case known ON known.id = member.alert
                WHERE member.incident = audit.incident AND known.site = ANY (?::text[])) END)
          ORDER BY sequence DESC LIMIT ?
          """;
  private static final String LAST = "SELECT sequence FROM rivulet_alerting.audit_head";

  private final Sites sites;

  /**
   * Those about alerts of these clinics. What is about none, such as a configuration that was taken
   * over, is for those who may know of all.
   */
  AuditReads(Sites sites) {
    this.sites = sites;
  }

  /**
   * Entries, the latest first.
   *
   * @param before only those with a lower sequence
   */
  List<AuditRecord> page(Connection connection, AuditFilter filter, long before, int most)
      throws SQLException {
    List<AuditRecord> records = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      Optional<String> event = filter.event().map(AuditEvent::code);
      new Parameters(connection, statement)
          .twice(filter.alert())
          .twice(filter.incident())
          .twice(event)
          .number(before)
          .sites(sites)
          .siteNames(sites)
          .number(most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          records.add(AuditRows.record(row));
        }
      }
    }
    return records;
  }

  /** The sequence of the last entry. */
  long last(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LAST);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
