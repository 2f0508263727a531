package io.rivulet.console.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the console's consumer. It is in no group and commits nothing. */
final class LiveConsumer {
  private static final int FETCH_BYTES = 8 * 1024 * 1024;
  private static final int PARTITION_BYTES = 512 * 1024;

  /**
   * Begun a little before the end: the last offsets of a topic may be marks of transactions and no
   * records, and landing counts records.
   */
  private static final long BEFORE_END = 50;

  private LiveConsumer() {}

  /** What a deployment may not change is put last. */
  static KafkaConsumer<byte[], byte[]> of(LiveConfig config) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("client.id", "rivulet-console");
    properties.put("fetch.max.bytes", FETCH_BYTES);
    properties.put("max.partition.fetch.bytes", PARTITION_BYTES);
    properties.put("fetch.max.wait.ms", 500);
    properties.put("metadata.max.age.ms", 30_000);
    properties.put("reconnect.backoff.max.ms", 2_000);
    properties.putAll(config.kafka());
    properties.remove("group.id");
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    // What was deleted unread has pages read anew, so it must be noticed.
    properties.put("auto.offset.reset", "none");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Takes every partition of the topics, a little before its end.
   *
   * @return where each begins
   * @throws IllegalStateException where a topic is not there yet
   */
  static Map<TopicPartition, Long> seekNearEnd(
      KafkaConsumer<byte[], byte[]> consumer, List<String> topics, Duration answer) {
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic, answer);
      if (partitions == null || partitions.isEmpty()) {
        throw new IllegalStateException("topic " + topic + " is not there yet");
      }
      partitions.forEach(each -> all.add(new TopicPartition(topic, each.partition())));
    }
    consumer.assign(all);
    Map<TopicPartition, Long> ends = consumer.endOffsets(all, answer);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(all, answer);
    Map<TopicPartition, Long> from = new HashMap<>();
    for (TopicPartition partition : all) {
      long start = Math.max(begins.get(partition), ends.get(partition) - BEFORE_END);
      consumer.seek(partition, start);
      from.put(partition, start);
    }
    return from;
  }
}
