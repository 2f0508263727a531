package io.rivulet.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The three servers on one data directory: MQTT broker, Kafka, PostgreSQL.
 *
 * <p>They start side by side. When one fails, those that started are stopped and the start fails;
 * nothing is left behind. The data directory belongs to the servers from the call of {@code start}
 * on, and is closed with them.
 */
public final class EmbeddedServers implements AutoCloseable {
  // Made before the threads are: three at once would find the logging system half set up.
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServers.class);

  private final DataDirectory directory;
  private final EmbeddedBroker broker;
  private final EmbeddedKafka kafka;
  private final EmbeddedDatabase database;

  private EmbeddedServers(
      DataDirectory directory,
      EmbeddedBroker broker,
      EmbeddedKafka kafka,
      EmbeddedDatabase database) {
    this.directory = directory;
    this.broker = broker;
    this.kafka = kafka;
    this.database = database;
  }

  /** Starts them on the ports used last on this directory where free, or else on any free ones. */
  public static EmbeddedServers start(DataDirectory directory) throws IOException {
    return start(directory, Ports.ANY);
  }

  /**
   * Starts them; all three serve clients when this returns.
   *
   * @throws IOException when one of them cannot start; failures of the others are suppressed in it
   */
  public static EmbeddedServers start(DataDirectory directory, Ports ports) throws IOException {
    Path path = directory.path();
    LOG.info("Starting MQTT broker, Kafka and PostgreSQL in {}", path);
    Durability durability = directory.isKept() ? Durability.POWER_LOSS : Durability.PROCESS_END;
    AtomicInteger number = new AtomicInteger();
    ExecutorService starters =
        Executors.newFixedThreadPool(
            3, task -> new Thread(task, "rivulet-server-start-" + number.incrementAndGet()));
    try {
      Starting<EmbeddedKafka> kafka =
          Starting.with(starters, () -> EmbeddedKafka.start(path.resolve("kafka"), ports.kafka()));
      Starting<EmbeddedDatabase> database =
          Starting.with(
              starters,
              () -> EmbeddedDatabase.start(path.resolve("postgres"), ports.database(), durability));
      Starting<EmbeddedBroker> broker =
          Starting.with(starters, () -> EmbeddedBroker.start(path.resolve("mqtt"), ports.broker()));
      return whenAllStarted(directory, broker, kafka, database);
    } finally {
      starters.shutdown();
    }
  }

  /** The MQTT broker. */
  public EmbeddedBroker broker() {
    return broker;
  }

  /** The Kafka broker. */
  public EmbeddedKafka kafka() {
    return kafka;
  }

  /** The PostgreSQL server. */
  public EmbeddedDatabase database() {
    return database;
  }

  /** Stops them in the order of the data's way: broker, Kafka, database; then the directory. */
  @Override
  public void close() {
    closeAll(List.of(broker, kafka, database, directory));
  }

  private static EmbeddedServers whenAllStarted(
      DataDirectory directory,
      Starting<EmbeddedBroker> broker,
      Starting<EmbeddedKafka> kafka,
      Starting<EmbeddedDatabase> database)
      throws IOException {
    List<AutoCloseable> started = new ArrayList<>();
    List<Exception> failures = new ArrayList<>();
    EmbeddedBroker startedBroker = broker.await(started, failures);
    EmbeddedKafka startedKafka = kafka.await(started, failures);
    EmbeddedDatabase startedDatabase = database.await(started, failures);
    if (failures.isEmpty()) {
      return new EmbeddedServers(directory, startedBroker, startedKafka, startedDatabase);
    }
    IOException failure = new IOException(failures.get(0).getMessage(), failures.get(0));
    failures.stream().skip(1).forEach(failure::addSuppressed);
    started.add(directory);
    try {
      closeAll(started);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    throw failure;
  }

  private static void closeAll(List<? extends AutoCloseable> parts) {
    RuntimeException failure = null;
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("Not every embedded server stopped cleanly");
        }
        failure.addSuppressed(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * The ports to listen on; 0 for the one used last on the directory, or any free one.
   *
   * @param broker MQTT
   * @param kafka Kafka's clients
   * @param database PostgreSQL
   */
  public record Ports(int broker, int kafka, int database) {
    /** The ports used last, or any free ones. */
    public static final Ports ANY = new Ports(0, 0, 0);
  }

  /** A server on its way up, in a thread of its own. */
  private record Starting<S extends AutoCloseable>(Future<S> future) {
    static <S extends AutoCloseable> Starting<S> with(ExecutorService threads, Callable<S> start) {
      return new Starting<>(threads.submit(start));
    }

    /**
     * Waits for the server, or null and one failure more. An interrupt does not cut the wait short:
     * a server half started could not be stopped. Each start has its own limit of time.
     */
    S await(List<AutoCloseable> started, List<Exception> failures) {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            S server = future.get();
            started.add(server);
            return server;
          } catch (ExecutionException e) {
            failures.add(asException(e.getCause()));
            return null;
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private static Exception asException(Throwable cause) {
      return cause instanceof Exception e ? e : new IllegalStateException(cause);
    }
  }
}
