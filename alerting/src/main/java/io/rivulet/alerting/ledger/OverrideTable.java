package io.rivulet.alerting.ledger;

import io.rivulet.alerting.desk.OverrideView;
import io.rivulet.alerting.oncall.ScheduleOverride;
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

/** Table {@code schedule_override}: who takes whose turn. */
public final class OverrideTable {
  /** The most that can hold or be to come at once. */
  public static final int MOST = 1_000;

  private static final String COLUMNS =
      "SELECT id, schedule, person, from_time, until_time, author, reason, created_time, ended_by"
          + " FROM rivulet_alerting.schedule_override ";
  private static final String NOT_OVER =
      COLUMNS + "WHERE until_time > ? AND until_time > from_time ORDER BY created_time, id LIMIT ?";
  private static final String ONE = COLUMNS + "WHERE id = ?";
  private static final String PAGE =
      COLUMNS
          + """
          WHERE (? OR until_time > greatest(?::timestamptz, from_time))
            AND (?::text[] IS NULL OR schedule = ANY (?::text[]))
            AND (?::timestamptz IS NULL OR (created_time, id) < (?, ?))
          ORDER BY created_time DESC, id DESC LIMIT ?
          """;
  private static final String WRITE =
      """
      INSERT INTO rivulet_alerting.schedule_override
        (id, schedule, person, from_time, until_time, author, reason, created_time, ended_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        until_time = excluded.until_time, ended_by = excluded.ended_by
      """;

  /** Those that hold or are to come, in the order in which they were made. */
  public List<ScheduleOverride> notOver(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NOT_OVER)) {
      statement.setObject(1, Rows.time(now));
      statement.setInt(2, MOST);
      return rows(statement).stream()
          .map(row -> new ScheduleOverride(row.schedule(), row.person(), row.from(), row.until()))
          .toList();
    }
  }

  /** One, where it is there. */
  public Optional<OverrideView> find(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ONE)) {
      statement.setString(1, id);
      return rows(statement).stream().findFirst();
    }
  }

  /** Some, of these schedules where they are given, the latest made first. */
  public List<OverrideView> page(
      Connection connection,
      Optional<Set<String>> schedules,
      boolean overToo,
      Instant now,
      Optional<Place> after,
      int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setBoolean(1, overToo);
      statement.setObject(2, Rows.time(now));
      Array names = schedules.isEmpty() ? null : Rows.texts(connection, schedules.orElseThrow());
      statement.setArray(3, names);
      statement.setArray(4, names);
      statement.setObject(5, Rows.time(after.map(Place::time)));
      statement.setObject(6, Rows.time(after.map(Place::time)));
      statement.setString(7, after.map(Place::id).orElse(null));
      statement.setInt(8, most);
      return rows(statement);
    }
  }

  private static List<OverrideView> rows(PreparedStatement statement) throws SQLException {
    List<OverrideView> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            new OverrideView(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Rows.instant(row, 4),
                Rows.instant(row, 5),
                row.getString(6),
                row.getString(7),
                Rows.instant(row, 8),
                Rows.findText(row, 9)));
      }
    }
    return rows;
  }

  /** Adds one, or ends it. */
  public void write(Connection connection, OverrideView row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      statement.setString(1, row.id());
      statement.setString(2, row.schedule());
      statement.setString(3, row.person());
      statement.setObject(4, Rows.time(row.from()));
      statement.setObject(5, Rows.time(row.until()));
      statement.setString(6, row.author());
      statement.setString(7, row.reason());
      statement.setObject(8, Rows.time(row.created()));
      statement.setString(9, row.endedBy().orElse(null));
      statement.executeUpdate();
    }
  }
}
