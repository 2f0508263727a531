package io.rivulet.benchmarks;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the stores of an application hold, read from their changelogs: the last of each key. */
final class ChangelogSize {
  private ChangelogSize() {}

  /** Bytes of keys and values by store. */
  static Map<String, Long> byStore(Settings round) {
    String begin = round.get(Catalogue.STREAMS_APPLICATION_ID) + "-";
    Map<String, Object> client = new HashMap<>(round.kafka());
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    Map<String, Long> sizes = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (String topic : consumer.listTopics().keySet()) {
        if (topic.startsWith(begin) && topic.endsWith("-changelog")) {
          sizes.put(topic.substring(begin.length()), size(consumer, topic));
        }
      }
    }
    return sizes;
  }

  private static long size(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    consumer
        .partitionsFor(topic)
        .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<ByteBuffer, Integer> latest = new HashMap<>();
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        ByteBuffer key = ByteBuffer.wrap(record.key());
        if (record.value() == null) {
          latest.remove(key);
        } else {
          latest.put(key, record.key().length + record.value().length);
        }
      }
    }
    return latest.values().stream().mapToLong(Integer::longValue).sum();
  }
}
