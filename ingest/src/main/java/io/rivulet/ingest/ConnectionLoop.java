package io.rivulet.ingest;

import io.rivulet.ingest.admission.Admission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection after another until told to stop. A connection begins only when Kafka
 * answers, and ends when it is lost, when the broker would not grant what is needed, or when Kafka
 * did not store a message: the broker then delivers again what was not acknowledged.
 */
final class ConnectionLoop implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLoop.class);
  private static final String QUIET =
      "the broker is quiet since it filled the receive maximum; connecting anew";
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(3);

  private final BridgeConfig config;
  private final InstantSource clock;
  private final BridgeMetrics metrics;
  private final Acknowledger acknowledger;
  private final Admission admission;
  private final KafkaGate gate;
  private final CompletableFuture<String> stop = new CompletableFuture<>();

  private KafkaWriter writer;
  private int failures;
  private boolean connectedBefore;
  private volatile MqttLink link;
  private volatile boolean subscribed;
  private volatile boolean kafkaAnswers;
  private volatile String lastError;

  ConnectionLoop(BridgeConfig config, InstantSource clock, BridgeMetrics metrics) {
    this.config = config;
    this.clock = clock;
    this.metrics = metrics;
    this.acknowledger = new Acknowledger(config.inFlightMax(), metrics);
    this.admission = new Admission(config.timeBounds());
    this.gate = new KafkaGate(config.kafka());
  }

  @Override
  public void run() {
    try {
      while (!isStopping()) {
        long started = System.nanoTime();
        attempt();
        boolean lasted = System.nanoTime() - started > config.backoff().longest().toNanos();
        failures = lasted ? 1 : failures + 1;
        pause();
      }
    } catch (InterruptedException e) {
      // The flag stays clear: closing waits for threads, and this thread ends here.
      LOG.debug("Interrupted while {}", isStopping() ? "stopping" : "running");
    } finally {
      closeWriter();
      gate.close();
    }
  }

  private void attempt() throws InterruptedException {
    try {
      openKafka();
      String reason = connection();
      if (!isStopping()) {
        report(reason);
      }
    } catch (LinkException e) {
      report(e.getMessage());
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      report(e.toString());
      LOG.debug("Connection failed", e);
    }
  }

  private void openKafka() throws LinkException, InterruptedException {
    kafkaAnswers = false;
    gate.pass();
    if (writer == null) {
      writer = KafkaWriter.open(config.kafka(), config.inFlightMax());
    }
    kafkaAnswers = true;
  }

  /** One connection, from its begin to its end; returns the reason of its end. */
  private String connection() throws LinkException, InterruptedException {
    long generation = acknowledger.newGeneration();
    try (Conveyor conveyor =
        new Conveyor(
            generation, config.inFlightMax(), acknowledger, admission, writer, clock, metrics)) {
      try {
        link = MqttLink.connect(config.mqtt(), config.inFlightMax(), conveyor);
        return serve(link);
      } finally {
        subscribed = false;
        acknowledger.newGeneration();
        if (link != null) {
          link.close();
          link = null;
        }
        if (conveyor.kafkaFailed()) {
          kafkaAnswers = false;
          closeWriter();
        }
      }
    }
  }

  private String serve(MqttLink current) throws LinkException, InterruptedException {
    current.subscribe();
    subscribed = true;
    LOG.info(
        "Subscribed at QoS 1 to {} on {} as {}",
        config.mqtt().filters(),
        config.mqtt().uri(),
        config.mqtt().clientId());
    if (connectedBefore) {
      metrics.reconnected();
    }
    connectedBefore = true;
    CompletableFuture<Object> over = CompletableFuture.anyOf(current.ended(), stop);
    while (!await(over, CHECK_INTERVAL)) {
      gate.ask(answers -> kafkaAnswers = answers);
      if (acknowledger.isQuietAfterFull()) {
        current.end(QUIET);
      }
    }
    if (isStopping()) {
      drain(current);
    }
    return current.ended().getNow("closed");
  }

  /** Whether it happened within the limit. */
  private static boolean await(CompletableFuture<?> event, Duration limit)
      throws InterruptedException {
    try {
      Object unused = event.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("only ever completed with a value", e);
    }
  }

  private void drain(MqttLink current) throws InterruptedException {
    current.stopReceiving();
    if (!acknowledger.awaitEmpty(config.closeTimeout().toNanos())) {
      LOG.warn(
          "Closing with {} messages unacknowledged; the broker keeps them for the next start",
          acknowledger.inFlight());
    }
    current.disconnect();
  }

  private void pause() throws InterruptedException {
    Duration delay = config.backoff().delay(failures, ThreadLocalRandom.current().nextDouble());
    boolean unused = await(stop, delay);
  }

  private void report(String reason) {
    if (reason.equals(QUIET)) {
      // A precaution, and mostly there was nothing more to come: no error to show.
      LOG.info("{}", reason);
      return;
    }
    lastError = reason;
    LOG.warn("{}; trying again", reason);
  }

  private void closeWriter() {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }

  private boolean isStopping() {
    return stop.isDone();
  }

  BridgeHealth health() {
    MqttLink current = link;
    boolean connected = current != null && current.isConnected();
    return new BridgeHealth(
        connected,
        connected && subscribed,
        kafkaAnswers,
        acknowledger.inFlight(),
        Optional.ofNullable(lastError));
  }

  /** Asks the loop to stop, after what is in flight; the thread that runs it ends soon after. */
  @Override
  public void close() {
    stop.complete("closed");
  }
}
