package io.rivulet.ingest.carriage;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a carrier has to see to: messages that arrived, from the reading thread, and messages that
 * Kafka stored, from its thread. Either wakes the carrier; neither waits for it. What bounds it is
 * the room for messages in flight.
 */
public final class Inbox {
  private final BlockingQueue<List<Receipt>> arrived = new LinkedBlockingQueue<>();
  private final Queue<Receipt> stored = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();

  /** Messages arrived, in this order. */
  void arrived(List<Receipt> receipts) {
    arrived.add(receipts);
  }

  /** Kafka stored this one. */
  void stored(Receipt receipt) {
    stored.add(receipt);
    if (!woken.getAndSet(true)) {
      arrived.add(List.of());
    }
  }

  /** Moves what arrived behind what is pending; waits for something, but not longer than this. */
  void await(long limitMillis, Deque<Receipt> pending) throws InterruptedException {
    List<Receipt> group = arrived.poll(limitMillis, TimeUnit.MILLISECONDS);
    while (group != null) {
      pending.addAll(group);
      group = arrived.poll();
    }
  }

  /** What Kafka stored since this was last asked. */
  List<Receipt> takeStored() {
    woken.set(false);
    List<Receipt> taken = new ArrayList<>();
    for (Receipt receipt = stored.poll(); receipt != null; receipt = stored.poll()) {
      taken.add(receipt);
    }
    return taken;
  }

  /** Groups that nobody has looked at yet. */
  int size() {
    return arrived.size();
  }
}
