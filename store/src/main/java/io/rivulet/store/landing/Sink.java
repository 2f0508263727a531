package io.rivulet.store.landing;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.runtime.kafka.Backoff;
import io.rivulet.runtime.kafka.OffsetReader;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.store.upkeep.Upkeep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands every topic in the database, each record exactly once. Brings the schema up to date first.
 *
 * <p>Rows and Kafka offsets change in one transaction, so neither a crash nor a second sink loses
 * or doubles anything. While the database or Kafka is away it waits and tries again without end;
 * records wait in Kafka, at most two batches are in memory. Several sinks share the partitions.
 */
public final class Sink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(90);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final OffsetReader reader;
  private final Thread thread;
  private final HikariDataSource database;
  private final Upkeep upkeep;

  private Sink(OffsetReader reader, Thread thread, HikariDataSource database, Upkeep upkeep) {
    this.reader = reader;
    this.thread = thread;
    this.database = database;
    this.upkeep = upkeep;
  }

  /**
   * Starts landing. Returns at once; neither database nor Kafka need be there yet.
   *
   * @throws org.apache.kafka.common.KafkaException where the Kafka settings make no consumer
   */
  public static Sink start(SinkConfig config, InstantSource clock, MeterRegistry registry) {
    HikariDataSource database = ConnectionPool.open(config.database(), "rivulet-sink");
    try {
      LandingTaker taker =
          new LandingTaker(
              new Preparation(config.database(), config.storage()),
              new BatchTransaction(
                  database, config.topicPrefix(), new SerdeFactory(config.registryUrl()), clock),
              new SinkMetrics(registry));
      OffsetReader reader = reader(config, taker, registry);
      Thread thread = new Thread(reader, "rivulet-sink");
      Upkeep upkeep =
          Upkeep.start(config.database(), config.storage(), taker::capabilities, clock, registry);
      thread.start();
      return new Sink(reader, thread, database, upkeep);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  static OffsetReader reader(SinkConfig config, LandingTaker taker, MeterRegistry registry) {
    return new OffsetReader(
        SinkConsumer.of(config), taker, BACKOFF, "landing", "rivulet.sink", registry);
  }

  /**
   * Whether it is landing now, or what it waits for; and which of the database's own jobs fail,
   * which stops no landing.
   */
  public Readiness health() {
    Readiness landing = reader.readiness();
    List<String> failing = upkeep.failing();
    return failing.isEmpty()
        ? landing
        : new Readiness(landing.ready(), landing.detail() + "; " + String.join("; ", failing));
  }

  /** Lands the batch in hand, leaves the group and closes its connections. */
  @Override
  public void close() {
    reader.close();
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
      if (thread.isAlive()) {
        LOG.warn("Landing has not ended after {} s and is cut off", CLOSE_TIMEOUT.toSeconds());
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    } finally {
      upkeep.close();
      database.close();
    }
  }
}
