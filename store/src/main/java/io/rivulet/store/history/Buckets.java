package io.rivulet.store.history;

import java.time.Duration;
import java.util.TreeMap;

/** Values of one device by stretches of time that begin at whole multiples since 1970 UTC. */
final class Buckets {
  private static final int MOST = 100_000;

  private final long widthMicros;
  private final TreeMap<Long, Bucket> buckets = new TreeMap<>();
  private Bucket latest;
  private long latestStart;

  /** What fell into one stretch. */
  static final class Bucket {
    private long count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last;
    private long lastMicros = Long.MIN_VALUE;

    private void add(long timeMicros, double value) {
      count++;
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      if (timeMicros >= lastMicros) {
        last = value;
        lastMicros = timeMicros;
      }
    }

    long count() {
      return count;
    }

    double sum() {
      return sum;
    }

    double min() {
      return min;
    }

    double max() {
      return max;
    }

    double last() {
      return last;
    }
  }

  Buckets(Duration width) {
    this.widthMicros = width.toSeconds() * 1_000_000;
  }

  /** Adds a value; values may come in any order. */
  void add(long timeMicros, double value) {
    long start = Math.floorDiv(timeMicros, widthMicros) * widthMicros;
    if (latest == null || start != latestStart) {
      latest = buckets.computeIfAbsent(start, key -> new Bucket());
      latestStart = start;
      if (buckets.size() > MOST) {
        throw new IllegalArgumentException(
            "there are more than " + MOST + " buckets: ask for longer ones or a shorter span");
      }
    }
    latest.add(timeMicros, value);
  }

  /** Takes buckets in order of time. */
  interface Each {
    void take(long startMicros, Bucket bucket) throws java.io.IOException;
  }

  /**
   * Gives every bucket from the first to the last with a value, the empty ones between them too. A
   * run of empty ones is cut at {@value #MOST}: its times show what is left out.
   */
  void each(Each each) throws java.io.IOException {
    long expected = Long.MIN_VALUE;
    for (var entry : buckets.entrySet()) {
      long start = entry.getKey();
      for (long given = 0;
          expected != Long.MIN_VALUE && expected < start && given < MOST;
          given++) {
        each.take(expected, new Bucket());
        expected += widthMicros;
      }
      each.take(start, entry.getValue());
      expected = start + widthMicros;
    }
  }
}
