package io.rivulet.alerting.ledger;

import io.rivulet.alerting.routing.Silence;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Table {@code silence}: what people asked not to be told. */
public final class SilenceTable {
  /** The most that can hold or be to come at once. */
  public static final int MOST = 1_000;

  private static final String COLUMNS =
      "SELECT content, created_time, ended_by FROM rivulet_alerting.silence ";
  private static final String NOT_OVER = COLUMNS + "WHERE ends > ? ORDER BY begins, id LIMIT ?";
  private static final String ONE = COLUMNS + "WHERE id = ?";
  private static final String PAGE =
      COLUMNS
          + """
          WHERE (? OR ends > ?)
            AND (?::text[] IS NULL OR EXISTS (
                SELECT FROM jsonb_array_elements(content -> 'match') AS one,
                  jsonb_array_elements_text(one -> 'values') AS site
                WHERE one ->> 'label' = 'SITE' AND one ->> 'operator' IN ('EQUALS', 'IN')
                  AND site = ANY (?::text[]))
              OR NOT EXISTS (
                SELECT FROM jsonb_array_elements(content -> 'match') AS one
                WHERE one ->> 'label' IN ('SITE', 'SESSION', 'DEVICE')))
            AND (?::timestamptz IS NULL OR (created_time, id) < (?, ?))
          ORDER BY created_time DESC, id DESC LIMIT ?
          """;
  private static final String WRITE =
      """
      INSERT INTO rivulet_alerting.silence
        (id, author, reason, begins, ends, created_time, ended_by, content)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      ON CONFLICT (id) DO UPDATE SET
        ends = excluded.ends, ended_by = excluded.ended_by, content = excluded.content
      """;

  /**
   * A row.
   *
   * @param silence as the rules have it
   * @param created when it was asked
   * @param endedBy who ended it before its time
   */
  public record Row(Silence silence, Instant created, Optional<String> endedBy) {}

  /** Those that hold or are to come. */
  public List<Silence> notOver(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NOT_OVER)) {
      statement.setObject(1, Rows.time(now));
      statement.setInt(2, MOST);
      return rows(statement).stream().map(Row::silence).toList();
    }
  }

  /** One, where it is there. */
  public Optional<Row> find(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ONE)) {
      statement.setString(1, id);
      return rows(statement).stream().findFirst();
    }
  }

  /**
   * Some, the latest asked for first.
   *
   * @param sites those that name one of these, and those that name no site, session or device and
   *     so are about all; every one where empty
   * @param after the last one of the page before
   */
  public List<Row> page(
      Connection connection,
      Optional<Set<String>> sites,
      boolean overToo,
      Instant now,
      Optional<Place> after,
      int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setBoolean(1, overToo);
      statement.setObject(2, Rows.time(now));
      Array names = sites.isEmpty() ? null : Rows.texts(connection, sites.orElseThrow());
      statement.setArray(3, names);
      statement.setArray(4, names);
      statement.setObject(5, Rows.time(after.map(Place::time)));
      statement.setObject(6, Rows.time(after.map(Place::time)));
      statement.setString(7, after.map(Place::id).orElse(null));
      statement.setInt(8, most);
      return rows(statement);
    }
  }

  private static List<Row> rows(PreparedStatement statement) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            new Row(
                Content.read(row.getString(1), Silence.class),
                Rows.instant(row, 2),
                Rows.findText(row, 3)));
      }
    }
    return rows;
  }

  /** Adds one, or ends it. */
  public void write(Connection connection, Row row) throws SQLException {
    Silence silence = row.silence();
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      statement.setString(1, silence.id());
      statement.setString(2, silence.author());
      statement.setString(3, silence.reason());
      statement.setObject(4, Rows.time(silence.from()));
      statement.setObject(5, Rows.time(silence.over()));
      statement.setObject(6, Rows.time(row.created()));
      statement.setString(7, row.endedBy().orElse(null));
      statement.setString(8, Content.write(silence));
      statement.executeUpdate();
    }
  }
}
