package io.rivulet.alerting.watchdog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * Where alerting itself stands: its offsets are in its database.
 *
 * @param database with the tables of alerting
 */
public record OwnPositions(DataSource database) implements GroupPositions {
  private static final String POSITIONS =
      "SELECT topic, kafka_partition, next_offset FROM rivulet_alerting.intake_offset";

  /** Refuses a missing database. */
  public OwnPositions {
    Objects.requireNonNull(database, "database");
  }

  @Override
  public Map<TopicPartition, Long> read() throws SQLException {
    Map<TopicPartition, Long> positions = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(POSITIONS);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        positions.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
      }
    }
    return Map.copyOf(positions);
  }
}
