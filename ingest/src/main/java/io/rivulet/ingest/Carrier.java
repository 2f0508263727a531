package io.rivulet.ingest;

import io.rivulet.ingest.admission.Admission;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.admission.Publication;
import io.rivulet.ingest.admission.PublicationBytes;
import io.rivulet.ingest.spool.Spool;
import io.rivulet.ingest.spool.SpoolFullException;
import io.rivulet.schemas.payload.RefusalReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
final class Carrier implements AutoCloseable, Shipment.Watcher {
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
  private final BlockingQueue<List<Receipt>> inbox = new LinkedBlockingQueue<>();
  private final Queue<Receipt> completed = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Deque<Receipt> pending = new ArrayDeque<>();
  private final List<Receipt> appended = new ArrayList<>();
  private final Deque<Shipment> underWay = new ArrayDeque<>();
  private final AtomicInteger unpromised = new AtomicInteger();
  private final Thread thread;
  private volatile Admission admission;
  private volatile DeliveryOrder order;
  private volatile long patienceNanos;
  private volatile long turnNanos = System.nanoTime();
  private volatile boolean closing;
  private KafkaWriter writer;

  Carrier(
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
  void reconfigure(CarriageConfig config) {
    admission = new Admission(config.timeBounds());
    order = config.order();
    patienceNanos = config.kafkaPatience().toNanos();
  }

  /** Hands messages over, in this order; never waits. */
  void take(List<Receipt> receipts) {
    inbox.add(receipts);
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
        List<Receipt> group = inbox.poll(waitMillis(), TimeUnit.MILLISECONDS);
        while (group != null) {
          pending.addAll(group);
          group = inbox.poll();
        }
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
      acknowledge();
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

  /** Acknowledges what Kafka stored since the last turn, in one go. */
  private void acknowledge() {
    woken.set(false);
    List<Receipt> stored = new ArrayList<>();
    for (Receipt receipt = completed.poll(); receipt != null; receipt = completed.poll()) {
      stored.add(receipt);
    }
    finished(stored);
  }

  private void followOutlet() {
    while (!underWay.isEmpty() && !underWay.peek().isUnderWay()) {
      underWay.remove();
    }
    long now = System.nanoTime();
    long oldest =
        Math.max(
            underWay.isEmpty() ? 0 : now - underWay.peek().sentNanos(), drain.oldestNanos(now));
    if (writer != null && oldest > patienceNanos) {
      outlet.lost(
          writer,
          "Kafka has not acknowledged a message for "
              + TimeUnit.NANOSECONDS.toMillis(oldest)
              + " ms");
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
    Deque<Receipt> back = new ArrayDeque<>();
    for (Shipment shipment : underWay) {
      if (shipment.takeBack()) {
        back.add(shipment.receipt());
      }
    }
    underWay.clear();
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
          if (underWay.size() >= 2 * inFlightMax) {
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
    Shipment shipment = new Shipment(receipt, outcome, writer, System.nanoTime(), this);
    underWay.add(shipment);
    shipment.send();
  }

  /** Acknowledges what is on disk; where forcing it there fails, that is tried again next turn. */
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
    }
  }

  private Outcome decide(Publication publication) {
    return devices.observe(admission.decide(publication), publication.received());
  }

  private Outcome refusal(Publication publication, Exception cause) {
    return admission.refuse(publication, RefusalReason.MALFORMED, "Kafka cannot take it: " + cause);
  }

  @Override
  public void stored(Receipt receipt, Outcome outcome) {
    metrics.stored(outcome);
    completed.add(receipt);
    wake();
  }

  private void wake() {
    if (!woken.getAndSet(true)) {
      inbox.add(List.of());
    }
  }

  @Override
  public void storedTooLate() {
    metrics.storedTwice();
  }

  @Override
  public void refused(Receipt receipt, Exception cause) {
    metrics.kafkaFailed();
    // Not written from here: this may be Kafka's own thread, which must not wait for itself.
    inbox.add(List.of(receipt.decided(refusal(receipt.publication(), cause))));
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
  SpoolTrouble trouble() {
    return trouble;
  }

  Spool spool() {
    return spool;
  }

  /** Messages that nobody has decided on yet. */
  int queued() {
    return inbox.size();
  }

  /** Whether the thread lives and took a turn within the limit. */
  boolean isAlive(long limitNanos) {
    return thread.isAlive() && System.nanoTime() - turnNanos < limitNanos;
  }

  /** Stops; what was not acknowledged comes again. The spool stays the caller's to close. */
  @Override
  public void close() {
    // Not interrupted: that would close the file it may be writing.
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
