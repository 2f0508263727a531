package io.rivulet.ingest;

import io.rivulet.ingest.carriage.Acknowledger;
import io.rivulet.ingest.carriage.Carrier;
import io.rivulet.ingest.carriage.Intake;
import io.rivulet.ingest.kafka.KafkaOutlet;
import io.rivulet.ingest.metrics.BridgeMetrics;
import io.rivulet.ingest.mqtt.Canary;
import io.rivulet.ingest.mqtt.CanaryConfig;
import io.rivulet.ingest.mqtt.CanaryFlight;
import io.rivulet.ingest.mqtt.LinkException;
import io.rivulet.ingest.mqtt.MqttLink;
import io.rivulet.ingest.mqtt.MqttSource;
import io.rivulet.ingest.mqtt.Subscriptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection after another until told to stop. A connection ends when it is lost, when
 * the broker would not grant what is needed, or when its receive path stalls: the broker then
 * delivers again what was not acknowledged.
 */
final class ConnectionLoop implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLoop.class);
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);
  private static final Duration LEAVE_INTERVAL = Duration.ofMillis(50);

  private final BridgeConfig config;
  private final InstantSource clock;
  private final BridgeMetrics metrics;
  private final Acknowledger acknowledger;
  private final Carrier carrier;
  private final KafkaOutlet outlet;
  private final Subscriptions subscriptions;
  private final CompletableFuture<String> stop = new CompletableFuture<>();
  private final CompletableFuture<Boolean> left = new CompletableFuture<>();

  private int failures;
  private boolean connectedBefore;
  private volatile CanaryConfig canaryConfig;
  private volatile MqttLink link;
  private volatile boolean subscribed;
  private volatile boolean leaving;
  private volatile Canary.Verdict verdict = Canary.Verdict.WAITING;
  private volatile String lastError;

  ConnectionLoop(
      BridgeConfig config,
      Subscriptions subscriptions,
      Acknowledger acknowledger,
      Carrier carrier,
      KafkaOutlet outlet,
      InstantSource clock,
      BridgeMetrics metrics) {
    this.config = config;
    this.subscriptions = subscriptions;
    this.canaryConfig = config.canary();
    this.acknowledger = acknowledger;
    this.carrier = carrier;
    this.outlet = outlet;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public void run() {
    try {
      // Where Kafka is about to answer, the first messages need not take the way over the disk.
      outlet.awaitOpen(config.carriage().kafkaPatience());
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
    }
  }

  private void attempt() throws InterruptedException {
    try {
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

  /** One connection, from its begin to its end; returns the reason of its end. */
  private String connection() throws LinkException, InterruptedException {
    MqttSource current = subscriptions.wanted();
    CanaryFlight canary = new CanaryFlight(canaryConfig, current.clientId(), metrics);
    long generation = acknowledger.newGeneration();
    try {
      link =
          MqttLink.connect(
              current,
              config.carriage().inFlightMax(),
              new Intake(generation, acknowledger, carrier, canary, clock, metrics));
      return serve(link, canary, current);
    } finally {
      subscribed = false;
      verdict = Canary.Verdict.WAITING;
      acknowledger.newGeneration();
      if (link != null) {
        link.close();
        link = null;
      }
    }
  }

  private String serve(MqttLink current, CanaryFlight canary, MqttSource source)
      throws LinkException, InterruptedException {
    subscriptions.begin(current, source, own(canary));
    subscribed = true;
    LOG.info(
        "Subscribed at QoS 1 to {} on {} as {}", source.filters(), source.uri(), source.clientId());
    if (connectedBefore) {
      metrics.reconnected();
    }
    connectedBefore = true;
    CompletableFuture<Object> over = CompletableFuture.anyOf(current.ended(), stop);
    do {
      subscriptions.follow(current, own(canary));
      canary.sendIfDue(current);
      verdict = canary.verdict(acknowledger.inFlight() > 0);
      if (verdict == Canary.Verdict.STALLED) {
        metrics.stalled();
        current.end(
            "nothing has come back for "
                + canary.timeout()
                + ": the broker holds the connection and delivers nothing on it");
      }
    } while (!leaving && !await(over, CHECK_INTERVAL));
    if (leaving && !isStopping() && !current.ended().isDone()) {
      leave(current, canary);
    } else if (isStopping()) {
      drain(current);
    }
    return current.ended().getNow("closed");
  }

  private List<String> own(CanaryFlight canary) {
    return canary.isOn() ? List.of(canary.topic()) : List.of();
  }

  /**
   * Takes the subscriptions back, waits for what the broker has queued under them, and ends the
   * session. The canary is the last in that queue: when it is back, and nothing came after it, the
   * broker holds no more.
   */
  private void leave(MqttLink current, CanaryFlight canary)
      throws LinkException, InterruptedException {
    current.subscribe(List.of(canary.topic()));
    subscriptions.end(current);
    CompletableFuture<Object> over = CompletableFuture.anyOf(current.ended(), stop);
    long before;
    do {
      before = canary.others();
      canary.send(current);
      while (canary.isAway() || acknowledger.inFlight() > 0) {
        if (await(over, LEAVE_INTERVAL)) {
          return;
        }
        if (canary.verdict(acknowledger.inFlight() > 0) == Canary.Verdict.STALLED) {
          current.end("nothing came back while leaving");
        }
      }
    } while (canary.others() != before);
    current.leave();
    MqttSource source = subscriptions.wanted();
    LOG.info("{} has left {}: the broker keeps no session for it", source.clientId(), source.uri());
    left.complete(true);
    stop.complete("left");
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
    // Lets a reading thread go that waits for room: the client waits for that thread's end.
    acknowledger.newGeneration();
    current.disconnect();
  }

  private void pause() throws InterruptedException {
    Duration delay = config.backoff().delay(failures, ThreadLocalRandom.current().nextDouble());
    boolean unused = await(stop, delay);
  }

  private void report(String reason) {
    lastError = reason;
    LOG.warn("{}: {}; trying again", subscriptions.wanted().clientId(), reason);
  }

  /** Asks for the end of the session; completed when the broker holds nothing more for it. */
  CompletableFuture<Boolean> leave() {
    leaving = true;
    return left;
  }

  /** Takes over filters, on the connection there is, and the canary, from the next one on. */
  void reconfigure(MqttSource changed, CanaryConfig canary) {
    canaryConfig = canary;
    subscriptions.want(changed);
  }

  private boolean isStopping() {
    return stop.isDone();
  }

  boolean isConnected() {
    MqttLink current = link;
    return current != null && current.isConnected();
  }

  boolean isSubscribed() {
    return subscribed;
  }

  /** How the receive path of the connection is. */
  Canary.Verdict receiving() {
    return verdict;
  }

  Optional<String> lastError() {
    return subscriptions.refusal().or(() -> Optional.ofNullable(lastError));
  }

  /** Asks the loop to stop, after what is in flight; the thread that runs it ends soon after. */
  @Override
  public void close() {
    stop.complete("closed");
  }
}
