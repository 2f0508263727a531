package io.rivulet.ingest;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.ingest.admission.TimeBounds;
import io.rivulet.schemas.payload.PayloadCodec;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Measures messages a second at QoS 1 from publishers through the embedded broker, all in one
 * process: (a) to a subscriber that acknowledges and discards, the ceiling that broker and client
 * set; (b) through the bridge into the embedded Kafka. Arguments: messages a round, publishers.
 */
final class BridgeBenchmark {
  private static final int ROUNDS = 4;
  private static final PrintStream OUT = System.out;

  private BridgeBenchmark() {}

  /** Runs the rounds; the first of each kind is warm-up. */
  public static void main(String[] arguments) throws Exception {
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
    int publishers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    Path directory = Files.createTempDirectory("bridge-benchmark");
    try (Servers servers = Servers.start(directory)) {
      AtomicLong discarded = new AtomicLong();
      MqttLink discard =
          MqttLink.connect(
              forgetful(servers.bridge("benchmark-discard", Map.of()).mqtt()),
              1000,
              (link, topic, message) -> {
                link.acknowledge(message.getId());
                discarded.incrementAndGet();
              });
      discard.subscribe();
      for (int round = 0; round < ROUNDS; round++) {
        report("discard", round, messages, run(servers, messages, publishers, discarded::get));
      }
      discard.disconnect();
      TimeUnit.SECONDS.sleep(10);
      bridge(servers, messages, publishers);
    }
  }

  /** The broker must not keep messages for the discarding client while the bridge is measured. */
  private static MqttSource forgetful(MqttSource source) {
    return new MqttSource(
        source.uri(),
        source.clientId(),
        source.credentials(),
        source.filters(),
        Duration.ofSeconds(1),
        source.keepAlive(),
        source.maximumPacketBytes());
  }

  private static void bridge(Servers servers, int messages, int publishers) throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    BridgeConfig small = servers.bridge("benchmark-bridge", Map.of());
    BridgeConfig config =
        new BridgeConfig(
            small.mqtt(),
            small.kafka(),
            1000,
            new TimeBounds(Duration.ofHours(1), Duration.ofDays(30)),
            small.backoff(),
            small.closeTimeout());
    try (Bridge bridge = Bridge.start(config, InstantSource.fixed(Payloads.NOW), registry)) {
      while (!bridge.health().ready()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      Timer latency = registry.get("rivulet.bridge.ack.latency").timer();
      for (int round = 0; round < ROUNDS; round++) {
        report("bridge", round, messages, run(servers, messages, publishers, latency::count));
      }
      OUT.printf("ack latency: mean %.1f ms%n", latency.mean(TimeUnit.MILLISECONDS));
    }
  }

  private static double run(
      Servers servers, int messages, int publishers, LongSupplier acknowledged) throws Exception {
    long before = acknowledged.getAsLong();
    long started = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < publishers; i++) {
      String device = "pump-" + i;
      threads.add(new Thread(() -> publish(servers, device, messages / publishers), device));
    }
    threads.forEach(Thread::start);
    long expected = before + (long) messages / publishers * publishers;
    while (acknowledged.getAsLong() < expected) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    for (Thread thread : threads) {
      thread.join();
    }
    return seconds;
  }

  private static void publish(Servers servers, String device, int messages) {
    try (DevicePublisher publisher = new DevicePublisher(servers.mqttUri(), device)) {
      for (int i = 0; i < messages; i++) {
        publisher.publish(
            Payloads.topic(device, "pump"), PayloadCodec.json(Payloads.pump(device, i)));
      }
      publisher.awaitAcknowledged();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void report(String kind, int round, int messages, double seconds) {
    OUT.printf(
        "%-8s round %d%s: %,d messages in %.2f s: %,.0f a second%n",
        kind, round, round == 0 ? " (warm-up)" : "", messages, seconds, messages / seconds);
  }
}
