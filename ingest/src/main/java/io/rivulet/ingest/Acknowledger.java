package io.rivulet.ingest;

import io.rivulet.ingest.acknowledgement.AcknowledgementQueue;
import io.rivulet.ingest.acknowledgement.AcknowledgementQueue.Ticket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends the acknowledgements that the queue releases. One lock is held from the decision to the
 * sending, so that they leave in the queue's order and none leaves after its generation ended.
 */
final class Acknowledger {
  private final int inFlightMax;
  private final AcknowledgementQueue queue;
  private final BridgeMetrics metrics;

  /**
   * Takes up to twice what the broker was promised. Artemis counts its messages on several threads
   * and was seen to send a few over the receive maximum; that is no reason to lose the connection.
   */
  Acknowledger(int inFlightMax, BridgeMetrics metrics) {
    this.inFlightMax = inFlightMax;
    this.queue = new AcknowledgementQueue(2 * inFlightMax);
    this.metrics = metrics;
  }

  /** Begins a generation: nothing of an earlier one is acknowledged after this returns. */
  synchronized long newGeneration() {
    long generation = queue.newGeneration();
    notifyAll();
    return generation;
  }

  synchronized Ticket accept(long generation, int packetId) {
    return queue.accept(generation, packetId, System.nanoTime());
  }

  /** The message of this ticket is safe; sends what may be acknowledged now. */
  synchronized void stored(Ticket ticket, MqttLink link) {
    if (queue.isFenced(ticket)) {
      metrics.fenced();
      return;
    }
    List<Ticket> released = queue.complete(ticket);
    long now = System.nanoTime();
    for (Ticket acknowledged : released) {
      link.acknowledge(acknowledged.packetId());
      metrics.acknowledged(now - acknowledged.receivedNanos());
    }
    if (queue.inFlight() == 0) {
      notifyAll();
    }
  }

  /** Whether the connection of this ticket is gone; the broker then delivers its message again. */
  synchronized boolean isFenced(Ticket ticket) {
    return queue.isFenced(ticket);
  }

  synchronized int inFlight() {
    return queue.inFlight();
  }

  /** Whether the broker may send nothing more until something is acknowledged. */
  synchronized boolean isFull() {
    return queue.inFlight() >= inFlightMax;
  }

  /** Waits until nothing is in flight; false where the time ran out first. */
  synchronized boolean awaitEmpty(long limitNanos) throws InterruptedException {
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
