package io.rivulet.ingest.carriage;

import io.rivulet.ingest.acknowledgement.AcknowledgementQueue;
import io.rivulet.ingest.acknowledgement.AcknowledgementQueue.Ticket;
import io.rivulet.ingest.metrics.BridgeMetrics;
import io.rivulet.ingest.mqtt.MqttLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends the acknowledgements that the queue releases. One lock is held from the decision to the
 * sending, so that they leave in the queue's order and none leaves after its generation ended.
 */
public final class Acknowledger {
  private static final long UNMEASURED = Long.MIN_VALUE;

  private final int capacity;
  private final AcknowledgementQueue queue;
  private final BridgeMetrics metrics;
  private long generation;

  /**
   * Takes up to twice what the broker was promised, and then nothing more until something is
   * acknowledged. Artemis was seen to send a few over the receive maximum, and Mosquitto before
   * 2.0.14 sends as many as it likes once a backlog drains; that is no reason to lose the
   * connection, but the bound must hold.
   */
  public Acknowledger(int inFlightMax, BridgeMetrics metrics) {
    this.capacity = 2 * inFlightMax;
    this.queue = new AcknowledgementQueue(capacity);
    this.metrics = metrics;
  }

  /** Begins a generation: nothing of an earlier one is acknowledged after this returns. */
  public synchronized long newGeneration() {
    generation = queue.newGeneration();
    notifyAll();
    return generation;
  }

  /** Whether a message of this connection would be taken at once. */
  synchronized boolean hasRoom(long ofGeneration) {
    return queue.inFlight() < capacity || ofGeneration != generation;
  }

  /** A message came; waits while there is no room for it on its connection. */
  Ticket accept(long ofGeneration, int packetId) throws InterruptedException {
    return accept(ofGeneration, packetId, System.nanoTime());
  }

  /** A canary came, which is no message to be measured; waits like any other. */
  Ticket acceptCanary(long ofGeneration, int packetId) throws InterruptedException {
    return accept(ofGeneration, packetId, UNMEASURED);
  }

  private synchronized Ticket accept(long ofGeneration, int packetId, long receivedNanos)
      throws InterruptedException {
    while (queue.inFlight() >= capacity && ofGeneration == generation) {
      wait();
    }
    return queue.accept(ofGeneration, packetId, receivedNanos);
  }

  /** These are safe; sends what may be acknowledged now. */
  synchronized void stored(List<Receipt> receipts) {
    List<Ticket> completed = new ArrayList<>(receipts.size());
    Optional<MqttLink> link = Optional.empty();
    for (Receipt receipt : receipts) {
      Ticket ticket = receipt.ticket().orElseThrow();
      if (queue.isFenced(ticket)) {
        metrics.fenced();
      } else {
        completed.add(ticket);
        link = Optional.of(receipt.link());
      }
    }
    link.ifPresent(current -> acknowledge(current, queue.complete(completed)));
  }

  /** This came and needs nothing more. */
  synchronized void stored(Ticket ticket, MqttLink link) {
    if (!queue.isFenced(ticket)) {
      acknowledge(link, queue.complete(ticket));
    }
  }

  private void acknowledge(MqttLink link, List<Ticket> released) {
    if (released.isEmpty()) {
      return;
    }
    int[] packetIds = new int[released.size()];
    for (int i = 0; i < packetIds.length; i++) {
      packetIds[i] = released.get(i).packetId();
    }
    link.acknowledge(packetIds);
    long now = System.nanoTime();
    for (Ticket ticket : released) {
      if (ticket.receivedNanos() != UNMEASURED) {
        metrics.acknowledged(now - ticket.receivedNanos());
      }
    }
    notifyAll();
  }

  /** Whether the connection of this ticket is gone; the broker then delivers its message again. */
  synchronized boolean isFenced(Ticket ticket) {
    return queue.isFenced(ticket);
  }

  public synchronized int inFlight() {
    return queue.inFlight();
  }

  /** Waits until nothing is in flight; false where the time ran out first. */
  public synchronized boolean awaitEmpty(long limitNanos) throws InterruptedException {
    long deadline = System.nanoTime() + limitNanos;
    while (queue.inFlight() > 0) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
