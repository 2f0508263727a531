package io.rivulet.runtime.kafka;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What takes records into a database that also holds where reading stands. For one thread. */
public interface RecordTaker {
  /**
   * Makes ready to take; called first, and again after each failure.
   *
   * @return the Kafka names of the topics to read
   */
  List<String> prepare() throws SQLException;

  /**
   * Where reading stands.
   *
   * @param beginnings where partitions that were never read begin
   */
  Map<TopicPartition, Long> positions(Map<TopicPartition, Long> beginnings) throws SQLException;

  /**
   * Takes these records and moves their partitions on, in one transaction. It may go on after this
   * returns, until {@link #settle} or the next call, which tell what became of it.
   *
   * @throws FencedException where records were not next; nothing of them was taken
   * @throws SQLException where the database failed; whether they were taken {@link #positions} says
   */
  void take(ConsumerRecords<byte[], byte[]> records, List<OffsetMove> moves)
      throws SQLException, FencedException;

  /**
   * Waits for what {@link #take} left under way.
   *
   * @throws FencedException as {@link #take}
   * @throws SQLException as {@link #take}
   */
  void settle() throws SQLException, FencedException;

  /** Skips offsets that Kafka no longer has, and writes down how many. */
  void skip(List<OffsetMove> moves) throws SQLException, FencedException;

  /** Ends what it began. */
  void close();
}
