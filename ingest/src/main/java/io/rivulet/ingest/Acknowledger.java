package io.rivulet.ingest;

import io.rivulet.ingest.acknowledgement.AcknowledgementQueue;
import io.rivulet.ingest.acknowledgement.AcknowledgementQueue.Ticket;
import io.rivulet.ingest.acknowledgement.QuietAfterFull;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends the acknowledgements that the queue releases. One lock is held from the decision to the
 * sending, so that they leave in the queue's order and none leaves after its generation ended.
 */
final class Acknowledger {
  private static final long QUIET_NANOS = 5_000_000_000L;

  private final AcknowledgementQueue queue;
  private final BridgeMetrics metrics;
  private final QuietAfterFull quiet;

  /**
   * Takes up to twice what the broker was promised. Artemis counts its messages on several threads
   * and was seen to send a few over the receive maximum; that is no reason to lose the connection.
   */
  Acknowledger(int inFlightMax, BridgeMetrics metrics) {
    this.queue = new AcknowledgementQueue(2 * inFlightMax);
    this.metrics = metrics;
    this.quiet = new QuietAfterFull(inFlightMax, QUIET_NANOS);
  }

  /** Begins a generation: nothing of an earlier one is acknowledged after this returns. */
  synchronized long newGeneration() {
    long generation = queue.newGeneration();
    quiet.begin(System.nanoTime());
    notifyAll();
    return generation;
  }

  synchronized Ticket accept(long generation, int packetId) {
    long now = System.nanoTime();
    Ticket ticket = queue.accept(generation, packetId, now);
    quiet.arrived(queue.inFlight(), now);
    return ticket;
  }

  /** Kafka has the message of this ticket; sends what may be acknowledged now. */
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

  /** Whether the broker went quiet after it had filled what it may send. */
  synchronized boolean isQuietAfterFull() {
    return quiet.isSuspect(queue.inFlight(), System.nanoTime());
  }

  synchronized int inFlight() {
    return queue.inFlight();
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
