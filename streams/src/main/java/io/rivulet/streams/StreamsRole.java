package io.rivulet.streams;

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
        new TopologyConfig(
            settings.get(Catalogue.TOPIC_PREFIX),
            settings.get(Catalogue.TOPIC_PARTITIONS),
            settings.get(Catalogue.STREAMS_LATENESS_HORIZON),
            settings.get(Catalogue.STREAMS_UNATTRIBUTED_MAX),
            settings.get(Catalogue.STREAMS_LIVE_MAX)),
        settings.get(Catalogue.STREAMS_APPLICATION_ID),
        settings.get(Catalogue.STREAMS_THREADS),
        settings.get(Catalogue.STREAMS_STATE_DIRECTORY),
        settings.get(Catalogue.STREAMS_COMMIT_INTERVAL),
        settings.get(Catalogue.TOPIC_REPLICAS),
        settings.find(Catalogue.SCHEMA_REGISTRY_URL),
        settings.kafka());
  }

  /** Where records go that cannot be read or processed, as they are. */
  public String deadLetterTopic() {
    return topology.topicPrefix() + "streams.dead-letters";
  }
}
