package io.rivulet.ingest.quarantine;

import io.rivulet.schemas.record.QuarantineRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Turns the records of the topic into one entry for each refused thing. Redrives are remembered
 * whatever the filter says of their time and reason: a thing must not look open because of how it
 * was asked for.
 *
 * <p>At most {@code capacity} entries are held, and as many redrives. When there are more, those
 * received (or redriven) earliest go, a tenth at a time, and are counted.
 */
final class QuarantineFold {
  private static final Comparator<Entry> BY_TIME =
      Comparator.comparing(Entry::lastReceived).thenComparing(Entry::id);

  private final QuarantineFilter filter;
  private final int capacity;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, EntryState.Redriven> redrives = new HashMap<>();
  private long leftOut;
  private long unreadable;

  /**
   * Folds what the filter asks for.
   *
   * @param capacity 10 or more
   */
  QuarantineFold(QuarantineFilter filter, int capacity) {
    if (capacity < 10) {
      throw new IllegalArgumentException("capacity " + capacity + " is less than 10");
    }
    this.filter = filter;
    this.capacity = capacity;
  }

  /** Takes a record; those of one partition in their order. */
  void add(QuarantineRecord record, Position position) {
    if (!filter.admitsThing(record)) {
      return;
    }
    if (Entry.isMark(record)) {
      redrives.merge(
          record.getId(), redriven(record), (a, b) -> a.time().isAfter(b.time()) ? a : b);
    }
    if (filter.admits(record)) {
      entries.merge(record.getId(), Entry.of(record, position), Entry::plus);
    }
    if (entries.size() > capacity) {
      leftOut += removeOldest(entries, Entry::lastReceived);
    }
    if (redrives.size() > capacity) {
      leftOut += removeOldest(redrives, EntryState.Redriven::time);
    }
  }

  /** Counts a record that is none. */
  void addUnreadable() {
    unreadable++;
  }

  Snapshot snapshot() {
    List<Entry> folded =
        entries.values().stream()
            .map(
                entry ->
                    redrives.containsKey(entry.id())
                        ? entry.withState(redrives.get(entry.id()))
                        : entry)
            .sorted(BY_TIME)
            .toList();
    return new Snapshot(folded, leftOut, unreadable);
  }

  private static EntryState.Redriven redriven(QuarantineRecord mark) {
    return new EntryState.Redriven(
        mark.getRedrivenTime(),
        orUnknown(mark.getRedrivenBy()),
        orUnknown(mark.getRedrivenTo()),
        Boolean.TRUE.equals(mark.getRedrivenCorrected()));
  }

  private static String orUnknown(String text) {
    return text == null ? "unknown" : text;
  }

  private <V> long removeOldest(Map<String, V> held, Function<V, java.time.Instant> time) {
    List<String> oldest =
        held.entrySet().stream()
            .sorted(Comparator.comparing(entry -> time.apply(entry.getValue())))
            .limit(Math.max(1, capacity / 10))
            .map(Map.Entry::getKey)
            .toList();
    oldest.forEach(held::remove);
    return oldest.size();
  }
}
