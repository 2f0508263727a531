package io.rivulet.console.course;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A list that stays short however long it gets: when it is full, of every few items only those stay
 * that hold the lowest or highest value of some sign, and the ends. So no extreme is ever lost.
 *
 * @param <T> what is listed, in order of time
 */
final class Thinned<T> {
  private static final int TOGETHER = 32;

  private final int limit;
  private final List<ToDoubleFunction<T>> signs;
  private List<T> kept = new ArrayList<>();
  private long leftOut;

  /**
   * An empty list.
   *
   * @param limit the most it holds
   * @param signs whose extremes stay, at most 14; NaN where an item has no value
   */
  Thinned(int limit, List<ToDoubleFunction<T>> signs) {
    if (signs.size() > 14 || limit < 2 * TOGETHER) {
      throw new IllegalArgumentException(signs.size() + " signs, limit " + limit);
    }
    this.limit = limit;
    this.signs = List.copyOf(signs);
  }

  void add(T item) {
    if (kept.size() == limit) {
      thin();
    }
    kept.add(item);
  }

  /** What is left, in order. */
  List<T> items() {
    return kept;
  }

  /** How many are not there any more. */
  long leftOut() {
    return leftOut;
  }

  private void thin() {
    List<T> next = new ArrayList<>(kept.size());
    for (int from = 0; from < kept.size(); from += TOGETHER) {
      List<T> group = kept.subList(from, Math.min(kept.size(), from + TOGETHER));
      extremes(group).stream().mapToObj(group::get).forEach(next::add);
    }
    leftOut += kept.size() - next.size();
    kept = next;
  }

  private BitSet extremes(List<T> group) {
    BitSet stay = new BitSet(group.size());
    stay.set(0);
    stay.set(group.size() - 1);
    for (ToDoubleFunction<T> sign : signs) {
      int lowest = -1;
      int highest = -1;
      for (int i = 0; i < group.size(); i++) {
        double value = sign.applyAsDouble(group.get(i));
        if (!Double.isNaN(value)) {
          lowest = lowest < 0 || value < sign.applyAsDouble(group.get(lowest)) ? i : lowest;
          highest = highest < 0 || value > sign.applyAsDouble(group.get(highest)) ? i : highest;
        }
      }
      if (lowest >= 0) {
        stay.set(lowest);
        stay.set(highest);
      }
    }
    return stay;
  }
}
