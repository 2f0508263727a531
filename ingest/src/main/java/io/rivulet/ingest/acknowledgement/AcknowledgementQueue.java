package io.rivulet.ingest.acknowledgement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Decides when a received message may be acknowledged: in the order of receipt (MQTT 5, 4.6), never
 * before it was completed, and only on the connection it came by. An MQTT packet identifier means
 * nothing on another connection, so everything accepted before a new generation is forgotten; the
 * broker delivers it again.
 *
 * <p>Not safe for use by several threads: callers hold one lock around a decision and the sending
 * of what it returns, or the order would be lost between the two.
 */
public final class AcknowledgementQueue {
  private final int capacity;
  private final Deque<Ticket> waiting;
  private long generation;

  /**
   * An empty queue, before its first generation.
   *
   * @param capacity messages waiting at once, 1 or more; the receive maximum promised to the broker
   */
  public AcknowledgementQueue(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity " + capacity + " is below 1");
    }
    this.capacity = capacity;
    this.waiting = new ArrayDeque<>(capacity);
  }

  /** A received message that waits for its acknowledgement. */
  public static final class Ticket {
    private final long generation;
    private final int packetId;
    private final long receivedNanos;
    private boolean completed;

    private Ticket(long generation, int packetId, long receivedNanos) {
      this.generation = generation;
      this.packetId = packetId;
      this.receivedNanos = receivedNanos;
    }

    /** The connection it came by. */
    public long generation() {
      return generation;
    }

    /** The packet identifier to acknowledge, 1 to 65,535. */
    public int packetId() {
      return packetId;
    }

    /** When it came, on the clock of the caller of {@link #accept}. */
    public long receivedNanos() {
      return receivedNanos;
    }
  }

  /** Begins a connection and forgets everything of the one before; returns its number. */
  public long newGeneration() {
    waiting.clear();
    generation++;
    return generation;
  }

  /**
   * A message came.
   *
   * @param generation the connection it came by; a ticket of any but the current one is never
   *     acknowledged
   * @param packetId its packet identifier, 1 to 65,535
   * @param receivedNanos when, on a clock of the caller's choice; handed back with the ticket
   * @throws IllegalStateException where the broker sent more than the capacity unacknowledged
   */
  public Ticket accept(long generation, int packetId, long receivedNanos) {
    if (packetId < 1 || packetId > 65_535) {
      throw new IllegalArgumentException(
          "packet identifier " + packetId + " is outside 1 to 65535");
    }
    Ticket ticket = new Ticket(generation, packetId, receivedNanos);
    if (generation == this.generation) {
      if (waiting.size() == capacity) {
        throw new IllegalStateException(
            "the broker sent more than " + capacity + " unacknowledged messages");
      }
      waiting.add(ticket);
    }
    return ticket;
  }

  /**
   * What the ticket stands for is safe elsewhere.
   *
   * @return what to acknowledge now, in this order; empty while an earlier message waits, and for a
   *     ticket of an earlier generation or one completed before
   */
  public List<Ticket> complete(Ticket ticket) {
    return complete(List.of(ticket));
  }

  /**
   * What these tickets stand for is safe elsewhere.
   *
   * @return what to acknowledge now, in this order, which is that of receipt
   */
  public List<Ticket> complete(List<Ticket> tickets) {
    tickets.forEach(ticket -> ticket.completed = true);
    List<Ticket> released = new ArrayList<>(tickets.size());
    while (!waiting.isEmpty() && waiting.peek().completed) {
      released.add(waiting.remove());
    }
    return released;
  }

  /** Whether the ticket belongs to a connection that is gone. */
  public boolean isFenced(Ticket ticket) {
    return ticket.generation != generation;
  }

  /** Messages that wait for their acknowledgement. */
  public int inFlight() {
    return waiting.size();
  }
}
