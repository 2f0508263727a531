package io.rivulet.alerting.intake;

import io.rivulet.alerting.AlertingConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the consumer of the intake. */
final class IntakeConsumer {
  private static final int FETCH_BYTES = 4 * 1024 * 1024;

  private IntakeConsumer() {}

  /** What a deployment may not change is put last. */
  static KafkaConsumer<byte[], byte[]> of(AlertingConfig config) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("client.id", config.groupId() + "-" + config.instance());
    properties.put("fetch.max.bytes", FETCH_BYTES);
    properties.put("metadata.max.age.ms", 30_000);
    properties.put("reconnect.backoff.max.ms", 1_000);
    properties.putAll(config.kafka());
    properties.put("group.id", config.groupId());
    properties.put("group.protocol", "classic");
    // A killed instance is missed after this time, and another has its partitions a moment later.
    properties.put("session.timeout.ms", 6_000);
    // The others learn of it with their next heartbeat.
    properties.put("heartbeat.interval.ms", 500);
    properties.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    // An alert waits for nothing.
    properties.put("fetch.min.bytes", 1);
    properties.put("fetch.max.wait.ms", 20);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    // Never guess a position: where reading stands is in the database.
    properties.put("auto.offset.reset", "none");
    properties.put("max.poll.records", config.batchRecords());
    properties.put("allow.auto.create.topics", false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
