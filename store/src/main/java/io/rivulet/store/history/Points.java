package io.rivulet.store.history;

import java.util.Arrays;

/**
 * Values of one device over time, in bounded memory: of more than a million points, each two pairs
 * of neighbours give way to the least and the greatest of the four, as often as needed, before
 * triangles are looked at.
 */
final class Points {
  private static final int FIRST = 4_096;
  private static final int MOST = 1 << 20;

  private final int most;
  private long[] times = new long[FIRST];
  private double[] values = new double[FIRST];
  private int size;
  private boolean ordered = true;

  Points() {
    this(MOST);
  }

  Points(int most) {
    this.most = most;
  }

  int size() {
    return size;
  }

  long time(int index) {
    return times[index];
  }

  double value(int index) {
    return values[index];
  }

  void add(long timeMicros, double value) {
    if (size == most) {
      thin();
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, Math.min(most, size * 2));
      values = Arrays.copyOf(values, times.length);
    }
    ordered = ordered && (size == 0 || times[size - 1] <= timeMicros);
    times[size] = timeMicros;
    values[size++] = value;
  }

  /** Puts them in order of time; those of one instant keep theirs. */
  void order() {
    if (ordered) {
      return;
    }
    Integer[] places = new Integer[size];
    Arrays.setAll(places, i -> i);
    Arrays.sort(places, (a, b) -> Long.compare(times[a], times[b]));
    long[] sortedTimes = new long[size];
    double[] sortedValues = new double[size];
    for (int i = 0; i < size; i++) {
      sortedTimes[i] = times[places[i]];
      sortedValues[i] = values[places[i]];
    }
    times = sortedTimes;
    values = sortedValues;
    ordered = true;
  }

  private void thin() {
    order();
    int kept = 0;
    for (int from = 0; from < size; from += 4) {
      int to = Math.min(from + 4, size);
      int least = from;
      int most = from;
      for (int i = from + 1; i < to; i++) {
        least = values[i] < values[least] ? i : least;
        most = values[i] > values[most] ? i : most;
      }
      // Of four equal ones the last stands for them, so that the end of a plateau stays.
      int first = Math.min(least, most);
      int second = least == most ? to - 1 : Math.max(least, most);
      times[kept] = times[first];
      values[kept++] = values[first];
      times[kept] = times[second];
      values[kept++] = values[second];
    }
    size = kept;
  }
}
