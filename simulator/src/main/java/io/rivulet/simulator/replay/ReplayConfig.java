package io.rivulet.simulator.replay;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.simulator.mqtt.PublisherConfig;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.simulator.trace.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is replayed, and through which servers.
 *
 * @param traces files, at least one
 * @param limits what the sessions are judged by
 * @param order in which order messages are published
 * @param run tells this replay from every other
 * @param mqtt where devices publish
 * @param kafka settings of the Kafka clients
 * @param topicPrefix what Kafka topic names begin with
 * @param registryUrl schema registry, where one is used
 * @param quiet how long the pipeline may make no progress before the replay fails
 * @param settle how long results must have stood still before they are read
 */
public record ReplayConfig(
    List<Path> traces,
    ReplayLimits limits,
    ReplayOrder order,
    RunId run,
    PublisherConfig mqtt,
    Map<String, Object> kafka,
    String topicPrefix,
    Optional<String> registryUrl,
    Duration quiet,
    Duration settle) {
  /** How long the pipeline may make no progress, unless said otherwise. */
  public static final Duration QUIET = Duration.ofSeconds(120);

  /** How long results must have stood still, unless said otherwise. */
  public static final Duration SETTLE = Duration.ofSeconds(2);

  /** Copies the collections. */
  public ReplayConfig {
    traces = List.copyOf(traces);
    kafka = Map.copyOf(kafka);
    if (traces.isEmpty()) {
      throw new IllegalArgumentException("no trace to replay; name at least one file");
    }
  }

  /** Without a schema registry. */
  public ReplayConfig(
      List<Path> traces,
      ReplayLimits limits,
      ReplayOrder order,
      RunId run,
      PublisherConfig mqtt,
      Map<String, Object> kafka,
      String topicPrefix,
      Duration quiet,
      Duration settle) {
    this(traces, limits, order, run, mqtt, kafka, topicPrefix, Optional.empty(), quiet, settle);
  }

  /** With servers from the settings, and the usual patience. */
  public static ReplayConfig from(
      Settings settings, List<Path> traces, ReplayLimits limits, ReplayOrder order, RunId run) {
    return new ReplayConfig(
        traces,
        limits,
        order,
        run,
        PublisherConfig.from(settings, "rivulet-replay-" + run),
        settings.kafka(),
        settings.get(Catalogue.TOPIC_PREFIX),
        settings.find(Catalogue.SCHEMA_REGISTRY_URL),
        QUIET,
        SETTLE);
  }
}
