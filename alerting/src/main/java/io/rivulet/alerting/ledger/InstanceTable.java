package io.rivulet.alerting.ledger;

import io.rivulet.alerting.desk.InstanceView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Table {@code instance}: who is alive, by the clock of the database, which is the same for all. An
 * instance not heard for a day is forgotten.
 */
public final class InstanceTable {
  private static final String SEEN =
      """
      INSERT INTO rivulet_alerting.instance (id, name, started, seen)
      VALUES (?, ?, clock_timestamp(), clock_timestamp())
      ON CONFLICT (id) DO UPDATE SET seen = clock_timestamp()
      """;
  private static final String FORGET =
      "DELETE FROM rivulet_alerting.instance WHERE seen < clock_timestamp() - interval '1 day'";
  private static final String LEAVE = "DELETE FROM rivulet_alerting.instance WHERE id = ?";
  private static final String LIST =
      """
      SELECT id, name, started, seen FROM rivulet_alerting.instance
      ORDER BY seen DESC, id LIMIT 500
      """;

  /** Says that an instance lives. */
  public void seen(Connection connection, String id, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SEEN)) {
      statement.setString(1, id);
      statement.setString(2, name);
      statement.executeUpdate();
    }
  }

  /** Says that an instance ends, so that nobody waits for it. */
  public void leave(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LEAVE)) {
      statement.setString(1, id);
      statement.executeUpdate();
    }
  }

  /** Forgets those that are long gone. */
  public void forget(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.executeUpdate();
    }
  }

  /** All that are known, the one heard last first, at most 500. */
  public List<InstanceView> list(Connection connection) throws SQLException {
    List<InstanceView> instances = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LIST);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        instances.add(
            new InstanceView(
                row.getString(1),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, OffsetDateTime.class).toInstant()));
      }
    }
    return instances;
  }
}
