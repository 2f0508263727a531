package io.rivulet.ingest;

import io.rivulet.ingest.admission.TimeBounds;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.tls.TlsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a bridge runs with.
 *
 * @param mqtt where messages come from
 * @param kafka where they go
 * @param inFlightMax messages taken and not yet acknowledged, 1 to 65,535; also the MQTT receive
 *     maximum, so that when it is reached the broker waits and nothing here has to
 * @param timeBounds how far device time may be from receipt
 * @param backoff pauses between attempts to connect
 * @param closeTimeout how long closing waits for what is in flight, 0 or more
 */
public record BridgeConfig(
    MqttSource mqtt,
    KafkaTarget kafka,
    int inFlightMax,
    TimeBounds timeBounds,
    Backoff backoff,
    Duration closeTimeout) {
  private static final Backoff DEFAULT_BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));
  private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** Refuses bounds that could not hold. */
  public BridgeConfig {
    Objects.requireNonNull(mqtt, "mqtt");
    Objects.requireNonNull(kafka, "kafka");
    Objects.requireNonNull(timeBounds, "timeBounds");
    Objects.requireNonNull(backoff, "backoff");
    if (inFlightMax < 1 || inFlightMax > 65_535) {
      throw new IllegalArgumentException(
          "bridge.in.flight.max = " + inFlightMax + ": give 1 to 65535");
    }
    if (closeTimeout.isNegative()) {
      throw new IllegalArgumentException("close timeout " + closeTimeout + " is negative");
    }
  }

  /**
   * The bridge's part of the configuration.
   *
   * @throws ConfigurationException naming the key, the value and what is accepted
   */
  public static BridgeConfig from(Settings settings) {
    try {
      return new BridgeConfig(
          mqtt(settings),
          new KafkaTarget(
              settings.kafka(),
              settings.get(Catalogue.TOPIC_PREFIX),
              settings.get(Catalogue.TOPIC_PARTITIONS),
              settings.get(Catalogue.TOPIC_REPLICAS),
              settings.find(Catalogue.SCHEMA_REGISTRY_URL)),
          settings.get(Catalogue.BRIDGE_IN_FLIGHT_MAX),
          new TimeBounds(
              settings.get(Catalogue.BRIDGE_TIME_AHEAD_MAX),
              settings.get(Catalogue.BRIDGE_TIME_BEHIND_MAX)),
          DEFAULT_BACKOFF,
          DEFAULT_CLOSE_TIMEOUT);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  private static MqttSource mqtt(Settings settings) {
    Optional<Credentials> credentials =
        settings
            .find(Catalogue.MQTT_USER)
            .map(user -> new Credentials(user, settings.find(Catalogue.MQTT_PASSWORD).orElse("")));
    return new MqttSource(
        settings.get(Catalogue.MQTT_URI),
        settings.get(Catalogue.MQTT_CLIENT_ID),
        credentials,
        TlsConfig.from(settings),
        List.of(settings.get(Catalogue.MQTT_FILTERS).strip().split("\\s*,\\s*")),
        settings.get(Catalogue.MQTT_SESSION_EXPIRY),
        settings.get(Catalogue.MQTT_KEEP_ALIVE),
        MqttSource.DEFAULT_MAXIMUM_PACKET_BYTES);
  }
}
