package io.rivulet.onebox.faults;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** What the broker acknowledged to devices: each message of it is owed to Kafka. */
final class Ledger {
  private final Map<String, BitSet> acknowledged = new TreeMap<>();
  private long count;
  private long unrouted;

  /** The broker sent PUBACK for a device's message. */
  synchronized void acknowledged(String device, long sequence) {
    BitSet ofDevice = acknowledged.computeIfAbsent(device, d -> new BitSet());
    if (!ofDevice.get((int) sequence)) {
      ofDevice.set((int) sequence);
      count++;
    }
  }

  /** The broker sent PUBACK and said that nobody is subscribed. */
  synchronized void unrouted() {
    unrouted++;
  }

  /** Messages acknowledged, each once. */
  synchronized long count() {
    return count;
  }

  /** Messages that the broker took for nobody; a scenario that has some shows nothing. */
  synchronized long unroutedCount() {
    return unrouted;
  }

  /** Sequence numbers acknowledged, by device. */
  synchronized Map<String, BitSet> snapshot() {
    Map<String, BitSet> copy = new TreeMap<>();
    acknowledged.forEach((device, sequences) -> copy.put(device, (BitSet) sequences.clone()));
    return copy;
  }
}
