package io.rivulet.alerting.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the record that is next at a position, to learn its time. Offsets alone do not tell: behind
 * the last record of a transaction Kafka keeps a marker that nobody reads.
 */
final class UnreadAge implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int RECORD_BYTES = 4_096;
  private static final int TIMEOUT_MILLIS = 3_000;

  private final Map<String, Object> properties = new HashMap<>();
  private Optional<KafkaConsumer<byte[], byte[]>> made = Optional.empty();

  UnreadAge(Map<String, Object> kafka) {
    properties.put("client.id", "rivulet-alerting-watchdog");
    properties.putAll(kafka);
    properties.remove("group.id");
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    // What Kafka deleted unread is older than anything that is left.
    properties.put("auto.offset.reset", "earliest");
    properties.put("allow.auto.create.topics", false);
    properties.put("max.partition.fetch.bytes", RECORD_BYTES);
    properties.put("fetch.max.wait.ms", 50);
    properties.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    properties.put("request.timeout.ms", TIMEOUT_MILLIS);
  }

  /** Made when it is needed: without a name that resolves there can be none. */
  private KafkaConsumer<byte[], byte[]> consumer() {
    if (made.isEmpty()) {
      ByteArrayDeserializer bytes = new ByteArrayDeserializer();
      made = Optional.of(new KafkaConsumer<>(properties, bytes, bytes));
    }
    return made.get();
  }

  /**
   * When the next record of each partition was written; none where there is no next record.
   *
   * @param positions where to look
   * @param ends of the same partitions
   * @return empty where not all could be read within the polls
   */
  Optional<Map<TopicPartition, Instant>> next(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends, int polls) {
    KafkaConsumer<byte[], byte[]> consumer = consumer();
    Map<TopicPartition, Instant> written = new HashMap<>();
    Set<TopicPartition> open = new HashSet<>(positions.keySet());
    consumer.assign(open);
    positions.forEach(consumer::seek);
    for (int i = 0; i < polls && !open.isEmpty(); i++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        written.putIfAbsent(
            new TopicPartition(record.topic(), record.partition()),
            Instant.ofEpochMilli(record.timestamp()));
      }
      open.removeIf(one -> written.containsKey(one) || consumer.position(one) >= ends.get(one));
      consumer.assign(open);
    }
    return open.isEmpty() ? Optional.of(written) : Optional.empty();
  }

  @Override
  public void close() {
    made.ifPresent(consumer -> consumer.close(CloseOptions.timeout(Duration.ofSeconds(1))));
  }
}
