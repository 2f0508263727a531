package io.rivulet.alerting.clerk;

import io.rivulet.alerting.desk.AlertFilter;
import io.rivulet.alerting.ledger.Content;
import io.rivulet.alerting.ledger.Place;
import io.rivulet.alerting.ledger.Rows;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.domain.alert.AlertPriority;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads table {@code alert_case} for people. */
final class CaseReads {
  private static final String COLUMNS =
      "SELECT content, changed_time, over_time FROM rivulet_alerting.alert_case ";
  private static final String PAGE =
      COLUMNS
          + """
          WHERE (cardinality(?::text[]) = 0 OR state = ANY (?))
            AND (cardinality(?::text[]) = 0 OR priority = ANY (?))
            AND (?::text IS NULL OR site = ?) AND (?::text IS NULL OR category = ?)
            AND (?::text IS NULL OR session = ?) AND (?::text IS NULL OR device = ?)
            AND (?::timestamptz IS NULL OR (opened_time, id) < (?, ?))
          ORDER BY opened_time DESC, id DESC LIMIT ?
          """;
  private static final String LOAD = COLUMNS + "WHERE id = ANY (?)";
  private static final String URGENT =
      COLUMNS
          + """
          WHERE over_time IS NULL AND kind = 'physiological' AND priority = 'high'
            AND state IN ('open', 'latched')
          ORDER BY opened_time DESC, id LIMIT ?
          """;
  private static final String COUNTS =
      """
      SELECT state, priority, count(*) FROM rivulet_alerting.alert_case
      WHERE over_time IS NULL GROUP BY state, priority
      """;

  /**
   * A row.
   *
   * @param changed when it last changed
   * @param over when it was closed or withdrawn
   */
  record Row(AlertCase alert, Instant changed, Optional<Instant> over) {
    Place place() {
      return new Place(alert.opened(), alert.id());
    }
  }

  List<Row> page(Connection connection, AlertFilter filter, Optional<Place> after, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      Parameters parameters = new Parameters(connection, statement);
      List<String> states = filter.states().stream().map(AlertState::code).toList();
      parameters.texts(states).texts(states);
      List<String> priorities = filter.priorities().stream().map(AlertPriority::code).toList();
      parameters.texts(priorities).texts(priorities);
      parameters.twice(filter.site()).twice(filter.category());
      parameters.twice(filter.session()).twice(filter.device());
      parameters.after(after).number(most);
      return rows(statement);
    }
  }

  List<Row> load(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
      statement.setArray(1, Rows.texts(connection, ids));
      return rows(statement);
    }
  }

  /** High-priority physiological alerts that wait for somebody. */
  List<Row> urgent(Connection connection, int most) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(URGENT)) {
      statement.setInt(1, most);
      return rows(statement);
    }
  }

  private static List<Row> rows(PreparedStatement statement) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            new Row(
                Content.read(row.getString(1), AlertCase.class),
                Rows.instant(row, 2),
                Rows.findInstant(row, 3)));
      }
    }
    return rows;
  }

  /** How many there are that are not over, by state and priority; every priority is there. */
  Map<AlertState, Map<AlertPriority, Long>> counts(Connection connection) throws SQLException {
    Map<AlertState, Map<AlertPriority, Long>> counts = new EnumMap<>(AlertState.class);
    for (AlertState state : AlertState.values()) {
      Map<AlertPriority, Long> none = new EnumMap<>(AlertPriority.class);
      for (AlertPriority priority : AlertPriority.values()) {
        none.put(priority, 0L);
      }
      counts.put(state, none);
    }
    try (PreparedStatement statement = connection.prepareStatement(COUNTS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        counts
            .get(Codes.state(row.getString(1)))
            .put(Codes.priority(row.getString(2)), row.getLong(3));
      }
    }
    return counts;
  }
}
