package io.rivulet.alerting.ledger;

import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.lifecycle.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Table {@code alert_case}: one row for each alert. */
final class CaseTable {
  private static final String LOAD =
      """
      SELECT content, version FROM rivulet_alerting.alert_case
      WHERE id = ANY (?)
      """;
  private static final String LOAD_WITHDRAWN_FOR =
      """
      SELECT content, version FROM rivulet_alerting.alert_case
      WHERE successor = ANY (?) AND state = 'withdrawn'
      """;
  private static final String VERSIONS =
      """
      SELECT id, version FROM rivulet_alerting.alert_case
      WHERE over_time IS NULL
      ORDER BY opened_time DESC, id LIMIT ?
      """;
  private static final String LIVE_AFTER =
      """
      SELECT id FROM rivulet_alerting.alert_case
      WHERE over_time IS NULL AND id > ? ORDER BY id LIMIT ?
      """;
  private static final String WRITE =
      """
      INSERT INTO rivulet_alerting.alert_case
        (id, state, priority, kind, category, site, session, device, revision, start_time,
         opened_time, changed_time, acknowledged_time, over_time, flaps, successor, version, content)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      ON CONFLICT (id) DO UPDATE SET
        state = excluded.state, priority = excluded.priority, kind = excluded.kind,
        category = excluded.category, site = excluded.site, session = excluded.session,
        device = excluded.device, revision = excluded.revision, start_time = excluded.start_time,
        opened_time = excluded.opened_time, changed_time = excluded.changed_time,
        acknowledged_time = excluded.acknowledged_time, over_time = excluded.over_time,
        flaps = excluded.flaps, successor = excluded.successor, version = excluded.version,
        content = excluded.content
      """;

  /** The cases of these ids that are there. */
  Map<String, CaseRow> load(Connection connection, Collection<String> ids) throws SQLException {
    return rows(connection, LOAD, ids);
  }

  /** The withdrawn cases that name one of these as what takes their place. */
  Map<String, CaseRow> withdrawnFor(Connection connection, Collection<String> successors)
      throws SQLException {
    return rows(connection, LOAD_WITHDRAWN_FOR, successors);
  }

  private static Map<String, CaseRow> rows(
      Connection connection, String query, Collection<String> ids) throws SQLException {
    Map<String, CaseRow> rows = new LinkedHashMap<>();
    if (ids.isEmpty()) {
      return rows;
    }
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, Rows.texts(connection, ids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          AlertCase alert = Content.read(row.getString(1), AlertCase.class);
          rows.put(alert.id(), new CaseRow(alert, row.getLong(2)));
        }
      }
    }
    return rows;
  }

  /** The versions of all that are not over, the latest opened first, at most so many. */
  Map<String, Long> liveVersions(Connection connection, int most) throws SQLException {
    Map<String, Long> versions = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(VERSIONS)) {
      statement.setInt(1, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          versions.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return versions;
  }

  /** The ids of those that are not over and come after this id, in order. */
  List<String> liveAfter(Connection connection, String id, int most) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LIVE_AFTER)) {
      statement.setString(1, id);
      statement.setInt(2, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getString(1));
        }
      }
    }
    return ids;
  }

  /** Writes rows whole, in the order of their ids. */
  void write(Connection connection, Collection<CaseRow> rows, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      for (CaseRow row : rows) {
        set(statement, row, now);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void set(PreparedStatement statement, CaseRow row, Instant now)
      throws SQLException {
    AlertCase alert = row.alert();
    Statement said = alert.statement();
    statement.setString(1, alert.id());
    statement.setString(2, alert.state().code());
    statement.setString(3, said.priority().code());
    statement.setString(4, said.kind().code());
    statement.setString(5, said.category());
    statement.setString(6, said.subject().site().orElse(null));
    statement.setString(7, said.subject().session().orElse(null));
    statement.setString(8, said.subject().device().orElse(null));
    statement.setLong(9, said.revision());
    statement.setObject(10, Rows.time(said.start()));
    statement.setObject(11, Rows.time(alert.opened()));
    statement.setObject(12, Rows.time(now));
    statement.setObject(13, Rows.time(alert.acknowledgement().map(given -> given.at())));
    Optional<Instant> over = alert.active() ? Optional.empty() : Optional.of(alert.changed());
    statement.setObject(14, Rows.time(over));
    statement.setInt(15, said.flaps() + alert.reopenings());
    statement.setString(16, said.successor().orElse(null));
    statement.setLong(17, row.version() + 1);
    statement.setString(18, Content.write(alert));
  }
}
