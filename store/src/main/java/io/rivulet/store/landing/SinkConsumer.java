package io.rivulet.store.landing;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the consumer of a sink. */
final class SinkConsumer {
  private static final int FETCH_BYTES = 16 * 1024 * 1024;
  private static final int SESSION_TIMEOUT_MILLIS = 10_000;

  private SinkConsumer() {}

  /** What a deployment may not change is put last. */
  static KafkaConsumer<byte[], byte[]> of(SinkConfig config) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("client.id", config.groupId());
    properties.put("fetch.max.bytes", FETCH_BYTES);
    properties.put("fetch.max.wait.ms", 100);
    properties.put("metadata.max.age.ms", 30_000);
    // A killed sink is missed after this time; until then its partitions wait. Kafka's 45 s is
    // long.
    properties.put("session.timeout.ms", SESSION_TIMEOUT_MILLIS);
    properties.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    properties.putAll(config.kafka());
    properties.put("group.id", config.groupId());
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    // Never guess a position: where landing stands is in the database.
    properties.put("auto.offset.reset", "none");
    properties.put("max.poll.records", config.batchRecords());
    properties.put("allow.auto.create.topics", false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
