package io.rivulet.store.cohort;

import io.rivulet.store.read.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** The tables of saved cohorts. Whose they are is part of every question. */
final class CohortLedger {
  private static final String LANDED =
      "SELECT coalesce(jsonb_object_agg(topic || '/' || kafka_partition, next_offset), '{}')::text FROM rivulet.sink_offset";
  private static final String SAVE =
      """
      INSERT INTO rivulet.cohort (owner, name, version, definition, sha256, landed, as_of, event_id)
      SELECT ?, ?, (SELECT coalesce(max(version), 0) + 1 FROM rivulet.cohort WHERE owner = ? AND name = ?),
        ?, ?, ?::jsonb, ?, ?
      RETURNING version
      """;
  private static final String MEMBERS =
      """
      INSERT INTO rivulet.cohort_member (owner, name, version, session, content_sha256)
      SELECT ?, ?, ?, member, content FROM unnest(?::text[], ?::text[]) chosen (member, content)
      """;
  private static final String VERSIONS =
      """
      SELECT c.*, (SELECT count(*) FROM rivulet.cohort_member m
        WHERE m.owner = c.owner AND m.name = c.name AND m.version = c.version) AS sessions
      FROM rivulet.cohort c WHERE c.owner = ?
      """;

  private final DataSource database;
  private final String owner;

  CohortLedger(DataSource database, String owner) {
    this.database = Objects.requireNonNull(database, "database");
    this.owner = Objects.requireNonNull(owner, "owner");
  }

  /** Where landing stands. */
  String landed() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LANDED);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new StoreUnavailableException("cohorts", e);
    }
  }

  /** What is to be saved. */
  record Draft(
      String name,
      String definition,
      String sha256,
      String landed,
      Instant asOf,
      Optional<String> eventId,
      List<CohortMember> members) {}

  /** Saves the next version; one after another, so that no two take one number. */
  int save(Draft draft) {
    try (Connection connection = database.getConnection()) {
      connection.setReadOnly(false);
      connection.setAutoCommit(false);
      try {
        try (PreparedStatement lock =
            connection.prepareStatement(
                "SELECT pg_advisory_xact_lock(hashtextextended('rivulet.cohort', 0))")) {
          lock.execute();
        }
        int version = insert(connection, draft);
        members(connection, draft, version);
        connection.commit();
        return version;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException("cohorts", e);
    }
  }

  private int insert(Connection connection, Draft draft) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SAVE)) {
      statement.setString(1, owner);
      statement.setString(2, draft.name);
      statement.setString(3, owner);
      statement.setString(4, draft.name);
      statement.setString(5, draft.definition);
      statement.setString(6, draft.sha256);
      statement.setString(7, draft.landed);
      statement.setObject(8, draft.asOf.atOffset(ZoneOffset.UTC));
      statement.setString(9, draft.eventId.orElse(null));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private void members(Connection connection, Draft draft, int version) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
      statement.setString(1, owner);
      statement.setString(2, draft.name);
      statement.setInt(3, version);
      statement.setArray(4, texts(connection, draft.members, CohortMember::session));
      statement.setArray(5, texts(connection, draft.members, CohortMember::contentSha256));
      statement.executeUpdate();
    }
  }

  private static java.sql.Array texts(
      Connection connection,
      List<CohortMember> members,
      java.util.function.Function<CohortMember, String> part)
      throws SQLException {
    return connection.createArrayOf("text", members.stream().map(part).toArray());
  }

  /** The newest versions, by name, then version. */
  List<CohortVersion> list(int most) {
    return versions(
        "SELECT * FROM ("
            + VERSIONS
            + " ORDER BY c.as_of DESC LIMIT "
            + most
            + ") latest ORDER BY name, version");
  }

  Optional<CohortVersion> find(String name, Optional<Integer> version) {
    String which = VERSIONS + " AND c.name = ?" + (version.isPresent() ? " AND c.version = ?" : "");
    Object[] values =
        version.<Object[]>map(v -> new Object[] {name, v}).orElseGet(() -> new Object[] {name});
    return versions(which + " ORDER BY c.version DESC LIMIT 1", values).stream().findFirst();
  }

  /** What a command has saved. */
  Optional<CohortVersion> saved(String eventId) {
    return versions(VERSIONS + " AND c.event_id = ?", eventId).stream().findFirst();
  }

  private List<CohortVersion> versions(String sql, Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, owner);
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 2, values[i]);
      }
      List<CohortVersion> versions = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          versions.add(
              new CohortVersion(
                  rows.getString("owner"),
                  rows.getString("name"),
                  rows.getInt("version"),
                  rows.getString("definition"),
                  rows.getString("sha256"),
                  rows.getObject("as_of", OffsetDateTime.class).toInstant(),
                  rows.getString("landed"),
                  rows.getLong("sessions")));
        }
      }
      return versions;
    } catch (SQLException e) {
      throw new StoreUnavailableException("cohorts", e);
    }
  }

  /** The sessions of a version as they were chosen, by name. */
  List<CohortMember> members(CohortVersion cohort) {
    String sql =
        "SELECT session, content_sha256 FROM rivulet.cohort_member WHERE owner = ? AND name = ? AND version = ? ORDER BY session";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, owner);
      statement.setString(2, cohort.name());
      statement.setInt(3, cohort.version());
      List<CohortMember> members = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          members.add(new CohortMember(rows.getString(1), rows.getString(2), "", ""));
        }
      }
      return members;
    } catch (SQLException e) {
      throw new StoreUnavailableException("cohorts", e);
    }
  }
}
