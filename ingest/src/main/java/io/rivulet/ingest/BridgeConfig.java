package io.rivulet.ingest;

import io.rivulet.ingest.admission.PublicationBytes;
import io.rivulet.ingest.admission.TimeBounds;
import io.rivulet.ingest.carriage.CarriageConfig;
import io.rivulet.ingest.carriage.DeliveryOrder;
import io.rivulet.ingest.carriage.SpoolConfig;
import io.rivulet.ingest.carriage.SpoolDrain;
import io.rivulet.ingest.device.DeviceWatchConfig;
import io.rivulet.ingest.kafka.KafkaTarget;
import io.rivulet.ingest.mqtt.CanaryConfig;
import io.rivulet.ingest.mqtt.Credentials;
import io.rivulet.ingest.mqtt.MqttSource;
import io.rivulet.ingest.mqtt.Shards;
import io.rivulet.ingest.spool.FsyncPolicy;
import io.rivulet.ingest.spool.SpoolBounds;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.kafka.Backoff;
import io.rivulet.runtime.tls.TlsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a bridge runs with.
 *
 * @param mqtt where messages come from
 * @param connections how many connections share the filters, 1 to 64
 * @param canary how the receive path is tried
 * @param kafka where messages go
 * @param carriage how they get there
 * @param spool where they wait meanwhile
 * @param devices how devices are watched
 * @param backoff pauses between attempts to connect
 * @param closeTimeout how long closing waits for what is in flight, 0 or more
 */
public record BridgeConfig(
    MqttSource mqtt,
    int connections,
    CanaryConfig canary,
    KafkaTarget kafka,
    CarriageConfig carriage,
    SpoolConfig spool,
    DeviceWatchConfig devices,
    Backoff backoff,
    Duration closeTimeout) {
  private static final Backoff DEFAULT_BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));
  private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_CONNECTIONS = 64;

  /** Refuses bounds that could not hold. */
  public BridgeConfig {
    Objects.requireNonNull(mqtt, "mqtt");
    Objects.requireNonNull(canary, "canary");
    Objects.requireNonNull(kafka, "kafka");
    Objects.requireNonNull(carriage, "carriage");
    Objects.requireNonNull(spool, "spool");
    Objects.requireNonNull(devices, "devices");
    Objects.requireNonNull(backoff, "backoff");
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new IllegalArgumentException(
          "mqtt.connections = " + connections + ": give 1 to " + MAX_CONNECTIONS);
    }
    if (closeTimeout.isNegative()) {
      throw new IllegalArgumentException("close timeout " + closeTimeout + " is negative");
    }
    List<MqttSource> unused = Shards.of(mqtt, connections);
  }

  /** Whether others may get a part of each device's messages. */
  private boolean isShared() {
    return mqtt.filters().stream().anyMatch(Shards::isShared);
  }

  /** What each connection subscribes to, and as whom. */
  List<MqttSource> sources() {
    return Shards.of(mqtt, connections);
  }

  /** Records that Kafka's client must have room for at once. */
  int roomRecords() {
    // Twice: what a lost connection left in flight, and what the next one delivers again.
    return connections * (2 * carriage.inFlightMax() + SpoolDrain.WINDOW);
  }

  /**
   * Refuses a change of what only a restart can change.
   *
   * @throws IllegalArgumentException naming it
   */
  void requireReloadable(BridgeConfig changed) {
    requireSame(
        "mqtt.uri, client id, credentials, TLS, session expiry and keep-alive",
        mqtt.with("any", List.of("any")),
        changed.mqtt.with("any", List.of("any")));
    requireSame("mqtt.client.id", mqtt.clientId(), changed.mqtt.clientId());
    requireSame("mqtt.filters, from plain to shared or back", isShared(), changed.isShared());
    requireSame("mqtt.connections", connections, changed.connections);
    requireSame("kafka.*, topic.* and schema.registry.url", kafka, changed.kafka);
    requireSame("bridge.spool.*", spool, changed.spool);
    requireSame(
        "bridge.devices.max, bridge.silence.after and bridge.clock.offset.change",
        devices,
        changed.devices);
    requireSame("bridge.in.flight.max", carriage.inFlightMax(), changed.carriage.inFlightMax());
  }

  private static void requireSame(String name, Object now, Object wanted) {
    if (!now.equals(wanted)) {
      throw new IllegalArgumentException(
          name + ": a change takes a restart; nothing of the changed configuration was taken over");
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
          settings.get(Catalogue.MQTT_CONNECTIONS),
          new CanaryConfig(
              settings.get(Catalogue.MQTT_CANARY_INTERVAL),
              settings.get(Catalogue.MQTT_CANARY_TIMEOUT)),
          new KafkaTarget(
              settings.kafka(),
              settings.get(Catalogue.TOPIC_PREFIX),
              settings.get(Catalogue.TOPIC_PARTITIONS),
              settings.get(Catalogue.TOPIC_REPLICAS),
              settings.find(Catalogue.SCHEMA_REGISTRY_URL)),
          new CarriageConfig(
              settings.get(Catalogue.BRIDGE_IN_FLIGHT_MAX),
              new TimeBounds(
                  settings.get(Catalogue.BRIDGE_TIME_AHEAD_MAX),
                  settings.get(Catalogue.BRIDGE_TIME_BEHIND_MAX)),
              settings.get(Catalogue.BRIDGE_KAFKA_PATIENCE),
              DeliveryOrder.parse(settings.get(Catalogue.BRIDGE_ORDER))),
          new SpoolConfig(
              Path.of(settings.get(Catalogue.BRIDGE_SPOOL_DIR)),
              new SpoolBounds(
                  settings.get(Catalogue.BRIDGE_SPOOL_MAX_BYTES),
                  segmentBytes(settings.get(Catalogue.BRIDGE_SPOOL_MAX_BYTES)),
                  PublicationBytes.MAX_BYTES),
              FsyncPolicy.parse(settings.get(Catalogue.BRIDGE_SPOOL_FSYNC))),
          DeviceWatchConfig.of(
              settings.get(Catalogue.BRIDGE_DEVICES_MAX),
              silence(settings),
              settings.get(Catalogue.BRIDGE_CLOCK_OFFSET_CHANGE)),
          DEFAULT_BACKOFF,
          DEFAULT_CLOSE_TIMEOUT);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  private static Optional<Duration> silence(Settings settings) {
    return Optional.of(settings.get(Catalogue.BRIDGE_SILENCE_AFTER))
        .filter(duration -> !duration.isZero());
  }

  /** A quarter of a small spool, so that room comes back in pieces. */
  private static int segmentBytes(long maxBytes) {
    return (int) Math.min(SpoolBounds.DEFAULT_SEGMENT_BYTES, maxBytes / 4);
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
