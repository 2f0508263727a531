package io.rivulet.alerting.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Table {@code intake_offset}: where reading stands. A batch goes on only where its partitions
 * stand at the offsets it was read from. So of two instances that read the same records one takes
 * them and the other is fenced off.
 */
final class OffsetTable {
  private static final String READ =
      """
      SELECT next_offset FROM rivulet_alerting.intake_offset
      WHERE topic = ? AND kafka_partition = ?
      """;
  private static final String BEGIN =
      """
      INSERT INTO rivulet_alerting.intake_offset (topic, kafka_partition, next_offset)
      VALUES (?, ?, ?) ON CONFLICT DO NOTHING
      """;
  private static final String MOVE =
      """
      UPDATE rivulet_alerting.intake_offset
      SET next_offset = ?, lost_count = lost_count + ?, moved_time = ?
      WHERE topic = ? AND kafka_partition = ? AND next_offset = ?
      """;

  /** Where reading stands; partitions never read are left out. */
  Map<TopicPartition, Long> read(Connection connection, Collection<TopicPartition> partitions)
      throws SQLException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      for (TopicPartition partition : partitions) {
        statement.setString(1, partition.topic());
        statement.setInt(2, partition.partition());
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            offsets.put(partition, row.getLong(1));
          }
        }
      }
    }
    return offsets;
  }

  /** Begins partitions never read at these offsets, unless another instance just did. */
  void begin(Connection connection, Map<TopicPartition, Long> offsets) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
      for (Map.Entry<TopicPartition, Long> offset : offsets.entrySet()) {
        statement.setString(1, offset.getKey().topic());
        statement.setInt(2, offset.getKey().partition());
        statement.setLong(3, offset.getValue());
        statement.executeUpdate();
      }
    }
  }

  /**
   * Moves partitions on, and holds their rows to the end of the transaction.
   *
   * @throws FencedException where one of them does not stand where its move begins
   */
  void move(Connection connection, List<Move> moves, Instant now)
      throws SQLException, FencedException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      for (Move move : moves) {
        statement.setLong(1, move.to());
        statement.setLong(2, move.lost());
        statement.setObject(3, now.atOffset(ZoneOffset.UTC));
        statement.setString(4, move.partition().topic());
        statement.setInt(5, move.partition().partition());
        statement.setLong(6, move.from());
        if (statement.executeUpdate() != 1) {
          throw new FencedException(
              "%s does not stand at %d: another instance has read on, or a commit whose answer was lost went through"
                  .formatted(move.partition(), move.from()));
        }
      }
    }
  }
}
