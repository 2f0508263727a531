package io.rivulet.alerting.clerk;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.desk.IncidentFilter;
import io.rivulet.alerting.desk.IncidentView;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.incident.Climb;
import io.rivulet.alerting.incident.Incident;
import io.rivulet.alerting.ledger.Content;
import io.rivulet.alerting.ledger.Place;
import io.rivulet.alerting.ledger.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tables {@code incident} and {@code incident_member} for people. */
final class IncidentReads {
  private static final String COLUMNS = "SELECT content, next_due FROM rivulet_alerting.incident ";
  private static final String PAGE =
      COLUMNS
          + """
          WHERE (?::boolean IS NULL OR (over_time IS NULL) = ?)
            AND (?::text IS NULL OR id IN (
              SELECT incident FROM rivulet_alerting.incident_member WHERE alert = ?))
            AND (?::text[] IS NULL OR EXISTS (
              SELECT FROM rivulet_alerting.incident_member member
              JOIN rivulet_alerting.alert_case known ON known.id = member.alert
              WHERE member.incident = incident.id AND known.site = ANY (?::text[])))
            AND (?::timestamptz IS NULL OR (opened_time, id) < (?, ?))
          ORDER BY opened_time DESC, id DESC LIMIT ?
          """;
  private static final String LOAD =
      COLUMNS
          + """
          WHERE id = ANY (?)
            AND (?::text[] IS NULL OR EXISTS (
              SELECT FROM rivulet_alerting.incident_member member
              JOIN rivulet_alerting.alert_case known ON known.id = member.alert
              WHERE member.incident = incident.id AND known.site = ANY (?::text[])))
          """;
  private static final String COUNT =
      """
      SELECT member.incident, count(*) FROM rivulet_alerting.incident_member member
      JOIN rivulet_alerting.alert_case known ON known.id = member.alert
      WHERE member.incident = ANY (?) AND (?::text[] IS NULL OR known.site = ANY (?::text[]))
      GROUP BY member.incident
      """;
  private static final String MEMBERS =
      """
      SELECT known.id FROM rivulet_alerting.incident_member member
      JOIN rivulet_alerting.alert_case known ON known.id = member.alert
      WHERE member.incident = ? AND (?::text[] IS NULL OR known.site = ANY (?::text[]))
      ORDER BY known.over_time DESC NULLS FIRST,
        array_position(ARRAY['high', 'medium', 'low'], known.priority), known.opened_time DESC
      LIMIT ?
      """;
  private static final String OF_ALERTS =
      """
      SELECT alert, incident FROM (
        SELECT member.alert, member.incident, row_number() OVER (
          PARTITION BY member.alert ORDER BY known.opened_time DESC, known.id) AS place
        FROM rivulet_alerting.incident_member member
        JOIN rivulet_alerting.incident known ON known.id = member.incident
        WHERE member.alert = ANY (?)) AS ranked
      WHERE place <= ? ORDER BY alert, place
      """;

  private final Sites sites;

  /** Those that an alert of these clinics belongs to. */
  IncidentReads(Sites sites) {
    this.sites = sites;
  }

  /** A row. */
  record Row(Incident incident, Optional<Instant> due) {
    Place place() {
      return new Place(incident.opened(), incident.id());
    }
  }

  List<Row> page(Connection connection, IncidentFilter filter, Optional<Place> after, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      new Parameters(connection, statement)
          .flag(filter.open())
          .flag(filter.open())
          .twice(filter.alert())
          .sites(sites)
          .after(after)
          .number(most);
      return rows(statement);
    }
  }

  List<Row> load(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
      new Parameters(connection, statement).texts(ids).sites(sites);
      return rows(statement);
    }
  }

  private static List<Row> rows(PreparedStatement statement) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(new Row(Content.read(row.getString(1), Incident.class), Rows.findInstant(row, 2)));
      }
    }
    return rows;
  }

  /** The alerts of an incident: those that are not over first, then the worst. */
  List<String> members(Connection connection, String incident, int most) throws SQLException {
    List<String> members = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
      new Parameters(connection, statement).text(Optional.of(incident)).sites(sites).number(most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          members.add(row.getString(1));
        }
      }
    }
    return members;
  }

  /** For each alert that is in any, its incidents, the latest first, at most so many. */
  Map<String, List<String>> ofAlerts(Connection connection, Collection<String> alerts, int most)
      throws SQLException {
    Map<String, List<String>> incidents = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(OF_ALERTS)) {
      statement.setArray(1, Rows.texts(connection, alerts));
      statement.setInt(2, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          incidents
              .computeIfAbsent(row.getString(1), fresh -> new ArrayList<>())
              .add(row.getString(2));
        }
      }
    }
    return incidents;
  }

  /** As people see them: with the number of alerts that they may know of. */
  List<IncidentView> views(Connection connection, List<Row> rows, AlertingPlan plan)
      throws SQLException {
    Map<String, Integer> members = new HashMap<>();
    if (!sites.all() && !rows.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
        new Parameters(connection, statement)
            .texts(rows.stream().map(row -> row.incident().id()).toList())
            .sites(sites);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            members.put(row.getString(1), row.getInt(2));
          }
        }
      }
    }
    return rows.stream()
        .map(
            row ->
                view(
                    row,
                    plan,
                    members.getOrDefault(
                        row.incident().id(),
                        row.incident().members().size() + row.incident().furtherMembers())))
        .toList();
  }

  private static IncidentView view(Row row, AlertingPlan plan, int members) {
    Incident incident = row.incident();
    Optional<String> policy =
        incident
            .climb()
            .map(Climb::policy)
            .or(() -> plan.routing().terms(incident.key().route()).map(terms -> terms.policy()));
    String step =
        incident.climb().map(climb -> "step " + climb.taken() + " was taken last").orElse("none");
    return new IncidentView(
        incident.id(),
        incident.state().code(),
        incident.key().route(),
        policy,
        incident.key().group(),
        incident.opened(),
        incident.resolved(),
        row.due(),
        members,
        step,
        "route " + incident.key().route() + policy.map(name -> ", policy " + name).orElse(""));
  }
}
