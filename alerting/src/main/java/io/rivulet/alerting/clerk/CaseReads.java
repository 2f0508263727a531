package io.rivulet.alerting.clerk;

import io.rivulet.alerting.desk.AlertFilter;
import io.rivulet.alerting.desk.SiteCount;
import io.rivulet.alerting.desk.Sites;
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
import java.util.List;
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
            AND (?::text[] IS NULL OR site = ANY (?::text[]))
            AND (?::timestamptz IS NULL OR (opened_time, id) < (?, ?))
          ORDER BY opened_time DESC, id DESC LIMIT ?
          """;
  private static final String LOAD =
      COLUMNS + "WHERE id = ANY (?) AND (?::text[] IS NULL OR site = ANY (?::text[]))";
  private static final String URGENT =
      COLUMNS
          + """
          WHERE over_time IS NULL AND kind = 'physiological' AND priority = 'high'
            AND state IN ('open', 'latched')
            AND (?::text[] IS NULL OR site = ANY (?::text[]))
          ORDER BY opened_time DESC, id LIMIT ?
          """;
  private static final String COUNTS =
      """
      SELECT site, state, priority, count(*) FROM rivulet_alerting.alert_case
      WHERE over_time IS NULL AND (?::text[] IS NULL OR site = ANY (?::text[]))
      GROUP BY site, state, priority ORDER BY site NULLS FIRST, state, priority
      """;

  private final Sites sites;

  /** Those of these clinics. */
  CaseReads(Sites sites) {
    this.sites = sites;
  }

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
      parameters.sites(sites).after(after).number(most);
      return rows(statement);
    }
  }

  List<Row> load(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
      new Parameters(connection, statement).texts(ids).sites(sites);
      return rows(statement);
    }
  }

  /** High-priority physiological alerts that wait for somebody. */
  List<Row> urgent(Connection connection, int most) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(URGENT)) {
      new Parameters(connection, statement).sites(sites).number(most);
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

  /** How many there are that are not over. */
  List<SiteCount> counts(Connection connection) throws SQLException {
    List<SiteCount> counts = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(COUNTS)) {
      new Parameters(connection, statement).sites(sites);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          counts.add(
              new SiteCount(
                  Rows.findText(row, 1),
                  Codes.state(row.getString(2)),
                  Codes.priority(row.getString(3)),
                  row.getLong(4)));
        }
      }
    }
    return counts;
  }
}
