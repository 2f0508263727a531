package io.rivulet.store.landing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Table {@code sink_offset}: where landing stands, which Kafka is only ever told. A batch holds the
 * rows of its partitions from its first statement to its commit, and goes on only where they stand
 * at the offset it was read from. So of two sinks that read the same records one lands them and the
 * other is fenced off.
 */
final class SinkOffsets {
  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);
  private static final String READ =
      """
      SELECT held.topic, held.kafka_partition, held.next_offset
      FROM unnest(?::text[], ?::int8[]) AS wanted (topic, kafka_partition)
      JOIN rivulet.sink_offset held USING (topic, kafka_partition)
      """;
  private static final String BEGIN =
      """
      INSERT INTO rivulet.sink_offset (topic, kafka_partition, next_offset)
      SELECT * FROM unnest(?::text[], ?::int8[], ?::int8[])
      ON CONFLICT DO NOTHING
      """;
  private static final String HOLD =
      """
      SELECT count(*) FROM (
        SELECT FROM unnest(?::text[], ?::int8[], ?::int8[])
          AS move (topic, kafka_partition, from_offset)
        JOIN rivulet.sink_offset held USING (topic, kafka_partition)
        WHERE held.next_offset = move.from_offset
        ORDER BY held.topic, held.kafka_partition
        FOR UPDATE OF held) AS held
      """;
  private static final String MOVE =
      """
      UPDATE rivulet.sink_offset held
      SET next_offset = move.to_offset, lost_count = held.lost_count + move.lost,
        landed_time = rivulet.instant_of(move.landed_time)
      FROM unnest(?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
        AS move (topic, kafka_partition, from_offset, to_offset, lost, landed_time)
      WHERE held.topic = move.topic AND held.kafka_partition = move.kafka_partition
        AND held.next_offset = move.from_offset
      """;

  /**
   * A step of one partition.
   *
   * @param from the offset landing stood at
   * @param to the offset it will stand at
   * @param lost offsets in between that Kafka no longer has
   */
  record Move(TopicPartition partition, long from, long to, long lost) {}

  /** Where landing stands; partitions never landed are left out. */
  Map<TopicPartition, Long> read(Connection connection, Collection<TopicPartition> partitions)
      throws SQLException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      new ColumnArrays<>(statement, List.copyOf(partitions))
          .text(TopicPartition::topic)
          .longs(TopicPartition::partition);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
        }
      }
    }
    return offsets;
  }

  /** Begins partitions never landed at these offsets, unless another sink just did. */
  void begin(Connection connection, Map<TopicPartition, Long> offsets) throws SQLException {
    ColumnArrays.update(
        connection,
        BEGIN,
        offsets.keySet().stream().sorted(ORDER).toList(),
        columns ->
            columns
                .text(TopicPartition::topic)
                .longs(TopicPartition::partition)
                .longs(offsets::get));
  }

  /**
   * Holds the rows of these partitions until the transaction ends.
   *
   * @throws FencedException where one of them does not stand where its move begins
   */
  void hold(Connection connection, List<Move> moves) throws SQLException, FencedException {
    try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
      new ColumnArrays<>(statement, moves)
          .text(move -> move.partition().topic())
          .longs(move -> move.partition().partition())
          .longs(Move::from);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        requireAll(moves, rows.getLong(1));
      }
    }
  }

  /**
   * Moves partitions on.
   *
   * @throws FencedException where one of them does not stand where its move begins
   */
  void move(Connection connection, List<Move> moves, Instant now)
      throws SQLException, FencedException {
    long moved =
        ColumnArrays.update(
            connection,
            MOVE,
            moves,
            columns ->
                columns
                    .text(move -> move.partition().topic())
                    .longs(move -> move.partition().partition())
                    .longs(Move::from)
                    .longs(Move::to)
                    .longs(Move::lost)
                    .times(move -> now));
    requireAll(moves, moved);
  }

  private static void requireAll(List<Move> moves, long held) throws FencedException {
    if (held != moves.size()) {
      throw new FencedException(
          "%d of %d partitions do not stand where this sink left them: another sink has landed them, or a commit whose answer was lost went through"
              .formatted(moves.size() - held, moves.size()));
    }
  }
}
