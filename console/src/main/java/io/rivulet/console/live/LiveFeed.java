package io.rivulet.console.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.console.stream.LiveStream;
import io.rivulet.console.stream.SourceState;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the live topics of Kafka from their end, on one thread of its own, for sessions that pages
 * follow. What nobody follows is passed over by its key, unread. Survives brokers that go and come
 * back.
 */
public final class LiveFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
  private static final List<Topic> TOPICS =
      List.of(
          Topic.PUMP_SAMPLES,
          Topic.VITALS_SAMPLES,
          Topic.DEVICE_STATUS,
          Topic.SESSIONS,
          Topic.LIMITS,
          Topic.DOSE_TOTALS,
          Topic.PRESSURE_EXCURSIONS,
          Topic.VITALS_EXCURSIONS,
          Topic.ALERTS);
  private static final Duration POLL = Duration.ofMillis(100);

  /** Sent on together at most this often, so that a burst is one event for each session. */
  private static final Duration SETTLE = Duration.ofMillis(20);

  private static final Duration CHECK_EVERY = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final String AWAY =
      "Kafka does not answer: sessions show what has landed in the database, not what happens now.";

  private final LiveConfig config;
  private final LiveSessions sessions;
  private final LiveStream stream;
  private final InstantSource clock;
  private final Counter unreadable;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Map<String, Deserializer<? extends SpecificRecord>> readers = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "rivulet-console-live");
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private SourceState state;
  private volatile long lagMillis = -1;

  private LiveFeed(
      LiveConfig config,
      LiveSessions sessions,
      LiveStream stream,
      InstantSource clock,
      MeterRegistry registry) {
    this.config = config;
    this.sessions = Objects.requireNonNull(sessions, "sessions");
    this.stream = Objects.requireNonNull(stream, "stream");
    this.clock = Objects.requireNonNull(clock, "clock");
    SerdeFactory serdes = new SerdeFactory(config.registryUrl());
    for (Topic topic : TOPICS) {
      String name = topic.kafkaName(config.topicPrefix());
      topics.put(name, topic);
      readers.put(name, serdes.serde(topic.recordClass()).deserializer());
    }
    this.unreadable =
        Counter.builder("rivulet.console.live.unreadable")
            .description("Records of Kafka that could not be read, and were passed over")
            .register(registry);
    Gauge.builder("rivulet.console.live.lag", this, feed -> Math.max(0, feed.lagMillis))
        .description("How long after Kafka took them records are sent on")
        .baseUnit("ms")
        .register(registry);
    this.state = new SourceState("store", "Connecting to Kafka.", clock.instant(), lag());
  }

  /** Starts to read; Kafka need not answer yet. */
  public static LiveFeed start(
      LiveConfig config,
      LiveSessions sessions,
      LiveStream stream,
      InstantSource clock,
      MeterRegistry registry) {
    LiveFeed feed = new LiveFeed(config, sessions, stream, clock, registry);
    stream.tellSource(feed.state);
    feed.thread.start();
    return feed;
  }

  private void run() {
    while (!closed()) {
      try (KafkaConsumer<byte[], byte[]> opened = LiveConsumer.of(config)) {
        consumer = opened;
        if (!closed()) {
          sessions.restart(LiveConsumer.seekNearEnd(opened, List.copyOf(topics.keySet()), ANSWER));
          becomes("live", "");
          read(opened);
        }
      } catch (WakeupException | InterruptException e) {
        LOG.debug("The console stops reading Kafka");
      } catch (KafkaException | IllegalStateException e) {
        away(e);
      } catch (RuntimeException e) {
        LOG.error("Live data could not be read; it is tried again", e);
        away(e);
      } finally {
        consumer = null;
      }
      pause();
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> from) {
    long checkedNanos = System.nanoTime();
    while (!closed()) {
      ConsumerRecords<byte[], byte[]> records = from.poll(POLL);
      take(records);
      if (System.nanoTime() - checkedNanos > CHECK_EVERY.toNanos()) {
        check(from);
        sessions.letIdleGo();
        checkedNanos = System.nanoTime();
      }
      if (!records.isEmpty()) {
        settle();
      }
    }
  }

  private void settle() {
    try {
      if (closing.await(SETTLE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The console stops reading Kafka");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, Long> readTo = new HashMap<>();
    long newest = -1;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      readTo.put(partition, record.offset() + 1);
      newest = Math.max(newest, record.timestamp());
      take(record, partition);
    }
    sessions.sendAll(readTo);
    if (newest >= 0) {
      lagMillis = Math.max(0, clock.instant().toEpochMilli() - newest);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, TopicPartition partition) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    boolean limits = topics.get(record.topic()) == Topic.LIMITS;
    if (!limits && !sessions.wants(key)) {
      return;
    }
    try {
      SpecificRecord value =
          readers.get(record.topic()).deserialize(record.topic(), record.value());
      if (value instanceof LimitsProfileRecord profile) {
        sessions.limitsChanged(profile.getProfile(), partition, record.offset());
      } else {
        sessions.take(key, partition, record.offset(), value);
      }
    } catch (SerializationException | IllegalArgumentException e) {
      unreadable.increment();
      LOG.warn("{} offset {} is not shown live: {}", partition, record.offset(), e.getMessage());
    }
  }

  /** Polling an absent broker says nothing; asking for ends does. */
  private void check(KafkaConsumer<byte[], byte[]> from) {
    try {
      from.endOffsets(new ArrayList<>(from.assignment()), ANSWER);
      becomes("live", "");
    } catch (TimeoutException e) {
      becomes("store", AWAY);
    }
  }

  private void away(RuntimeException cause) {
    if (!closed()) {
      if (state.state().equals("live")) {
        LOG.warn("Live data have to wait for Kafka: {}", cause.toString());
      }
      becomes("store", AWAY);
    }
  }

  private void becomes(String name, String message) {
    if (!state.state().equals(name) || !state.message().equals(message)) {
      Instant since = state.state().equals(name) ? state.since() : clock.instant();
      state = new SourceState(name, message, since, lag());
      stream.tellSource(state);
    }
  }

  private OptionalLong lag() {
    return lagMillis < 0 ? OptionalLong.empty() : OptionalLong.of(lagMillis);
  }

  private void pause() {
    try {
      if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The console stops reading Kafka");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean closed() {
    return closing.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  @Override
  public void close() {
    closing.countDown();
    KafkaConsumer<byte[], byte[]> reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    readers.values().forEach(Deserializer::close);
  }
}
