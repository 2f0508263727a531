package io.rivulet.sessions.book;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SeriesEventRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of sessions, series and limits from their beginning into the books, committed
 * transactions only. Confined to one thread at a time.
 */
final class BookReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BookReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  /**
   * It polls only where there is something to read. What it then asks for in advance keeps its
   * connection busy until the broker gives up waiting, and the next question for the end with it.
   */
  private static final int FETCH_WAIT_MILLIS = 10;

  /** Puts one record into the books. */
  private interface Entry {
    void add(ConsumerRecord<byte[], byte[]> record);
  }

  private final Consumer<byte[], byte[]> consumer;
  private final List<String> topics;
  private final Map<String, Entry> entries = new HashMap<>();
  private final List<Deserializer<?>> deserializers = new ArrayList<>();

  /** What this desk wrote and has not read yet: the offsets behind it. */
  private final Map<TopicPartition, Long> awaited = new HashMap<>();

  private int partitions;
  private long unreadable;

  BookReader(Map<String, Object> kafka, String prefix, SerdeFactory serdes, Books books) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "rivulet-session-desk");
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    Deserializer<SessionEventRecord> sessions =
        serdes.serde(SessionEventRecord.class).deserializer();
    Deserializer<SeriesEventRecord> series = serdes.serde(SeriesEventRecord.class).deserializer();
    Deserializer<LimitsProfileRecord> limits =
        serdes.serde(LimitsProfileRecord.class).deserializer();
    deserializers.addAll(List.of(sessions, series, limits));
    // Series before sessions: what is read in one go then finds its series there.
    entries.put(
        Topic.SERIES.kafkaName(prefix),
        record -> books.add(series.deserialize(record.topic(), record.value())));
    entries.put(
        Topic.SESSIONS.kafkaName(prefix),
        record -> books.add(sessions.deserialize(record.topic(), record.value())));
    entries.put(Topic.LIMITS.kafkaName(prefix), record -> addLimits(books, limits, record));
    this.topics = List.copyOf(entries.keySet());
  }

  private static void addLimits(
      Books books,
      Deserializer<LimitsProfileRecord> limits,
      ConsumerRecord<byte[], byte[]> record) {
    LimitsProfileRecord version = limits.deserialize(record.topic(), record.value());
    EventRecords.origin(record)
        .ifPresentOrElse(origin -> books.add(version, origin), () -> books.add(version));
  }

  /**
   * Lets the topics not end before these offsets, which this desk has written up to. A transaction
   * is committed before Kafka shows it to readers, and a decision in between would not know of it.
   */
  void awaits(Map<TopicPartition, Long> written) {
    written.forEach((partition, offset) -> awaited.merge(partition, offset, Math::max));
  }

  /**
   * Reads up to the end that the topics have now, and in any case what this desk wrote.
   *
   * @throws DeskUnavailableException where Kafka does not let it within the time
   */
  void catchUp(Duration within) {
    long deadlineNanos = System.nanoTime() + within.toNanos();
    assign(within);
    Map<TopicPartition, Long> ends =
        new HashMap<>(consumer.endOffsets(consumer.assignment(), within));
    awaited.forEach((partition, offset) -> ends.merge(partition, offset, Math::max));
    while (behind(ends)) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new DeskUnavailableException(
            "the topics could not be read to their end within " + within);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        add(record);
      }
    }
    awaited.clear();
  }

  private void assign(Duration within) {
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic, within)
          .forEach(info -> all.add(new TopicPartition(topic, info.partition())));
    }
    if (all.size() != partitions) {
      // Positions of those that were assigned before are kept.
      List<TopicPartition> added =
          all.stream().filter(one -> !consumer.assignment().contains(one)).toList();
      consumer.assign(all);
      consumer.seekToBeginning(added);
      partitions = all.size();
    }
  }

  private boolean behind(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      entries.get(record.topic()).add(record);
    } catch (SerializationException | IllegalArgumentException e) {
      unreadable++;
      LOG.error(
          "{} partition {} offset {} is passed over: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  /** Records that could not be read, or held what no event may. */
  long unreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE));
    deserializers.forEach(Deserializer::close);
  }
}
