package io.rivulet.alerting.ledger;

import io.rivulet.alerting.incident.Incident;
import io.rivulet.alerting.incident.IncidentKey;
import io.rivulet.domain.identity.StableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Table {@code incident}: one row for each, one open for each key. */
final class IncidentTable {
  private static final String COLUMNS =
      "SELECT incident.content, incident.changed_time, incident.next_due"
          + " FROM rivulet_alerting.incident ";
  private static final String LOAD = COLUMNS + "WHERE id = ANY (?)";
  private static final String OPEN_OF =
      COLUMNS
          + """
          WHERE over_time IS NULL AND id IN (
            SELECT incident FROM rivulet_alerting.incident_member WHERE alert = ANY (?))
          """;
  private static final String LATEST =
      """
      SELECT DISTINCT ON (grouping_key) content, changed_time, next_due
      FROM rivulet_alerting.incident
      WHERE grouping_key = ANY (?)
      ORDER BY grouping_key, over_time DESC NULLS FIRST
      """;
  private static final String ANY_DUE =
      "SELECT EXISTS (SELECT FROM rivulet_alerting.incident WHERE next_due <= ?)";
  private static final String DUE = COLUMNS + "WHERE next_due <= ? ORDER BY next_due, id LIMIT ?";
  private static final String WRITE =
      """
      INSERT INTO rivulet_alerting.incident
        (id, grouping_key, route, state, opened_time, changed_time, over_time, next_due, content)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      ON CONFLICT (id) DO UPDATE SET
        state = excluded.state, changed_time = excluded.changed_time,
        over_time = excluded.over_time, next_due = excluded.next_due, content = excluded.content
      """;
  private static final String TOUCH =
      """
      UPDATE rivulet_alerting.incident SET next_due = ?
      WHERE over_time IS NULL AND id IN (
        SELECT incident FROM rivulet_alerting.incident_member WHERE alert = ANY (?))
      """;
  private static final String TOUCH_ALL =
      "UPDATE rivulet_alerting.incident SET next_due = ? WHERE over_time IS NULL";

  /** The incidents of these ids that are there. */
  List<IncidentRow> load(Connection connection, Collection<String> ids) throws SQLException {
    return rows(connection, LOAD, ids);
  }

  /** The open incidents that any of these alerts belongs to. */
  List<IncidentRow> openOf(Connection connection, Collection<String> alerts) throws SQLException {
    return rows(connection, OPEN_OF, alerts);
  }

  /** For each of these keys the open incident, or the one that was over last. */
  List<IncidentRow> latest(Connection connection, Collection<IncidentKey> keys)
      throws SQLException {
    return rows(connection, LATEST, keys.stream().map(IncidentTable::groupingKey).toList());
  }

  private static List<IncidentRow> rows(
      Connection connection, String query, Collection<String> names) throws SQLException {
    if (names.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, Rows.texts(connection, names));
      return rows(statement);
    }
  }

  /** Whether any is due. */
  boolean anyDue(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ANY_DUE)) {
      statement.setObject(1, Rows.time(now));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Those that are due, the longest due first, at most so many. */
  List<IncidentRow> due(Connection connection, Instant now, int most) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      statement.setObject(1, Rows.time(now));
      statement.setInt(2, most);
      return rows(statement);
    }
  }

  private static List<IncidentRow> rows(PreparedStatement statement) throws SQLException {
    List<IncidentRow> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            new IncidentRow(
                Content.read(row.getString(1), Incident.class),
                Rows.instant(row, 2),
                Rows.findInstant(row, 3)));
      }
    }
    return rows;
  }

  /** Writes rows whole. */
  void write(Connection connection, Collection<IncidentRow> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      for (IncidentRow row : rows) {
        Incident incident = row.incident();
        statement.setString(1, incident.id());
        statement.setString(2, groupingKey(incident.key()));
        statement.setString(3, incident.key().route());
        statement.setString(4, incident.state().code());
        statement.setObject(5, Rows.time(incident.opened()));
        statement.setObject(6, Rows.time(row.changed()));
        statement.setObject(7, Rows.time(incident.resolved()));
        statement.setObject(8, Rows.time(row.due()));
        statement.setString(9, Content.write(incident));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Makes the open incidents of these alerts due. */
  void touch(Connection connection, Collection<String> alerts, Instant due) throws SQLException {
    if (!alerts.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(TOUCH)) {
        statement.setObject(1, Rows.time(due));
        statement.setArray(2, Rows.texts(connection, alerts));
        statement.executeUpdate();
      }
    }
  }

  /** Makes every open incident due. */
  void touchAll(Connection connection, Instant due) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TOUCH_ALL)) {
      statement.setObject(1, Rows.time(due));
      statement.executeUpdate();
    }
  }

  private static String groupingKey(IncidentKey key) {
    return StableId.of("incident key", key.route(), key.group());
  }
}
