package io.rivulet.alerting;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.DatabaseConfig;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How an instance of alerting runs.
 *
 * @param database where its state is
 * @param kafka what Kafka clients are told, {@code bootstrap.servers} at least
 * @param topicPrefix prefix of topic names
 * @param partitions of topics it has to make
 * @param replicas of topics it has to make
 * @param groupId consumer group; instances of one group share the partitions
 * @param registryUrl schema registry, where records come through one
 * @param file the alerting configuration; the default plan where there is none
 * @param instance what it is called, 1 to 64 characters
 * @param batchRecords statements taken in one transaction at most, 1 to 5,000
 * @param timerInterval how often incidents that are due are looked for, 10 ms to 10 s
 * @param retention how long what is over is kept, 1 day or more
 * @param silenceMax the longest silence
 * @param silenceHighMax the longest silence that can hide a high-priority physiological alert, no
 *     longer than {@code silenceMax}
 * @param console how browsers reach the console, where links of notifications lead; there are none
 *     where empty
 */
public record AlertingConfig(
    DatabaseConfig database,
    Map<String, Object> kafka,
    String topicPrefix,
    int partitions,
    int replicas,
    String groupId,
    Optional<String> registryUrl,
    Optional<Path> file,
    String instance,
    int batchRecords,
    Duration timerInterval,
    Duration retention,
    Duration silenceMax,
    Duration silenceHighMax,
    Optional<URI> console) {
  /** Refuses values out of range and anything missing. */
  public AlertingConfig {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(console, "console");
    kafka = Map.copyOf(kafka);
    Objects.requireNonNull(topicPrefix, "topicPrefix");
    Objects.requireNonNull(groupId, "groupId");
    Objects.requireNonNull(registryUrl, "registryUrl");
    Objects.requireNonNull(file, "file");
    require(!instance.isBlank() && instance.length() <= 64, "alerting.instance", instance);
    require(batchRecords >= 1 && batchRecords <= 5_000, "alerting.batch.max", batchRecords);
    require(
        isWithin(timerInterval, Duration.ofMillis(10), Duration.ofSeconds(10)),
        "alerting.timer.interval",
        timerInterval);
    require(retention.compareTo(Duration.ofDays(1)) >= 0, "alerting.retention", retention);
    require(silenceMax.compareTo(Duration.ZERO) > 0, "alerting.silence.max", silenceMax);
    require(
        isWithin(silenceHighMax, Duration.ofMillis(1), silenceMax),
        "alerting.silence.high.max",
        silenceHighMax);
  }

  /** The settings named {@code alerting.} and those of database, Kafka and topics. */
  public static AlertingConfig from(Settings settings) {
    String prefix = settings.get(Catalogue.TOPIC_PREFIX);
    return new AlertingConfig(
        DatabaseConfig.from(settings),
        settings.kafka(),
        prefix,
        settings.get(Catalogue.TOPIC_PARTITIONS),
        settings.get(Catalogue.TOPIC_REPLICAS),
        settings.get(Catalogue.ALERTING_GROUP_ID),
        settings.find(Catalogue.SCHEMA_REGISTRY_URL),
        settings.find(Catalogue.ALERTING_FILE).map(Path::of),
        settings.find(Catalogue.ALERTING_INSTANCE).orElseGet(AlertingConfig::machine),
        settings.get(Catalogue.ALERTING_BATCH_MAX),
        settings.get(Catalogue.ALERTING_TIMER_INTERVAL),
        settings.get(Catalogue.ALERTING_RETENTION),
        settings.get(Catalogue.ALERTING_SILENCE_MAX),
        settings.get(Catalogue.ALERTING_SILENCE_HIGH_MAX),
        settings.find(Catalogue.CONSOLE_URL).map(URI::create));
  }

  private static String machine() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.length() > 64 ? name.substring(0, 64) : name;
    } catch (UnknownHostException e) {
      return "alerting";
    }
  }

  private static boolean isWithin(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private static void require(boolean holds, String setting, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " = " + value + " is out of range");
    }
  }

  /** Everything but what is handed to Kafka, which may hold secrets. */
  @Override
  public String toString() {
    return "AlertingConfig[database="
        + database
        + ", kafka="
        + kafka.get("bootstrap.servers")
        + ", topicPrefix="
        + topicPrefix
        + ", groupId="
        + groupId
        + ", file="
        + file
        + ", instance="
        + instance
        + "]";
  }
}
