package io.rivulet.alerting.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.alerting.AlertingConfig;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.runtime.kafka.Backoff;
import io.rivulet.runtime.kafka.OffsetReader;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topic {@code alerts} into the ledger, each record exactly once: what it leads to and the
 * Kafka offsets change in one transaction. While the database or Kafka is away it waits and tries
 * again without end. Several instances share the partitions.
 */
public final class Intake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(40);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  private final OffsetReader reader;
  private final Thread thread;

  private Intake(OffsetReader reader, Thread thread) {
    this.reader = reader;
    this.thread = thread;
  }

  /**
   * Starts reading; the schema is there. Returns at once.
   *
   * @throws org.apache.kafka.common.KafkaException where the Kafka settings make no consumer
   */
  public static Intake start(AlertingConfig config, Ledger ledger, MeterRegistry registry) {
    SerdeFactory serdes = new SerdeFactory(config.registryUrl());
    OffsetReader reader =
        new OffsetReader(
            IntakeConsumer.of(config),
            new BatchIntake(
                Topic.ALERTS.kafkaName(config.topicPrefix()),
                ledger,
                serdes.serde(AlertRecord.class).deserializer(),
                new IntakeMetrics(registry)),
            BACKOFF,
            "reading",
            "rivulet.alerting.intake",
            registry);
    Thread thread = new Thread(reader, "rivulet-alerting-intake");
    thread.start();
    return new Intake(reader, thread);
  }

  /** Whether it is reading now, or what it waits for. */
  public Readiness health() {
    return reader.readiness();
  }

  /** Whether it goes on at all. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Takes the batch in hand and leaves the group. */
  @Override
  public void close() {
    reader.close();
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
      if (thread.isAlive()) {
        LOG.warn("reading has not ended after {} s and is cut off", CLOSE_TIMEOUT.toSeconds());
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
