package io.rivulet.runtime.kafka;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * A table of where reading stands, by topic and partition, which Kafka is only ever told. Whoever
 * reads a batch moves its partitions on in the transaction of what comes of it, and only where they
 * stand at the offset it was read from. So of two that read the same records one takes them and the
 * other is fenced off.
 *
 * <p>Its columns: {@code topic}, {@code kafka_partition}, {@code next_offset}, {@code lost_count},
 * and one for the time of the latest step.
 */
public final class OffsetTable {
  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);
  private static final String READ =
      """
      SELECT held.topic, held.kafka_partition, held.next_offset
      FROM unnest(?::text[], ?::int8[]) AS wanted (topic, kafka_partition)
      JOIN %1$s held USING (topic, kafka_partition)
      """;
  private static final String BEGIN =
      """
      INSERT INTO %1$s (topic, kafka_partition, next_offset)
      SELECT * FROM unnest(?::text[], ?::int8[], ?::int8[])
      ON CONFLICT DO NOTHING
      """;
  private static final String HOLD =
      """
      SELECT count(*) FROM (
        SELECT FROM unnest(?::text[], ?::int8[], ?::int8[])
          AS move (topic, kafka_partition, from_offset)
        JOIN %1$s held USING (topic, kafka_partition)
        WHERE held.next_offset = move.from_offset
        ORDER BY held.topic, held.kafka_partition
        FOR UPDATE OF held) AS held
      """;
  private static final String MOVE =
      """
      UPDATE %1$s held
      SET next_offset = move.to_offset, lost_count = held.lost_count + move.lost, %2$s = ?
      FROM unnest(?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
        AS move (topic, kafka_partition, from_offset, to_offset, lost)
      WHERE held.topic = move.topic AND held.kafka_partition = move.kafka_partition
        AND held.next_offset = move.from_offset
      """;

  private final String read;
  private final String begin;
  private final String hold;
  private final String move;

  /**
   * Over a table that is there.
   *
   * @param table its name with its schema, as SQL writes it
   * @param timeColumn its column for the time of the latest step
   */
  public OffsetTable(String table, String timeColumn) {
    this.read = READ.formatted(table);
    this.begin = BEGIN.formatted(table);
    this.hold = HOLD.formatted(table);
    this.move = MOVE.formatted(table, timeColumn);
  }

  /** Where reading stands; partitions that were not read before begin here. */
  public Map<TopicPartition, Long> positions(
      Connection connection, Map<TopicPartition, Long> beginnings) throws SQLException {
    Map<TopicPartition, Long> positions = read(connection, beginnings.keySet());
    if (positions.size() == beginnings.size()) {
      return positions;
    }
    Map<TopicPartition, Long> missing = new HashMap<>(beginnings);
    missing.keySet().removeAll(positions.keySet());
    begin(connection, missing);
    return read(connection, beginnings.keySet());
  }

  /**
   * Holds the rows of these partitions until the transaction ends.
   *
   * @throws FencedException where one of them does not stand where its move begins
   */
  public void hold(Connection connection, List<OffsetMove> moves)
      throws SQLException, FencedException {
    try (PreparedStatement statement = connection.prepareStatement(hold)) {
      bindFrom(statement, 1, moves);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        requireAll(moves, rows.getLong(1));
      }
    }
  }

  /**
   * Moves partitions on, and holds their rows until the transaction ends.
   *
   * @throws FencedException where one of them does not stand where its move begins
   */
  public void move(Connection connection, List<OffsetMove> moves, Instant now)
      throws SQLException, FencedException {
    try (PreparedStatement statement = connection.prepareStatement(move)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      int next = bindFrom(statement, 2, moves);
      longs(statement, next++, moves, OffsetMove::to);
      longs(statement, next, moves, OffsetMove::lost);
      requireAll(moves, statement.executeLargeUpdate());
    }
  }

  private Map<TopicPartition, Long> read(
      Connection connection, Collection<TopicPartition> partitions) throws SQLException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(read)) {
      bind(statement, 1, List.copyOf(partitions), Function.identity());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
        }
      }
    }
    return offsets;
  }

  /** In one order, so that two that begin the same partitions do not wait for each other. */
  private void begin(Connection connection, Map<TopicPartition, Long> offsets) throws SQLException {
    List<TopicPartition> partitions = new ArrayList<>(offsets.keySet());
    partitions.sort(ORDER);
    try (PreparedStatement statement = connection.prepareStatement(begin)) {
      int next = bind(statement, 1, partitions, Function.identity());
      longs(statement, next, partitions, offsets::get);
      statement.executeUpdate();
    }
  }

  private static int bindFrom(PreparedStatement statement, int first, List<OffsetMove> moves)
      throws SQLException {
    int next = bind(statement, first, moves, OffsetMove::partition);
    longs(statement, next, moves, OffsetMove::from);
    return next + 1;
  }

  private static <T> int bind(
      PreparedStatement statement, int first, List<T> rows, Function<T, TopicPartition> partition)
      throws SQLException {
    Object[] topics = rows.stream().map(row -> partition.apply(row).topic()).toArray();
    Array array = statement.getConnection().createArrayOf("text", topics);
    statement.setArray(first, array);
    longs(statement, first + 1, rows, row -> partition.apply(row).partition());
    return first + 2;
  }

  private static <T> void longs(
      PreparedStatement statement, int index, List<T> rows, ToLongFunction<T> column)
      throws SQLException {
    Object[] values = rows.stream().mapToLong(column).boxed().toArray();
    statement.setArray(index, statement.getConnection().createArrayOf("int8", values));
  }

  private static void requireAll(List<OffsetMove> moves, long held) throws FencedException {
    if (held != moves.size()) {
      throw new FencedException(
          "%d of %d partitions do not stand where they were read from: another instance has read on, or a commit whose answer was lost went through"
              .formatted(moves.size() - held, moves.size()));
    }
  }
}
