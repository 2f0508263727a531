package io.rivulet.store.upkeep;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.database.Capabilities;
import io.rivulet.store.database.StorageSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the database needs beside landing: roll-ups and retention where TimescaleDB does not do
 * them, and an eye on its jobs where it does. A thread and a connection of its own, bounded steps;
 * while the database is away it waits.
 */
public final class Upkeep implements AutoCloseable {
  /** Entries of roll-ups that one transaction takes. */
  static final int ENTRIES = 2_000;

  /** Rows that one transaction removes. */
  static final int ROWS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration RARELY = Duration.ofMinutes(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(65);

  private final HikariDataSource database;
  private final StorageSettings settings;
  private final Supplier<Optional<Capabilities>> prepared;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Counter failures;
  private final Counter refreshed;
  private final Gauge failingJobs;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile List<String> failing = List.of();
  private Steps steps;
  private Instant rarely = Instant.MIN;

  private record Steps(Capabilities capabilities, RollUpRefresh rollUps, Retention retention) {}

  private Upkeep(
      DatabaseConfig database,
      StorageSettings settings,
      Supplier<Optional<Capabilities>> prepared,
      InstantSource clock,
      MeterRegistry registry) {
    this.database =
        ConnectionPool.open(
            new DatabaseConfig(database.url(), database.user(), database.password(), 1),
            "rivulet-upkeep");
    this.settings = settings;
    this.prepared = prepared;
    this.clock = clock;
    this.registry = registry;
    this.failures = registry.counter("rivulet.store.upkeep.failures");
    this.refreshed = registry.counter("rivulet.store.rollup.refreshed");
    this.failingJobs =
        Gauge.builder("rivulet.store.jobs.failing", () -> failing.size())
            .description("scheduled jobs of TimescaleDB whose last run failed")
            .register(registry);
    this.thread = new Thread(this::run, "rivulet-upkeep");
  }

  /**
   * Starts. Returns at once.
   *
   * @param prepared what the database offers, once the schema is up to date
   */
  public static Upkeep start(
      DatabaseConfig database,
      StorageSettings settings,
      Supplier<Optional<Capabilities>> prepared,
      InstantSource clock,
      MeterRegistry registry) {
    Upkeep upkeep = new Upkeep(database, settings, prepared, clock, registry);
    upkeep.thread.start();
    return upkeep;
  }

  /** Jobs of the database that fail, and why, one sentence each; empty where all is well. */
  public List<String> failing() {
    return failing;
  }

  /** Ends after the step in hand. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      database.close();
      registry.remove(failingJobs);
    }
  }

  private void run() {
    boolean more = false;
    do {
      try {
        Optional<Capabilities> capabilities = prepared.get();
        if (steps == null && capabilities.isPresent()) {
          steps = stepsFor(capabilities.get());
        }
        more = steps != null && step();
      } catch (SQLException | RuntimeException e) {
        more = false;
        failures.increment();
        LOG.warn("Upkeep failed and is tried again in {} s: {}", PAUSE.toSeconds(), e.toString());
      }
    } while (!closed(more));
  }

  private boolean closed(boolean more) {
    try {
      return closing.await(more ? 0 : PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Steps stepsFor(Capabilities capabilities) {
    return new Steps(
        capabilities,
        new RollUpRefresh(capabilities, settings, ENTRIES),
        new Retention(capabilities, settings, ROWS));
  }

  private boolean step() throws SQLException {
    Instant now = clock.instant();
    try (Connection connection = database.getConnection()) {
      long taken = steps.rollUps().step(connection, now);
      refreshed.increment(taken);
      boolean left = false;
      if (!now.isBefore(rarely)) {
        left = steps.retention().step(connection, now);
        noteFailing(JobWatch.failing(connection, steps.capabilities()));
        rarely = left ? now : now.plus(RARELY);
      }
      return left || taken >= ENTRIES;
    }
  }

  private void noteFailing(List<String> found) {
    if (!found.isEmpty() && !found.equals(failing)) {
      found.forEach(job -> LOG.warn("TimescaleDB: {}", job));
    }
    failing = found;
  }
}
