package io.rivulet.streams;

import io.rivulet.domain.unattributed.UnattributedRules;
import io.rivulet.domain.watch.WatchRules;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the streams role runs.
 *
 * @param topology what shapes the topology
 * @param applicationId names consumer group, stores and internal topics
 * @param threads stream threads, 1 or more
 * @param stateDirectory where state is kept on disk
 * @param commitInterval how often results become visible
 * @param replicas replicas of topics that are created
 * @param registryUrl schema registry, if records go through one
 * @param kafka settings for Kafka clients
 */
public record StreamsRole(
    TopologyConfig topology,
    String applicationId,
    int threads,
    String stateDirectory,
    Duration commitInterval,
    int replicas,
    Optional<String> registryUrl,
    Map<String, Object> kafka) {
  /** Copies the map. */
  public StreamsRole {
    kafka = Map.copyOf(kafka);
  }

  /** The role as configured. */
  public static StreamsRole from(Settings settings) {
    return new StreamsRole(
        topology(settings),
        settings.get(Catalogue.STREAMS_APPLICATION_ID),
        settings.get(Catalogue.STREAMS_THREADS),
        settings.get(Catalogue.STREAMS_STATE_DIRECTORY),
        settings.get(Catalogue.STREAMS_COMMIT_INTERVAL),
        settings.get(Catalogue.TOPIC_REPLICAS),
        settings.find(Catalogue.SCHEMA_REGISTRY_URL),
        settings.kafka());
  }

  /** What shapes the topology, as configured; needs no servers. */
  public static TopologyConfig topology(Settings settings) {
    return new TopologyConfig(
        settings.get(Catalogue.TOPIC_PREFIX),
        settings.get(Catalogue.TOPIC_PARTITIONS),
        settings.get(Catalogue.STREAMS_LATENESS_HORIZON),
        settings.get(Catalogue.STREAMS_UNATTRIBUTED_MAX),
        settings.get(Catalogue.STREAMS_LIVE_MAX),
        watch(settings),
        unattributed(settings),
        settings.get(Catalogue.STREAMS_URGENT_COMMIT_INTERVAL));
  }

  private static Optional<WatchRules> watch(Settings settings) {
    return settings.get(Catalogue.WATCH_ENABLED)
        ? Optional.of(
            new WatchRules(
                settings.get(Catalogue.WATCH_PUMP_SILENCE_AFTER),
                settings.get(Catalogue.WATCH_MONITOR_SILENCE_AFTER),
                settings.get(Catalogue.WATCH_PRESSURE_OVERDUE_PERCENT) / 100.0,
                settings.get(Catalogue.WATCH_CLOCK_OFFSET_MAX)))
        : Optional.empty();
  }

  private static UnattributedRules unattributed(Settings settings) {
    return new UnattributedRules(
        settings.get(Catalogue.WATCH_UNATTRIBUTED_AFTER), UnattributedRules.DEFAULT.pause());
  }

  /** Where records go that cannot be read or processed, as they are. */
  public String deadLetterTopic() {
    return topology.topicPrefix() + "streams.dead-letters";
  }
}
