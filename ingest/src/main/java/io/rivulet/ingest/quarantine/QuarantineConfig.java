package io.rivulet.ingest.quarantine;

import io.rivulet.ingest.admission.TimeBounds;
import io.rivulet.ingest.kafka.KafkaTarget;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import java.util.Objects;

/**
 * What reading the quarantine and redriving from it need: the bridge's Kafka and its bounds. No
 * MQTT broker is asked for.
 *
 * @param kafka where the topics are
 * @param bounds the bridge's bounds on device time
 */
public record QuarantineConfig(KafkaTarget kafka, TimeBounds bounds) {
  /** Refuses anything missing. */
  public QuarantineConfig {
    Objects.requireNonNull(kafka, "kafka");
    Objects.requireNonNull(bounds, "bounds");
  }

  /**
   * The part of the configuration that the bridge uses too.
   *
   * @throws ConfigurationException naming the key, the value and what is accepted
   */
  public static QuarantineConfig from(Settings settings) {
    try {
      return new QuarantineConfig(
          new KafkaTarget(
              settings.kafka(),
              settings.get(Catalogue.TOPIC_PREFIX),
              settings.get(Catalogue.TOPIC_PARTITIONS),
              settings.get(Catalogue.TOPIC_REPLICAS),
              settings.find(Catalogue.SCHEMA_REGISTRY_URL)),
          new TimeBounds(
              settings.get(Catalogue.BRIDGE_TIME_AHEAD_MAX),
              settings.get(Catalogue.BRIDGE_TIME_BEHIND_MAX)));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }
}
