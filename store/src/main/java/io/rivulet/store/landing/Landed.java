package io.rivulet.store.landing;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of some records of one topic.
 *
 * @param rows rows added or restated
 * @param repeats records that repeated what was there, or were older
 * @param unlandable records set aside
 * @param heard what they say of devices
 */
record Landed(long rows, long repeats, List<Unlandable> unlandable, List<DeviceHeard> heard) {
  static final Landed NOTHING = new Landed(0, 0, List.of(), List.of());

  /** A result without anything set aside or heard. */
  static Landed of(long rows, long repeats) {
    return new Landed(rows, repeats, List.of(), List.of());
  }

  static Landed setAside(Unlandable record) {
    return new Landed(0, 0, List.of(record), List.of());
  }

  Landed plus(Landed other) {
    return new Landed(
        rows + other.rows,
        repeats + other.repeats,
        concat(unlandable, other.unlandable),
        concat(heard, other.heard));
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }
}
