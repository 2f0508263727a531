package io.rivulet.store.landing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Table {@code landed_topic}: what became of the records of each topic. */
final class LandedTopics {
  private static final String ADD =
      """
      INSERT INTO rivulet.landed_topic AS held
        (topic, record_count, row_count, repeat_count, unlandable_count, landed_time)
      SELECT topic, record_count, row_count, repeat_count, unlandable_count,
        rivulet.instant_of(landed_time)
      FROM unnest(?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
        AS landed (topic, record_count, row_count, repeat_count, unlandable_count, landed_time)
      ON CONFLICT (topic) DO UPDATE SET
        record_count = held.record_count + excluded.record_count,
        row_count = held.row_count + excluded.row_count,
        repeat_count = held.repeat_count + excluded.repeat_count,
        unlandable_count = held.unlandable_count + excluded.unlandable_count,
        landed_time = excluded.landed_time
      """;

  /**
   * What one batch did for one topic.
   *
   * @param topic the Kafka name
   * @param records records read
   */
  record TopicLanded(String topic, long records, Landed landed) {}

  /** Adds one batch; topics in the order of their names. */
  void add(Connection connection, List<TopicLanded> topics, Instant now) throws SQLException {
    if (topics.isEmpty()) {
      return;
    }
    ColumnArrays.update(
        connection,
        ADD,
        topics,
        columns ->
            columns
                .text(TopicLanded::topic)
                .longs(TopicLanded::records)
                .longs(topic -> topic.landed().rows())
                .longs(topic -> topic.landed().repeats())
                .longs(topic -> topic.landed().unlandable().size())
                .times(topic -> now));
  }
}
