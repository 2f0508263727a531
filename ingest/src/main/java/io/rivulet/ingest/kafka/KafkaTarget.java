package io.rivulet.ingest.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where messages go.
 *
 * @param client properties for Kafka's clients; {@code bootstrap.servers} at least, security
 *     settings as Kafka names them
 * @param topicPrefix prefix of topic names
 * @param partitions of topics that are missing and created
 * @param replicas of topics that are missing and created
 * @param registryUrl schema registry, where records go through one
 */
public record KafkaTarget(
    Map<String, Object> client,
    String topicPrefix,
    int partitions,
    int replicas,
    Optional<String> registryUrl) {
  /** What the bridge's promise stands on, and nobody may turn off. */
  private static final Map<String, String> FIXED =
      Map.of("acks", "all", "enable.idempotence", "true");

  /** Refuses a missing address and properties that would break the promise. */
  public KafkaTarget {
    client = Map.copyOf(client);
    Objects.requireNonNull(topicPrefix, "topicPrefix");
    if (!client.containsKey("bootstrap.servers")) {
      throw new IllegalArgumentException("kafka.bootstrap.servers is not set");
    }
    Map<String, Object> given = client;
    FIXED.forEach(
        (key, value) -> {
          if (given.containsKey(key) && !value.equals(String.valueOf(given.get(key)))) {
            throw new IllegalArgumentException(
                "kafka.%s = \"%s\": the bridge acknowledges what Kafka has stored for good, which takes %s"
                    .formatted(key, given.get(key), value));
          }
        });
  }

  /**
   * Properties of a producer that can always take what is in flight without waiting for room.
   *
   * @param bufferBytes room for everything in flight
   */
  public Map<String, Object> producerProperties(long bufferBytes) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("linger.ms", "5");
    properties.put("batch.size", Integer.toString(64 * 1024));
    properties.put("delivery.timeout.ms", "30000");
    properties.put("request.timeout.ms", "10000");
    properties.put("max.block.ms", "10000");
    // A topic that is seldom written to, such as quarantine, must not be looked up again in an
    // outage.
    properties.put("metadata.max.idle.ms", Long.toString(86_400_000L));
    // Otherwise the client forgets all topics while no broker answers, and every record waits for
    // them. Brokers that moved meanwhile are found too: after a failure the producer is a new one.
    properties.put("metadata.recovery.strategy", "none");
    // With more in flight, a second batch to a new partition can overtake the first and be refused
    // as
    // out of sequence, again and again until the delivery timeout; seen on a busy Kafka 4.3.1.
    properties.put("max.in.flight.requests.per.connection", "1");
    properties.putAll(client);
    properties.putIfAbsent("buffer.memory", Long.toString(bufferBytes));
    properties.putAll(FIXED);
    return properties;
  }

  /** Properties of a client that asks whether Kafka answers. */
  public Map<String, Object> adminProperties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("request.timeout.ms", "3000");
    properties.put("default.api.timeout.ms", "5000");
    properties.putAll(client);
    return properties;
  }
}
