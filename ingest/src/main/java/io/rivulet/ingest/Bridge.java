package io.rivulet.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.ingest.kafka.KafkaOutlet;
import io.rivulet.ingest.metrics.BridgeMetrics;
import io.rivulet.ingest.mqtt.MqttSource;
import io.rivulet.ingest.spool.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries device messages from an MQTT broker to Kafka and loses none of those published at QoS 1:
 * a message is acknowledged to the broker, in the order of receipt, only after every in-sync Kafka
 * replica has it, or a spool on disk while Kafka is away. What cannot be understood goes to the
 * quarantine topic, with the reason, and is acknowledged like the rest. A message may arrive in
 * Kafka more than once, after a lost connection or an outage of Kafka; readers recognise repeats by
 * device, time and sequence number.
 *
 * <p>Bounds: each connection takes at most the in-flight maximum of messages that are not yet
 * acknowledged, and its spool at most its bytes. When both Kafka and the spool take nothing, the
 * broker keeps the rest, within its own limits.
 */
public final class Bridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
  private static final long SPOOL_POLL_MILLIS = 100;

  private final KafkaOutlet outlet;
  private final List<Lane> lanes;
  private final BridgeMetrics metrics;
  private BridgeConfig config;
  private volatile String refusedConfiguration;

  private Bridge(BridgeConfig config, KafkaOutlet outlet, List<Lane> lanes, BridgeMetrics metrics) {
    this.config = config;
    this.outlet = outlet;
    this.lanes = List.copyOf(lanes);
    this.metrics = metrics;
  }

  /**
   * Starts a bridge. Returns at once; neither server needs to be up yet, and {@link #health()} says
   * how far it is.
   *
   * @param clock tells the time of receipt
   * @throws org.apache.kafka.common.KafkaException where the Kafka properties cannot be used
   * @throws UncheckedIOException where a spool cannot be opened, or another bridge uses it
   */
  public static Bridge start(BridgeConfig config, InstantSource clock, MeterRegistry registry) {
    BridgeMetrics metrics = new BridgeMetrics(registry);
    List<Lane> lanes = new ArrayList<>();
    KafkaOutlet outlet =
        new KafkaOutlet(config.kafka(), config.roomRecords(), config.backoff(), metrics);
    outlet.start();
    try {
      for (MqttSource source : config.sources()) {
        lanes.add(Lane.connecting(source, config, outlet, clock, metrics));
      }
      for (String orphan : orphans(config)) {
        Lane lane = Lane.draining(orphan, config, outlet, clock, metrics);
        lanes.add(lane);
        if (lane.health().spoolRecords() > 0) {
          LOG.warn(
              "The spool holds messages of \"{}\", which is no connection of this bridge; they are"
                  + " drained. If it is gone for good, let it leave the broker too: ingest --leave",
              orphan);
        }
      }
    } catch (RuntimeException e) {
      lanes.forEach(Lane::close);
      outlet.close();
      metrics.close();
      throw e;
    }
    Bridge bridge = new Bridge(config, outlet, lanes, metrics);
    BridgeGauges gauges = new BridgeGauges(metrics);
    gauges.watch(bridge::health);
    lanes.forEach(gauges::watch);
    return bridge;
  }

  /** Spools in our directory that none of our connections uses and that may hold messages. */
  private static List<String> orphans(BridgeConfig config) {
    Set<String> ours =
        config.sources().stream()
            .map(source -> Lane.folder(source.clientId()))
            .collect(Collectors.toSet());
    try (Stream<Path> folders = Files.list(config.spool().directory())) {
      List<String> orphans = new ArrayList<>();
      for (Path folder : folders.sorted().toList()) {
        String name = folder.getFileName().toString();
        if (!ours.contains(name) && Spool.isSpool(folder)) {
          orphans.add(name);
        }
      }
      return orphans;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "bridge.spool.dir: cannot list " + config.spool().directory() + ": " + e.getMessage(), e);
    }
  }

  /** How it is now; answers at once. */
  public BridgeHealth health() {
    return new BridgeHealth(
        lanes.stream().allMatch(Lane::isAlive),
        outlet.answers(),
        outlet.lastError(),
        Optional.ofNullable(refusedConfiguration),
        lanes.stream().map(Lane::health).toList());
  }

  /**
   * Takes over another configuration while it runs: filters, time bounds, patience and order at
   * once, the canary from the next connection on. Connections stay; messages that arrive after it
   * are judged by it.
   *
   * @throws IllegalArgumentException naming what differs and can only be changed by a restart; the
   *     configuration then stays as it is
   */
  public synchronized void reconfigure(BridgeConfig changed) {
    config.requireReloadable(changed);
    List<MqttSource> sources = changed.sources();
    for (int i = 0; i < sources.size(); i++) {
      lanes.get(i).reconfigure(changed, sources.get(i));
    }
    config = changed;
    refusedConfiguration = null;
    metrics.configurationTaken();
  }

  /** Says in health and metrics that a changed configuration was not taken over, and why. */
  public void configurationRefused(String reason) {
    refusedConfiguration = reason;
    metrics.configurationRefused();
  }

  /**
   * Leaves the broker for good: takes every subscription back, carries what the broker has queued
   * for this bridge, ends its sessions, and waits until the spool is drained. Nothing is lost where
   * others are subscribed to the same.
   *
   * @return false where the time was too short; what is left stays with broker and spool
   */
  public boolean leave(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    CompletableFuture<?> left =
        CompletableFuture.allOf(
            lanes.stream().map(Lane::leave).toArray(CompletableFuture<?>[]::new));
    try {
      Object unused = left.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("only ever completed with a value", e);
    }
    while (health().spooled() > 0) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(SPOOL_POLL_MILLIS);
    }
    return true;
  }

  /**
   * Stops taking messages, waits for those in flight (not longer than the close timeout) and
   * disconnects. The broker keeps the session, and what was not acknowledged, for the next start;
   * the disk keeps the spool.
   */
  @Override
  public void close() {
    lanes.forEach(Lane::stop);
    lanes.forEach(Lane::close);
    outlet.close();
    metrics.close();
  }
}
