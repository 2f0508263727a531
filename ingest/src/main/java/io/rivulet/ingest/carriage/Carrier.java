package io.rivulet.ingest.carriage;

import io.rivulet.ingest.admission.Admission;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.admission.Publication;
import io.rivulet.ingest.admission.PublicationBytes;
import io.rivulet.ingest.kafka.KafkaOutlet;
import io.rivulet.ingest.kafka.KafkaWriter;
import io.rivulet.ingest.metrics.BridgeMetrics;
import io.rivulet.ingest.spool.Spool;
import io.rivulet.ingest.spool.SpoolFullException;
import io.rivulet.schemas.payload.RefusalReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the messages of one lane to safety, on a thread of its own: to Kafka while it answers,
 * otherwise to the spool. A message is acknowledged when Kafka has stored it, or when it is on
 * disk. Where neither takes it, it waits here unacknowledged, and at the receive maximum the broker
 * waits too: nothing is discarded.
 *
 * <p>Kafka counts as away when it fails a message, and when the oldest message in flight is older
 * than the patience: packets that vanish are not refused. What was in flight then goes to the spool
 * as well; Kafka may have stored some of it, so it can be there twice.
 */
public final class Carrier implements AutoCloseable, Shipment.Watcher {
  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
  private static final long IDLE_MILLIS = 20;
  private static final long BUSY_MILLIS = 1;

  private final int inFlightMax;
  private final Acknowledger acknowledger;
  private final KafkaOutlet outlet;
  private final Spool spool;
  private final SpoolDrain drain;
  private final SpoolTrouble trouble;
  private final DeviceDesk devices;
  private final BridgeMetrics metrics;
  private final Inbox inbox = new Inbox();
  private final Deque<Receipt> pending = new ArrayDeque<>();
  private final List<Receipt> appended = new ArrayList<>();
  private final LiveWindow live = new LiveWindow();
  private final AtomicInteger unpromised = new AtomicInteger();
  private final Thread thread;
  private volatile Admission admission;
  private volatile DeliveryOrder order;
  private volatile long patienceNanos;
  private volatile long turnNanos = System.nanoTime();
  private volatile boolean closing;
  private KafkaWriter writer;

