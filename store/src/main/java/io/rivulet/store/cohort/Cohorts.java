package io.rivulet.store.cohort;

import io.rivulet.store.read.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Saved cohorts. A version is its definition, the sessions it chose when it was saved, and what was
 * stated of them then; it never changes, so running it again gives the same sessions whatever
 * landed since, and says where what is stated of them has changed. Safe for use by many threads.
 */
public final class Cohorts {
  private static final String SAVE =
      """
      INSERT INTO rivulet.cohort (name, version, definition, sha256, landed, as_of)
      SELECT ?, (SELECT coalesce(max(version), 0) + 1 FROM rivulet.cohort WHERE name = ?), ?, ?,
        (SELECT coalesce(jsonb_object_agg(topic || '/' || kafka_partition, next_offset), '{}') FROM rivulet.sink_offset), ?
      RETURNING version
      """;
  private static final String MEMBERS =
      """
      INSERT INTO rivulet.cohort_member (name, version, session, content_sha256)
      SELECT ?, ?, s.session, %s FROM rivulet.session s WHERE %s
      """;
  private static final String VERSIONS =
      """
      SELECT c.*, (SELECT count(*) FROM rivulet.cohort_member m
        WHERE m.name = c.name AND m.version = c.version) AS sessions
      FROM rivulet.cohort c
      """;
  private static final String RUN =
      """
      SELECT m.session, m.content_sha256, %s AS content_now, s.site, s.subject
      FROM rivulet.cohort_member m LEFT JOIN rivulet.session s ON s.session = m.session
      WHERE m.name = ? AND m.version = ? ORDER BY m.session
      """
          .formatted(CohortSql.CONTENT);

  private final DataSource database;

  /** Through connections of this pool. */
  public Cohorts(DataSource database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * Saves a definition as the next version of its name, with the sessions it chooses now.
   *
   * @param text the definition as it was written
   * @param now when
   * @throws StoreUnavailableException where the database does not answer, or another version was
   *     saved at the same time
   */
  public CohortVersion save(CohortDefinition definition, String text, Instant now) {
    try (Connection connection = database.getConnection()) {
      connection.setReadOnly(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      try {
        int version = insert(connection, definition.name(), text, now);
        members(connection, definition, version);
        connection.commit();
        return find(definition.name(), Optional.of(version)).orElseThrow();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException("cohorts", e);
    }
  }

  private static int insert(Connection connection, String name, String text, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SAVE)) {
      statement.setString(1, name);
      statement.setString(2, name);
      statement.setString(3, text);
      statement.setString(4, sha256(text));
      statement.setObject(5, now.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static void members(Connection connection, CohortDefinition definition, int version)
      throws SQLException {
    CohortSql chosen = CohortSql.of(definition);
    try (PreparedStatement statement =
        connection.prepareStatement(MEMBERS.formatted(CohortSql.CONTENT, chosen.condition()))) {
      statement.setString(1, definition.name());
      statement.setInt(2, version);
      int place = 3;
      for (Object value : chosen.values()) {
        if (value instanceof String[] texts) {
          statement.setArray(place, connection.createArrayOf("text", texts));
        } else {
          statement.setObject(place, value);
        }
        place++;
      }
      statement.executeUpdate();
    }
  }

  /** Every version of every cohort, by name, then version. */
  public List<CohortVersion> list() {
    return versions(VERSIONS + " ORDER BY c.name, c.version");
  }

  /** One version; the latest where none is named. */
  public Optional<CohortVersion> find(String name, Optional<Integer> version) {
    String which =
        VERSIONS + " WHERE c.name = ?" + (version.isPresent() ? " AND c.version = ?" : "");
    Object[] values =
        version.<Object[]>map(v -> new Object[] {name, v}).orElseGet(() -> new Object[] {name});
    return versions(which + " ORDER BY c.version DESC LIMIT 1", values).stream().findFirst();
  }

  private List<CohortVersion> versions(String sql, Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      List<CohortVersion> versions = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          versions.add(
              new CohortVersion(
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

  /** Runs a version again: its sessions as they were chosen, held against what is stated now. */
  public CohortManifest run(CohortVersion cohort) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(RUN)) {
      statement.setString(1, cohort.name());
      statement.setInt(2, cohort.version());
      Tally tally = new Tally();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          tally.add(rows);
        }
      }
      return tally.manifest(cohort);
    } catch (SQLException e) {
      throw new StoreUnavailableException("cohorts", e);
    }
  }

  private static final class Tally {
    private final List<String> members = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final Set<List<String>> subjects = new HashSet<>();
    private final Set<String> sites = new HashSet<>();
    private final StringBuilder content = new StringBuilder();

    void add(ResultSet row) throws SQLException {
      String session = row.getString("session");
      String saved = row.getString("content_sha256");
      members.add(session);
      content.append(session).append(' ').append(saved).append('\n');
      if (!saved.equals(row.getString("content_now"))) {
        changed.add(session);
      }
      String site = String.valueOf(row.getString("site"));
      sites.add(site);
      subjects.add(List.of(site, String.valueOf(row.getString("subject"))));
    }

    CohortManifest manifest(CohortVersion cohort) {
      return new CohortManifest(
          cohort, members, subjects.size(), sites.size(), sha256(content.toString()), changed);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
