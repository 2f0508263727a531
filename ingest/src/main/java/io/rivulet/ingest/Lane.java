package io.rivulet.ingest;

import io.rivulet.ingest.carriage.Acknowledger;
import io.rivulet.ingest.carriage.CarriageConfig;
import io.rivulet.ingest.carriage.Carrier;
import io.rivulet.ingest.carriage.DeviceDesk;
import io.rivulet.ingest.device.DeviceWatchConfig;
import io.rivulet.ingest.kafka.KafkaOutlet;
import io.rivulet.ingest.metrics.BridgeMetrics;
import io.rivulet.ingest.mqtt.Canary;
import io.rivulet.ingest.mqtt.MqttSource;
import io.rivulet.ingest.mqtt.Shards;
import io.rivulet.ingest.mqtt.SubscriptionRecord;
import io.rivulet.ingest.mqtt.Subscriptions;
import io.rivulet.ingest.spool.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One MQTT connection with everything that is its own: client id, spool, carrier and device watch.
 * Lanes share nothing but the way to Kafka, so what befalls one does not befall the others.
 */
final class Lane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final Duration MARGIN = Duration.ofSeconds(15);
  private static final long TURN_LIMIT_NANOS = Duration.ofMinutes(1).toNanos();

  private final String name;
  private final Acknowledger acknowledger;
  private final Spool spool;
  private final DeviceDesk devices;
  private final Carrier carrier;
  private final Optional<ConnectionLoop> loop;
  private final Optional<Thread> thread;
  private final Duration closeTimeout;
  private final InstantSource clock;

  private Lane(
      String name,
      Acknowledger acknowledger,
      Spool spool,
      DeviceDesk devices,
      Carrier carrier,
      Optional<ConnectionLoop> loop,
      Duration closeTimeout,
      InstantSource clock) {
    this.name = name;
    this.acknowledger = acknowledger;
    this.spool = spool;
    this.devices = devices;
    this.carrier = carrier;
    this.loop = loop;
    this.closeTimeout = closeTimeout;
    this.clock = clock;
    this.thread = loop.map(run -> new Thread(run, "rivulet-bridge-" + name));
    this.thread.ifPresent(Thread::start);
  }

  /**
   * A lane that connects.
   *
   * @throws UncheckedIOException where its spool cannot be opened
   */
  static Lane connecting(
      MqttSource source,
      BridgeConfig config,
      KafkaOutlet outlet,
      InstantSource clock,
      BridgeMetrics metrics) {
    return open(source.clientId(), Optional.of(source), config, outlet, clock, metrics);
  }

  /** A lane that only drains what an earlier one left in its spool. */
  static Lane draining(
      String clientId,
      BridgeConfig config,
      KafkaOutlet outlet,
      InstantSource clock,
      BridgeMetrics metrics) {
    return open(clientId, Optional.empty(), config, outlet, clock, metrics);
  }

  private static Lane open(
      String name,
      Optional<MqttSource> source,
      BridgeConfig config,
      KafkaOutlet outlet,
      InstantSource clock,
      BridgeMetrics metrics) {
    Path directory = config.spool().directory().resolve(folder(name));
    Spool spool = openSpool(directory, config, clock);
    Acknowledger acknowledger = new Acknowledger(config.carriage().inFlightMax(), metrics);
    DeviceDesk devices = new DeviceDesk(watch(config, source), clock, metrics);
    Carrier carrier =
        new Carrier(name, carriage(config, source), acknowledger, outlet, spool, devices, metrics);
    return new Lane(
        name,
        acknowledger,
        spool,
        devices,
        carrier,
        source.map(
            from ->
                new ConnectionLoop(
                    config,
                    new Subscriptions(from, new SubscriptionRecord(directory), metrics),
                    acknowledger,
                    carrier,
                    outlet,
                    clock,
                    metrics)),
        config.closeTimeout(),
        clock);
  }

  /** Who shares a subscription has no order to keep. */
  private static CarriageConfig carriage(BridgeConfig config, Optional<MqttSource> source) {
    return seesAll(source) ? config.carriage() : config.carriage().unordered();
  }

  /** Who shares a subscription sees a part of each device's messages, and cannot judge silence. */
  private static DeviceWatchConfig watch(BridgeConfig config, Optional<MqttSource> source) {
    return seesAll(source) ? config.devices() : config.devices().withoutSilence();
  }

  private static boolean seesAll(Optional<MqttSource> source) {
    return source.isPresent() && source.get().filters().stream().noneMatch(Shards::isShared);
  }

  private static Spool openSpool(Path directory, BridgeConfig config, InstantSource clock) {
    try {
      createPrivate(directory);
      Spool spool = Spool.open(directory, config.spool().bounds(), config.spool().fsync(), clock);
      spool.damage().ifPresent(damage -> LOG.error("Spool {}: {}", directory, damage));
      if (!spool.isEmpty()) {
        LOG.info("Spool {}: {} messages wait for Kafka", directory, spool.records());
      }
      return spool;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "bridge.spool.dir: cannot use " + directory + ": " + e.getMessage(), e);
    }
  }

  /** What waits there is clinical: nobody but this user reads it, where the disk knows users. */
  private static void createPrivate(Path directory) throws IOException {
    Files.createDirectories(directory.toAbsolutePath().getParent());
    if (Files.isDirectory(directory)) {
      return;
    }
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(directory);
    }
  }

  /** The folder of a client id: its letters, digits, dots, dashes and underscores. */
  static String folder(String clientId) {
    return clientId.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  void reconfigure(BridgeConfig config, MqttSource source) {
    carrier.reconfigure(carriage(config, Optional.of(source)));
    loop.ifPresent(running -> running.reconfigure(source, config.canary()));
  }

  LaneHealth health() {
    return new LaneHealth(
        name,
        loop.isPresent(),
        loop.map(ConnectionLoop::isConnected).orElse(false),
        loop.map(ConnectionLoop::isSubscribed).orElse(false),
        loop.map(ConnectionLoop::receiving).orElse(Canary.Verdict.RECEIVING)
            == Canary.Verdict.RECEIVING,
        acknowledger.inFlight(),
        carrier.queued(),
        spool.records(),
        spool.bytes(),
        spool.capacityBytes(),
        spool.oldest(),
        carrier.trouble().reason(),
        loop.flatMap(ConnectionLoop::lastError));
  }

  String name() {
    return name;
  }

  /** Age of the oldest message on disk, s; 0 where none waits. */
  double spoolAgeSeconds() {
    return spool
        .oldest()
        .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
        .orElse(0.0);
  }

  /** Whether its threads live and make turns. */
  boolean isAlive() {
    return carrier.isAlive(TURN_LIMIT_NANOS) && thread.map(Thread::isAlive).orElse(true);
  }

  int devices() {
    return devices.known();
  }

  int silentDevices() {
    return devices.silent();
  }

  /** Gives up its session with the broker; completed when that holds nothing more for it. */
  CompletableFuture<Boolean> leave() {
    return loop.map(ConnectionLoop::leave).orElse(CompletableFuture.completedFuture(true));
  }

  /** Asks it to stop taking messages; {@link #close} waits for the end. */
  void stop() {
    loop.ifPresent(ConnectionLoop::close);
  }

  /**
   * Stops taking messages, waits for those in flight (not longer than the close timeout) and
   * disconnects. The broker keeps the session, the disk the spool.
   */
  @Override
  public void close() {
    stop();
    try {
      if (thread.isPresent()) {
        join(thread.get(), loop.get().isConnected());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    carrier.close();
    try {
      spool.close();
    } catch (IOException e) {
      LOG.warn("{}: closing the spool: {}", name, e.toString());
    }
  }

  private void join(Thread running, boolean connected) throws InterruptedException {
    if (!connected) {
      // Nothing is in flight, and it may be waiting for a server that is away.
      running.interrupt();
    }
    running.join(closeTimeout.plus(MARGIN).toMillis());
    if (running.isAlive()) {
      running.interrupt();
      running.join(MARGIN.toMillis());
    }
  }
}
