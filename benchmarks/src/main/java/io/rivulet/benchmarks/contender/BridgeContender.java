package io.rivulet.benchmarks.contender;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.ingest.Bridge;
import io.rivulet.ingest.BridgeConfig;
import io.rivulet.runtime.config.Settings;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Rivulet's bridge: checks, maps and encodes every message besides. */
final class BridgeContender implements Contender {
  private static final long LOOK_NANOS = 5_000_000;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Bridge bridge;

  private BridgeContender(Bridge bridge) {
    this.bridge = bridge;
  }

  /**
   * Starts it.
   *
   * @param tried settings in place of its defaults
   */
  static BridgeContender start(Assignment assignment, Map<String, String> tried) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "mqtt.uri", assignment.mqttUri(),
                "mqtt.client.id", assignment.clientId(),
                "mqtt.filters", assignment.filter(),
                "bridge.in.flight.max", Integer.toString(assignment.receiveMaximum()),
                "bridge.spool.dir", assignment.directory(),
                "kafka.bootstrap.servers", assignment.bootstrapServers(),
                "topic.prefix", assignment.topicPrefix()));
    settings.putAll(tried);
    Bridge bridge =
        Bridge.start(
            BridgeConfig.from(Settings.of(settings)),
            InstantSource.system(),
            new SimpleMeterRegistry());
    long startedNanos = System.nanoTime();
    while (!bridge.health().flowing()) {
      if (System.nanoTime() - startedNanos > LIMIT_NANOS) {
        String detail = bridge.health().detail();
        bridge.close();
        throw new IllegalStateException("nothing flows through the bridge: " + detail);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return new BridgeContender(bridge);
  }

  @Override
  public void close() {
    bridge.close();
  }
}
