package io.rivulet.alerting.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Knows who runs from the table in which every instance says so once a second.
 *
 * @param instance this one's id there
 */
public record InstancesSeen(String instance) implements Liveness {
  private static final String ALIVE =
      "SELECT id FROM rivulet_alerting.instance WHERE seen > clock_timestamp() - interval '5 seconds'";

  /** Refuses no id. */
  public InstancesSeen {
    Objects.requireNonNull(instance, "instance");
  }

  @Override
  public Set<String> alive(Connection connection) throws SQLException {
    Set<String> alive = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(ALIVE);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        alive.add(rows.getString(1));
      }
    }
    return Set.copyOf(alive);
  }
}
