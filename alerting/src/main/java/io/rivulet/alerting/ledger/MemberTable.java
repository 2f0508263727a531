package io.rivulet.alerting.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Table {@code incident_member}: which alerts belong to which incidents. */
final class MemberTable {
  /** Of an incident with more alerts, those that are over longest take no part any more. */
  static final int MOST = 2_000;

  private static final String MEMBERS =
      """
      SELECT incident, alert FROM (
        SELECT member.incident, member.alert, row_number() OVER (
          PARTITION BY member.incident ORDER BY known.over_time DESC NULLS FIRST, member.alert) AS place
        FROM rivulet_alerting.incident_member member
        JOIN rivulet_alerting.alert_case known ON known.id = member.alert
        WHERE member.incident = ANY (?)) AS ranked
      WHERE place <= ?
      ORDER BY incident, alert
      """;
  private static final String JOIN =
      """
      INSERT INTO rivulet_alerting.incident_member (incident, alert, joined_time)
      VALUES (?, ?, ?) ON CONFLICT DO NOTHING
      """;

  /** The alerts of these incidents. */
  Map<String, Set<String>> of(Connection connection, Collection<String> incidents)
      throws SQLException {
    Map<String, Set<String>> members = new LinkedHashMap<>();
    incidents.forEach(incident -> members.put(incident, new LinkedHashSet<>()));
    if (!incidents.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
        statement.setArray(1, Rows.texts(connection, incidents));
        statement.setInt(2, MOST);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            members.get(row.getString(1)).add(row.getString(2));
          }
        }
      }
    }
    return members;
  }

  /** Adds alerts to incidents, both of which are there. */
  void join(Connection connection, Map<String, Set<String>> joins, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(JOIN)) {
      for (Map.Entry<String, Set<String>> incident : joins.entrySet()) {
        for (String alert : incident.getValue()) {
          statement.setString(1, incident.getKey());
          statement.setString(2, alert);
          statement.setObject(3, Rows.time(now));
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }
}
