package io.rivulet.benchmarks;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Notes when the sample of each crossing was at each place on its way to somebody. It reads the
 * topics as the roles do, which is part of the load.
 */
final class AlertHops implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** A place on the way. */
  enum Hop {
    /** The moment the sample is due at the monitor. */
    DUE("due"),
    /** In the topic of vital signs. */
    BRIDGED("bridge: MQTT to Kafka"),
    /** Committed for the session rules to see. */
    ATTRIBUTED("attribution, committed"),
    /** Committed as an alert. */
    STATED("session rules, committed"),
    /** At the receiver. */
    RECEIVED("alerting: ledger, outbox, webhook");

    private final String title;

    Hop(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private final InstantSource clock;
  private final Map<String, Map<Hop, Instant>> seen = new ConcurrentHashMap<>();
  private final List<Thread> threads;
  private volatile boolean closing;

  /**
   * Begins to watch; what is stored before is not looked at.
   *
   * @param sessionOfMonitor the session that a monitor serves
   */
  AlertHops(Settings settings, InstantSource clock, Function<String, String> sessionOfMonitor)
      throws InterruptedException {
    this.clock = clock;
    String prefix = settings.get(Catalogue.TOPIC_PREFIX);
    CountDownLatch positioned = new CountDownLatch(3);
    this.threads =
        List.of(
            watch(
                settings,
                Topic.VITALS_SAMPLES.kafkaName(prefix),
                Hop.BRIDGED,
                sessionOfMonitor,
                positioned),
            watch(
                settings,
                settings.get(Catalogue.STREAMS_APPLICATION_ID)
                    + "-telemetry-by-session-repartition",
                Hop.ATTRIBUTED,
                Function.identity(),
                positioned),
            watch(
                settings,
                Topic.ALERTS.kafkaName(prefix),
                Hop.STATED,
                Function.identity(),
                positioned));
    threads.forEach(Thread::start);
    positioned.await();
  }

  private Thread watch(
      Settings settings,
      String topic,
      Hop hop,
      Function<String, String> session,
      CountDownLatch positioned) {
    Map<String, Object> properties = new HashMap<>(settings.kafka());
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    return new Thread(
        () -> {
          try (KafkaConsumer<byte[], byte[]> consumer =
              new KafkaConsumer<>(
                  properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            positioned.countDown();
            while (!closing) {
              for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                at(hop, session.apply(new String(record.key(), StandardCharsets.UTF_8)));
              }
            }
          }
        },
        "benchmark-" + hop);
  }

  /** Says that the sample of a session is due. */
  void due(String session, Instant time) {
    Map<Hop, Instant> hops = new EnumMap<>(Hop.class);
    hops.put(Hop.DUE, time);
    seen.put(session, hops);
  }

  /** Says that it is at a place now; what no crossing was announced for does not count. */
  void at(Hop hop, String session) {
    Map<Hop, Instant> hops = seen.get(session);
    if (hops != null) {
      synchronized (hops) {
        hops.putIfAbsent(hop, clock.instant());
      }
    }
  }

  /** How many are at a place or beyond. */
  long reached(Hop hop) {
    return seen.values().stream().filter(hops -> has(hops, hop)).count();
  }

  private static boolean has(Map<Hop, Instant> hops, Hop hop) {
    synchronized (hops) {
      return hops.containsKey(hop);
    }
  }

  /** Milliseconds from one place to another, of all that were at both, sorted. */
  double[] sortedMillis(Hop from, Hop to) {
    return seen.values().stream()
        .filter(hops -> has(hops, from) && has(hops, to))
        .mapToDouble(hops -> Duration.between(hops.get(from), hops.get(to)).toNanos() / 1e6)
        .sorted()
        .toArray();
  }

  /** Forgets all, before another rate. */
  void clear() {
    seen.clear();
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
