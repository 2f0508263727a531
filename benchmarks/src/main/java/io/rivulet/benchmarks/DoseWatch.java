package io.rivulet.benchmarks;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/**
 * Asks the database every 5 ms how far each session's dose is, and notes for every sample when it
 * was first seen included. Its own asking is part of the load.
 */
final class DoseWatch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(5);
  private static final String ASK = "SELECT session, as_of FROM rivulet.dose";

  private final Connection connection;
  private final InstantSource clock;
  private final Map<String, Deque<Instant>> awaited = new ConcurrentHashMap<>();
  private final AtomicLong awaitedCount = new AtomicLong();
  private final Thread thread = new Thread(this::watch, "benchmark-dose-watch");
  private DoubleStream.Builder latenciesMillis = DoubleStream.builder();
  private volatile boolean closing;

  private DoseWatch(Connection connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  static DoseWatch start(Settings settings, InstantSource clock) throws SQLException {
    DoseWatch watch =
        new DoseWatch(
            DriverManager.getConnection(
                settings.get(Catalogue.DATABASE_URL), settings.get(Catalogue.DATABASE_USER), ""),
            clock);
    watch.thread.start();
    return watch;
  }

  /** Says that a sample is on its way; per bed in the order of time. */
  void expect(Bed bed, Instant time) {
    Deque<Instant> times =
        awaited.computeIfAbsent(bed.session().value(), session -> new ArrayDeque<>());
    synchronized (times) {
      times.add(time);
    }
    awaitedCount.incrementAndGet();
  }

  /** Samples that no dose includes yet. */
  long awaited() {
    return awaitedCount.get();
  }

  /** The latencies since the last call, ms. */
  synchronized double[] takeSortedLatenciesMillis() {
    double[] sorted = latenciesMillis.build().sorted().toArray();
    latenciesMillis = DoubleStream.builder();
    return sorted;
  }

  private void watch() {
    try (PreparedStatement statement = connection.prepareStatement(ASK)) {
      while (!closing) {
        try (ResultSet rows = statement.executeQuery()) {
          Instant seen = clock.instant();
          while (rows.next()) {
            Instant asOf = rows.getObject(2, OffsetDateTime.class).toInstant();
            included(rows.getString(1), asOf, seen);
          }
        }
        LockSupport.parkNanos(EVERY.toNanos());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the benchmark cannot read doses", e);
    }
  }

  private synchronized void included(String session, Instant asOf, Instant seen) {
    Deque<Instant> times = awaited.get(session);
    if (times == null) {
      return;
    }
    long before = awaitedCount.get();
    long taken = 0;
    synchronized (times) {
      while (!times.isEmpty() && !times.peek().isAfter(asOf)) {
        latenciesMillis.add(Duration.between(times.poll(), seen).toNanos() / 1e6);
        taken++;
      }
    }
    if (awaitedCount.addAndGet(-taken) < 0) {
      throw new IllegalStateException("more samples seen than " + before + " sent");
    }
  }

  @Override
  public void close() throws SQLException, InterruptedException {
    closing = true;
    thread.join();
    connection.close();
  }
}
