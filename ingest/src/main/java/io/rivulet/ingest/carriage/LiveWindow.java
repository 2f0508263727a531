package io.rivulet.ingest.carriage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The live messages on their way to Kafka, in the order of receipt. The carrier's thread uses it;
 * completions come on Kafka's.
 */
public final class LiveWindow {
  private final Deque<Shipment> underWay = new ArrayDeque<>();

  void send(Shipment shipment) {
    underWay.add(shipment);
    shipment.send();
  }

  int size() {
    return underWay.size();
  }

  /** How long the oldest has been under way, ns; 0 where none is. */
  long oldestNanos(long nowNanos) {
    while (!underWay.isEmpty() && !underWay.peek().isUnderWay()) {
      underWay.remove();
    }
    return underWay.isEmpty() ? 0 : nowNanos - underWay.peek().sentNanos();
  }

  /** Takes everything back that has not ended, in the order of receipt. */
  Deque<Receipt> takeBack() {
    Deque<Receipt> back = new ArrayDeque<>();
    for (Shipment shipment : underWay) {
      if (shipment.takeBack()) {
        back.add(shipment.receipt());
      }
    }
    underWay.clear();
    return back;
  }

  /** What to say of a Kafka that holds a message for so long. */
  static String impatience(long nanos) {
    return "Kafka has not acknowledged a message for "
        + TimeUnit.NANOSECONDS.toMillis(nanos)
        + " ms";
  }
}