  public Carrier(
      String name,
      CarriageConfig config,
      Acknowledger acknowledger,
      KafkaOutlet outlet,
      Spool spool,
      DeviceDesk devices,
      BridgeMetrics metrics) {
    this.inFlightMax = config.inFlightMax();
    this.acknowledger = acknowledger;
    this.outlet = outlet;
    this.spool = spool;
    this.devices = devices;
    this.metrics = metrics;
    this.trouble = new SpoolTrouble(name, metrics);
    this.drain = new SpoolDrain(spool, this::decide, this::refusal, metrics);
    reconfigure(config);
    this.thread = new Thread(this::run, "rivulet-bridge-carrier-" + name);
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /** Takes over bounds and patience, from the next message on. */
  public void reconfigure(CarriageConfig config) {
    admission = new Admission(config.timeBounds());
    order = config.order();
    patienceNanos = config.kafkaPatience().toNanos();
  }

  /** Hands messages over, in this order; never waits. */
  void take(List<Receipt> receipts) {
    inbox.arrived(receipts);
  }

  /** Whether there is room for one more message that nothing was promised for; counts it in. */
  boolean takesUnpromised() {
    if (unpromised.incrementAndGet() > inFlightMax) {
      unpromised.decrementAndGet();
      return false;
    }
    return true;
  }

  private void run() {
    try {
      while (!closing) {
        inbox.await(waitMillis(), pending);
        turnNanos = System.nanoTime();
        turn();
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted while {}", closing ? "closing" : "running");
    }
  }

  private long waitMillis() {
    boolean busy = drain.isUnderWay() || (writer != null && !drain.isCaughtUp());
    return busy ? BUSY_MILLIS : IDLE_MILLIS;
  }

  /** A fault in here must end no thread: what failed is unacknowledged and is tried again. */
  private void turn() {
    try {
      finished(inbox.takeStored());
      followOutlet();
      dispatch();
      if (writer != null) {
        drain.advance(outlet, writer);
        devices.state(writer, drain.isCaughtUp());
      }
      if (pending.isEmpty() && appended.isEmpty()) {
        trouble.over();
      }
    } catch (IOException e) {
      trouble.report(e);
    } catch (RuntimeException | Error e) {
      LOG.error("The carrier met a fault of its own and goes on", e);
    }
  }

  private void followOutlet() {
    long now = System.nanoTime();
    long oldestNanos = Math.max(live.oldestNanos(now), drain.oldestNanos(now));
    if (writer != null && oldestNanos > patienceNanos) {
      outlet.lost(writer, LiveWindow.impatience(oldestNanos));
    }
    KafkaWriter current = outlet.writer().orElse(null);
    if (current != writer) {
      if (writer != null) {
        takeBack();
        drain.interrupted();
      }
      writer = current;
    }
  }

  /** What was in flight goes before everything that came after it. */
  private void takeBack() {
    Deque<Receipt> back = live.takeBack();
    metrics.takenBack(back.size());
    while (!back.isEmpty()) {
      pending.addFirst(back.removeLast());
    }
  }

  private void dispatch() {
    try {
      while (!pending.isEmpty()) {
        Receipt next = pending.peek();
        if (isFenced(next)) {
          metrics.fenced();
        } else if (mayGoToKafka()) {
          if (live.size() >= 2 * inFlightMax) {
            break;
          }
          ship(next);
        } else {
          spool.append(PublicationBytes.of(next.publication()));
          drain.appended();
          appended.add(next);
        }
        pending.remove();
      }
    } catch (SpoolFullException | IOException e) {
      // Not thrown: a spool that takes nothing must still be drained.
      trouble.report(e);
    }
    sync();
  }

  private boolean mayGoToKafka() {
    return writer != null
        && (drain.isCaughtUp() || (order == DeliveryOrder.NONE && drain.isProven()));
  }

  private boolean isFenced(Receipt receipt) {
    return receipt.ticket().isPresent() && acknowledger.isFenced(receipt.ticket().get());
  }

  private void ship(Receipt receipt) {
    Outcome outcome = receipt.decided().orElseGet(() -> decide(receipt.publication()));
    live.send(new Shipment(receipt, outcome, writer, System.nanoTime(), this));
  }

  /**
   * Acknowledges what is on disk. What could not be written there is pending again: Kafka may take
   * it by now, and a disk that stays full must not keep it.
   */
  private void sync() {
    try {
      long started = System.nanoTime();
      // Also with nothing new: under an interval, the last records are still to be forced.
      spool.sync();
      if (!appended.isEmpty()) {
        metrics.synced(appended.size(), Duration.ofNanos(System.nanoTime() - started));
        finished(appended);
        appended.clear();
      }
    } catch (IOException e) {
      trouble.report(e);
      for (int recalled = spool.recall(); recalled > 0; recalled--) {
        pending.addFirst(appended.remove(appended.size() - 1));
      }
    }
  }

  private Outcome decide(Publication publication) {
    Outcome outcome = admission.decide(publication);
    try {
      return devices.observe(outcome, publication.received());
    } catch (RuntimeException e) {
      // What is known of devices comes beside the messages, and must not keep one back.
      LOG.error("The device watch met a fault of its own", e);
      return outcome;
    }
  }

  private Outcome refusal(Publication publication, Exception cause) {
    return admission.refuse(publication, RefusalReason.MALFORMED, "Kafka cannot take it: " + cause);
  }

  @Override
  public void stored(Receipt receipt, Outcome outcome) {
    metrics.stored(outcome);
    inbox.stored(receipt);
  }

  @Override
  public void storedTooLate() {
    metrics.storedTwice();
  }

  @Override
  public void refused(Receipt receipt, Exception cause) {
    metrics.kafkaFailed();
    // Not written from here: this may be Kafka's own thread, which must not wait for itself.
    inbox.arrived(List.of(receipt.decided(refusal(receipt.publication(), cause))));
  }

  @Override
  public void failed(KafkaWriter failing, Exception cause) {
    metrics.kafkaFailed();
    outlet.lost(failing, "Kafka did not store a message: " + cause);
  }

  private void finished(List<Receipt> receipts) {
    List<Receipt> promised = new ArrayList<>(receipts.size());
    for (Receipt receipt : receipts) {
      if (receipt.ticket().isPresent()) {
        promised.add(receipt);
      } else {
        unpromised.decrementAndGet();
      }
    }
    if (!promised.isEmpty()) {
      acknowledger.stored(promised);
    }
  }

  /** Why messages wait unacknowledged, where they do. */
  public SpoolTrouble trouble() {
    return trouble;
  }

  /** Groups of messages that nobody has looked at yet. */
  public int queued() {
    return inbox.size();
  }

  /** Whether the thread lives and took a turn within the limit. */
  public boolean isAlive(long limitNanos) {
    return thread.isAlive() && System.nanoTime() - turnNanos < limitNanos;
  }

  /** Stops; what was not acknowledged comes again. The spool stays the caller's to close. */
  @Override
  public void close() {
    // Not interrupted: that would fail a message on its way into Kafka's client.
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
