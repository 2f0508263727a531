package io.rivulet.console.live;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.util.Map;
import java.util.Optional;

/**
 * Where live data come from.
 *
 * @param kafka settings of the Kafka client
 * @param topicPrefix what topic names begin with
 * @param registryUrl schema registry, where there is one
 */
public record LiveConfig(
    Map<String, Object> kafka, String topicPrefix, Optional<String> registryUrl) {
  /** Copies what the client is given. */
  public LiveConfig {
    kafka = Map.copyOf(kafka);
  }

  /** The settings of Kafka. */
  public static LiveConfig from(Settings settings) {
    return new LiveConfig(
        settings.kafka(),
        settings.get(Catalogue.TOPIC_PREFIX),
        settings.find(Catalogue.SCHEMA_REGISTRY_URL));
  }
}
