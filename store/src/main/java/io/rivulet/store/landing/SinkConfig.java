package io.rivulet.store.landing;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.database.StorageSettings;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a sink needs to know.
 *
 * @param database where rows go
 * @param kafka what Kafka clients are told, {@code bootstrap.servers} at least
 * @param topicPrefix prefix of topic names
 * @param groupId consumer group; sinks of one group share the partitions
 * @param registryUrl schema registry, where records come through one
 * @param storage how rows are kept
 * @param batchRecords records landed in one transaction at most, 1 to 100,000
 */
public record SinkConfig(
    DatabaseConfig database,
    Map<String, Object> kafka,
    String topicPrefix,
    String groupId,
    Optional<String> registryUrl,
    StorageSettings storage,
    int batchRecords) {
  private static final String GROUP_SUFFIX = "sink";

  /** Refuses a batch out of range and anything missing. */
  public SinkConfig {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(topicPrefix, "topicPrefix");
    Objects.requireNonNull(groupId, "groupId");
    Objects.requireNonNull(storage, "storage");
    kafka = Map.copyOf(kafka);
    if (batchRecords < 1 || batchRecords > 100_000) {
      throw new IllegalArgumentException("sink batch of " + batchRecords + " is not 1 to 100000");
    }
  }

  /**
   * The settings named {@code database.}, {@code kafka.}, {@code topic.}, {@code store.} and {@code
   * sink.}.
   */
  public static SinkConfig from(Settings settings) {
    String prefix = settings.get(Catalogue.TOPIC_PREFIX);
    return new SinkConfig(
        DatabaseConfig.from(settings),
        settings.kafka(),
        prefix,
        prefix + GROUP_SUFFIX,
        settings.find(Catalogue.SCHEMA_REGISTRY_URL),
        StorageSettings.from(settings),
        settings.get(Catalogue.SINK_BATCH_MAX));
  }

  /** Everything but what is handed to Kafka, which may hold secrets. */
  @Override
  public String toString() {
    return "SinkConfig[database="
        + database
        + ", kafka="
        + kafka.get("bootstrap.servers")
        + ", topicPrefix="
        + topicPrefix
        + ", groupId="
        + groupId
        + ", batchRecords="
        + batchRecords
        + "]";
  }
}
