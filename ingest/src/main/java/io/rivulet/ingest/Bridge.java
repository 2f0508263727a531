package io.rivulet.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Carries device messages from an MQTT broker to Kafka and loses none of those published at QoS 1:
 * a message is acknowledged to the broker, in the order of receipt, only after every in-sync Kafka
 * replica has it. What cannot be understood goes to the quarantine topic, with the reason, and is
 * acknowledged like the rest. A message may arrive in Kafka more than once, after a lost
 * connection; readers recognise repeats by device, time and sequence number.
 *
 * <p>Bounds: at most {@link BridgeConfig#inFlightMax()} messages are taken and not yet
 * acknowledged. When Kafka is away the broker keeps the rest, within its own limits.
 */
public final class Bridge implements AutoCloseable {
  private static final Duration MARGIN = Duration.ofSeconds(15);

  private final ConnectionLoop loop;
  private final Thread thread;
  private final Duration closeTimeout;
  private final BridgeMetrics metrics;

  private Bridge(ConnectionLoop loop, BridgeMetrics metrics, Duration closeTimeout) {
    this.loop = loop;
    this.metrics = metrics;
    this.closeTimeout = closeTimeout;
    this.thread = new Thread(loop, "rivulet-bridge");
  }

  /**
   * Starts a bridge. Returns at once; neither server needs to be up yet, and {@link #health()} says
   * how far it is.
   *
   * @param clock tells the time of receipt
   * @throws org.apache.kafka.common.KafkaException where the Kafka properties cannot be used
   */
  public static Bridge start(BridgeConfig config, InstantSource clock, MeterRegistry registry) {
    BridgeMetrics metrics = new BridgeMetrics(registry);
    ConnectionLoop loop = new ConnectionLoop(config, clock, metrics);
    metrics.watch(loop::health);
    Bridge bridge = new Bridge(loop, metrics, config.closeTimeout());
    bridge.thread.start();
    return bridge;
  }

  /** How it is now; answers at once. */
  public BridgeHealth health() {
    return loop.health();
  }

  /**
   * Stops taking messages, waits for those in flight (not longer than the close timeout) and
   * disconnects. The broker keeps the session, and what was not acknowledged, for the next start.
   */
  @Override
  public void close() {
    loop.close();
    if (!loop.health().connected()) {
      // Nothing is in flight, and it may be waiting for a server that is away.
      thread.interrupt();
    }
    try {
      thread.join(closeTimeout.plus(MARGIN).toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(MARGIN.toMillis());
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    metrics.close();
  }
}
