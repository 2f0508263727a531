package io.rivulet.benchmarks.contender;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.ingest.Bridge;
import io.rivulet.ingest.BridgeConfig;
import io.rivulet.runtime.config.Settings;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Rivulet's bridge with its defaults: checks, maps and encodes every message besides. */
final class BridgeContender implements Contender {
  private static final long LOOK_NANOS = 5_000_000;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Bridge bridge;

  private BridgeContender(Bridge bridge) {
    this.bridge = bridge;
  }

  static BridgeContender start(Assignment assignment) {
    Bridge bridge =
        Bridge.start(
            BridgeConfig.from(
                Settings.of(
                    Map.of(
                        "mqtt.uri", assignment.mqttUri(),
                        "mqtt.client.id", assignment.clientId(),
                        "mqtt.filters", assignment.filter(),
                        "bridge.in.flight.max", Integer.toString(assignment.receiveMaximum()),
                        "kafka.bootstrap.servers", assignment.bootstrapServers(),
                        "topic.prefix", assignment.topicPrefix()))),
            InstantSource.system(),
            new SimpleMeterRegistry());
    long startedNanos = System.nanoTime();
    while (!bridge.health().ready()) {
      if (System.nanoTime() - startedNanos > LIMIT_NANOS) {
        bridge.close();
        throw new IllegalStateException("the bridge is not ready: " + bridge.health().detail());
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
