package io.rivulet.ingest;

import io.rivulet.ingest.admission.PublicationBytes;
import io.rivulet.ingest.admission.TimeBounds;
import io.rivulet.ingest.carriage.CarriageConfig;
import io.rivulet.ingest.carriage.DeliveryOrder;
import io.rivulet.ingest.carriage.SpoolConfig;
import io.rivulet.ingest.device.DeviceWatchConfig;
import io.rivulet.ingest.kafka.KafkaTarget;
import io.rivulet.ingest.mqtt.CanaryConfig;
import io.rivulet.ingest.mqtt.MqttSource;
import io.rivulet.ingest.spool.FsyncPolicy;
import io.rivulet.ingest.spool.SpoolBounds;
import io.rivulet.runtime.kafka.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration of a bridge under test; each setter changes it and returns it. */
public final class BridgeSetup {
  static final int IN_FLIGHT_MAX = 200;

  private final Servers servers;
  private final String clientId;
  private final Map<String, Object> kafka = new HashMap<>();
  private Path spoolDirectory;
  private SpoolBounds spoolBounds = new SpoolBounds(64 << 20, 4 << 20, PublicationBytes.MAX_BYTES);
  private List<String> filters =
      List.of("rivulet/v1/+/+/pump", "rivulet/v1/+/+/vitals", "rivulet/v1/+/+/status");
  private Duration patience = Duration.ofSeconds(2);
  private Duration aheadMax = Duration.ofHours(1);
  private DeliveryOrder order = DeliveryOrder.DEVICE;
  private int connections = 1;
  private String uri;

  BridgeSetup(Servers servers, Path directory, String clientId) {
    this.servers = servers;
    this.clientId = clientId;
    this.spoolDirectory = directory.resolve("spool");
    this.uri = servers.mqttUri();
  }

  BridgeSetup uri(String changed) {
    uri = changed;
    return this;
  }

  BridgeSetup kafka(Map<String, Object> properties) {
    kafka.putAll(properties);
    return this;
  }

  BridgeSetup spoolDirectory(Path directory) {
    spoolDirectory = directory;
    return this;
  }

  BridgeSetup spoolBounds(SpoolBounds bounds) {
    spoolBounds = bounds;
    return this;
  }

  BridgeSetup filters(String... changed) {
    filters = List.of(changed);
    return this;
  }

  BridgeSetup patience(Duration changed) {
    patience = changed;
    return this;
  }

  BridgeSetup aheadMax(Duration changed) {
    aheadMax = changed;
    return this;
  }

  BridgeSetup order(DeliveryOrder changed) {
    order = changed;
    return this;
  }

  BridgeSetup connections(int changed) {
    connections = changed;
    return this;
  }

  BridgeConfig config() {
    Map<String, Object> client = new HashMap<>(kafka);
    client.put("bootstrap.servers", servers.bootstrapServers());
    return new BridgeConfig(
        new MqttSource(
            uri,
            clientId,
            Optional.empty(),
            filters,
            Duration.ofDays(7),
            Duration.ofSeconds(15),
            MqttSource.DEFAULT_MAXIMUM_PACKET_BYTES),
        connections,
        new CanaryConfig(Duration.ofSeconds(1), Duration.ofSeconds(5)),
        new KafkaTarget(client, Servers.PREFIX, 2, 1, Optional.empty()),
        new CarriageConfig(
            IN_FLIGHT_MAX, new TimeBounds(aheadMax, Duration.ofDays(30)), patience, order),
        new SpoolConfig(spoolDirectory, spoolBounds, FsyncPolicy.ALWAYS),
        DeviceWatchConfig.of(1000, Optional.empty(), Duration.ofSeconds(1)),
        new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1)),
        Duration.ofSeconds(5));
  }
}
