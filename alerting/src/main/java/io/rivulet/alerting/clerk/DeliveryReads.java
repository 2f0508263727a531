package io.rivulet.alerting.clerk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.alerting.audit.StorableText;
import io.rivulet.alerting.desk.DeliveryFilter;
import io.rivulet.alerting.desk.DeliveryView;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.ledger.Place;
import io.rivulet.alerting.ledger.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads table {@code outbox} for people. */
final class DeliveryReads {
  private static final int LONGEST_ERROR = 1_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String COLUMNS =
      "SELECT id, reason, incident, channel, notification, state, attempts, created, due, finished,"
          + " last_error FROM rivulet_alerting.outbox ";
  private static final String PAGE =
      COLUMNS
          + """
          WHERE (?::text IS NULL OR state = ?) AND (?::text IS NULL OR channel = ?)
            AND (?::text IS NULL OR incident = ?)
            AND (?::text[] IS NULL OR reason = 'test' OR EXISTS (
              SELECT FROM rivulet_alerting.incident_member member
              JOIN rivulet_alerting.alert_case known ON known.id = member.alert
              WHERE member.incident = outbox.incident AND known.site = ANY (?::text[])))
            AND (?::timestamptz IS NULL OR (created, id) < (?, ?))
          ORDER BY created DESC, id DESC LIMIT ?
          """;
  private static final String OF_INCIDENTS =
      COLUMNS + "WHERE incident = ANY (?) ORDER BY created DESC, id DESC LIMIT ?";
  private static final String LOAD =
      COLUMNS
          + """
          WHERE id = ANY (?)
            AND (?::text[] IS NULL OR reason = 'test' OR EXISTS (
              SELECT FROM rivulet_alerting.incident_member member
              JOIN rivulet_alerting.alert_case known ON known.id = member.alert
              WHERE member.incident = outbox.incident AND known.site = ANY (?::text[])))
          ORDER BY sequence
          """;
  private static final String COUNT =
      """
      SELECT count(*) FROM rivulet_alerting.outbox WHERE state = ANY (?)
        AND (?::text[] IS NULL OR reason = 'test' OR EXISTS (
          SELECT FROM rivulet_alerting.incident_member member
          JOIN rivulet_alerting.alert_case known ON known.id = member.alert
          WHERE member.incident = outbox.incident AND known.site = ANY (?::text[])))
      """;

  private final Sites sites;

  /** Those of incidents that an alert of these clinics belongs to, and tests, which are of none. */
  DeliveryReads(Sites sites) {
    this.sites = sites;
  }

  List<DeliveryView> page(
      Connection connection, DeliveryFilter filter, Optional<Place> after, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      new Parameters(connection, statement)
          .twice(filter.state())
          .twice(filter.channel())
          .twice(filter.incident())
          .sites(sites)
          .after(after)
          .number(most);
      return rows(statement);
    }
  }

  List<DeliveryView> ofIncidents(Connection connection, Collection<String> incidents, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_INCIDENTS)) {
      new Parameters(connection, statement).texts(incidents).number(most);
      return rows(statement);
    }
  }

  List<DeliveryView> load(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
      new Parameters(connection, statement).texts(ids).sites(sites);
      return rows(statement);
    }
  }

  /** How many are in any of these states. */
  long count(Connection connection, String... states) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
      new Parameters(connection, statement).texts(List.of(states)).sites(sites);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static List<DeliveryView> rows(PreparedStatement statement) throws SQLException {
    List<DeliveryView> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(view(row));
      }
    }
    return rows;
  }

  private static DeliveryView view(ResultSet row) throws SQLException {
    JsonNode told = json(row.getString(5));
    String state = row.getString(6);
    Optional<Instant> due = state.equals("waiting") ? Rows.findInstant(row, 9) : Optional.empty();
    Optional<Instant> delivered =
        state.equals("delivered") ? Rows.findInstant(row, 10) : Optional.empty();
    return new DeliveryView(
        row.getString(1),
        Codes.reason(row.getString(2)),
        row.getString(3),
        row.getString(4),
        text(told.path("recipient").path("person")),
        text(told.path("recipient").path("name")),
        state,
        row.getInt(7),
        Rows.instant(row, 8),
        due,
        delivered,
        Rows.findText(row, 11).map(error -> StorableText.of(error, LONGEST_ERROR)),
        told.path("why").asText());
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  private static JsonNode json(String text) throws SQLException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("a notification cannot be read from its row", e);
    }
  }
}
