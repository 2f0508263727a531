package io.rivulet.store.landing;

import io.rivulet.runtime.kafka.FencedException;
import io.rivulet.runtime.kafka.OffsetMove;
import io.rivulet.runtime.kafka.OffsetTable;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.database.Capabilities;
import io.rivulet.store.landing.LandedTopics.TopicLanded;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Lands one batch: rows and offsets in one transaction, all of it or nothing. Also reads where
 * landing stands.
 */
final class BatchTransaction {
  private final DataSource database;
  private final InstantSource clock;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Map<Topic, TopicLanding<?>> landings = new EnumMap<>(Topic.class);
  private final RollUpMarks marks = new RollUpMarks();
  private final OffsetTable offsets = new OffsetTable("rivulet.sink_offset", "landed_time");
  private final UnlandableTable unlandableTable = new UnlandableTable();
  private final DeviceTable deviceTable = new DeviceTable();
  private final LandedTopics landedTopics = new LandedTopics();

  BatchTransaction(
      DataSource database, String topicPrefix, SerdeFactory serdes, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    for (Topic topic : Topic.values()) {
      topics.put(topic.kafkaName(topicPrefix), topic);
      landings.put(topic, LandedTables.of(topic, serdes, marks));
    }
  }

  /** Does only what this database does not do itself. */
  void limitTo(Capabilities capabilities) {
    marks.limitTo(capabilities);
  }

  /** The Kafka names of what lands. */
  List<String> topics() {
    return List.copyOf(topics.keySet());
  }

  /**
   * Where landing stands.
   *
   * @param beginnings where partitions that were never landed begin
   */
  Map<TopicPartition, Long> positions(Map<TopicPartition, Long> beginnings) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return offsets.positions(connection, beginnings);
    }
  }

  /** Skips offsets that Kafka no longer has, and writes down how many. */
  void skip(List<OffsetMove> moves) throws SQLException, FencedException {
    try (Connection connection = database.getConnection()) {
      offsets.move(connection, moves, clock.instant());
    }
  }

  /**
   * Records of one poll, read and ready for the database.
   *
   * @param topics what was read of each topic, in the order in which they land
   */
  record Batch(List<OfTopic> topics) {}

  /**
   * Records of one topic.
   *
   * @param name its Kafka name
   * @param records how many there are
   * @param rows what they say
   */
  record OfTopic(String name, int records, PreparedRows rows) {}

  /** Reads records; needs no database. Calls must not overlap. */
  Batch prepare(ConsumerRecords<byte[], byte[]> records) {
    List<OfTopic> batch = new ArrayList<>();
    for (String name : topics.keySet().stream().sorted().toList()) {
      List<ConsumerRecord<byte[], byte[]>> ofTopic = new ArrayList<>();
      records.records(name).forEach(ofTopic::add);
      if (!ofTopic.isEmpty()) {
        PreparedRows rows = landings.get(topics.get(name)).prepare(ofTopic);
        batch.add(new OfTopic(name, ofTopic.size(), rows));
      }
    }
    return new Batch(batch);
  }

  /**
   * Lands these records and moves their partitions on. Calls must not overlap, but with {@link
   * #prepare} of another batch they may.
   *
   * @return what became of the records of each topic
   * @throws FencedException where the records are not next; nothing was landed
   * @throws SQLException where the database failed; the batch may or may not have been landed, and
   *     {@link #positions} says which
   */
  List<TopicLanded> land(Batch batch, List<OffsetMove> moves) throws SQLException, FencedException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<TopicLanded> landed = land(connection, batch, moves);
        connection.commit();
        return landed;
      } catch (SQLException | FencedException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    }
  }

  private List<TopicLanded> land(Connection connection, Batch batch, List<OffsetMove> moves)
      throws SQLException, FencedException {
    Instant now = clock.instant();
    offsets.hold(connection, moves);
    List<TopicLanded> landed = new ArrayList<>();
    Landed all = Landed.NOTHING;
    for (OfTopic ofTopic : batch.topics()) {
      Landed one = ofTopic.rows().land(connection);
      landed.add(new TopicLanded(ofTopic.name(), ofTopic.records(), one));
      all = all.plus(one);
    }
    unlandableTable.setAside(connection, all.unlandable(), now);
    deviceTable.heard(connection, all.heard());
    landedTopics.add(connection, landed, now);
    offsets.move(connection, moves, now);
    return landed;
  }

  private static void rollback(Connection connection, Exception failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
