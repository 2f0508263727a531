package io.rivulet.ingest.kafka;

import io.rivulet.ingest.metrics.BridgeMetrics;
import io.rivulet.runtime.kafka.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Kafka, open or not, for all connections of a bridge. Carriers ask for the writer and
 * say when it let them down; a thread of its own closes the failed one and tries for a new one,
 * with growing pauses, so that no carrier ever waits for a Kafka that does not answer.
 */
public final class KafkaOutlet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOutlet.class);
  private static final long CHECK_MILLIS = 3_000;
  private static final long SAY_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final KafkaTarget target;
  private final int roomRecords;
  private final Backoff backoff;
  private final KafkaGate gate;
  private final BridgeMetrics metrics;
  private final Thread thread;
  private volatile KafkaWriter writer;
  private volatile boolean answers;
  private volatile String lastError;
  private KafkaWriter failed;
  private boolean closing;
  private boolean opening;
  private int failures;
  private long saidNanos;

  /**
   * Not open yet.
   *
   * @param roomRecords records that a writer must have room for at once
   */
  public KafkaOutlet(KafkaTarget target, int roomRecords, Backoff backoff, BridgeMetrics metrics) {
    this.target = target;
    this.roomRecords = roomRecords;
    this.backoff =
        new Backoff(
            backoff.first(),
            backoff.longest().compareTo(LONGEST_PAUSE) < 0 ? backoff.longest() : LONGEST_PAUSE);
    this.gate = new KafkaGate(target);
    this.metrics = metrics;
    this.thread = new Thread(this::run, "rivulet-bridge-kafka");
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** The writer to use now, or empty while Kafka is away. */
  public Optional<KafkaWriter> writer() {
    return Optional.ofNullable(writer);
  }

  /** This writer is of no use any more. Returns at once; the first to say so is heard. */
  public synchronized void lost(KafkaWriter lost, String reason) {
    if (lost == writer) {
      writer = null;
      answers = false;
      failed = lost;
      report(reason);
      metrics.kafkaLost();
      notifyAll();
    }
  }

  /** Whether Kafka answered when last asked. */
  public boolean answers() {
    return answers;
  }

  public Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  private void run() {
    try {
      while (!isClosing()) {
        closeFailed();
        if (writer == null) {
          open();
        } else {
          gate.ask(yes -> answers = yes);
          pause(CHECK_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted while {}", isClosing() ? "closing" : "running");
    } finally {
      // One that came just before opening was over: closing waits for threads, and must not be cut.
      boolean unused = Thread.interrupted();
      closeFailed();
      if (writer != null) {
        writer.close();
      }
      gate.close();
    }
  }

  private void open() throws InterruptedException {
    setOpening(true);
    try {
      gate.pass();
      KafkaWriter opened = KafkaWriter.open(target, roomRecords);
      if (failures > 0) {
        LOG.info("Kafka answers again");
      }
      failures = 0;
      saidNanos = 0;
      answers = true;
      publish(opened);
      setOpening(false);
    } catch (KafkaAwayException | RuntimeException e) {
      setOpening(false);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      failures++;
      report(e instanceof KafkaAwayException ? e.getMessage() : e.toString());
      pause(backoff.delay(failures, ThreadLocalRandom.current().nextDouble()).toMillis());
    }
  }

  private synchronized void publish(KafkaWriter opened) {
    writer = opened;
    notifyAll();
  }

  /** Waits until there is a writer, or until the time is over. */
  public synchronized void awaitOpen(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (writer == null && !closing) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private synchronized void report(String reason) {
    lastError = reason;
    long now = System.nanoTime();
    if (saidNanos == 0 || now - saidNanos > SAY_AGAIN_NANOS) {
      saidNanos = now;
      LOG.warn("{}; messages go to the spool until Kafka answers", reason);
    }
  }

  private void closeFailed() {
    KafkaWriter toClose;
    synchronized (this) {
      toClose = failed;
      failed = null;
    }
    if (toClose != null) {
      toClose.close();
    }
  }

  private synchronized void pause(long millis) throws InterruptedException {
    if (!closing && failed == null) {
      wait(Math.max(1, millis));
    }
  }

  /** Only what waits for Kafka is interrupted: closing a producer must not be cut short. */
  private synchronized void setOpening(boolean now) {
    opening = now;
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  /** Gives up what is still on its way; whoever sent it is told that it failed. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
      if (opening) {
        thread.interrupt();
      }
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
