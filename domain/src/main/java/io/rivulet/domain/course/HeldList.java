package io.rivulet.domain.course;

import io.rivulet.domain.reading.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Elements held as objects in a sorted list. */
public final class HeldList<E> implements Held<E> {
  private final Function<? super E, Origin> originOf;
  private final List<E> ordered = new ArrayList<>();

  /**
   * Holds nothing yet.
   *
   * @param originOf where an element came from
   */
  public HeldList(Function<? super E, Origin> originOf) {
    this.originOf = originOf;
  }

  @Override
  public int size() {
    return ordered.size();
  }

  @Override
  public Optional<Origin> latest() {
    return ordered.isEmpty()
        ? Optional.empty()
        : Optional.of(originOf.apply(ordered.get(ordered.size() - 1)));
  }

  @Override
  public List<E> after(Origin origin) {
    int from = ordered.size();
    while (from > 0 && originOf.apply(ordered.get(from - 1)).compareTo(origin) > 0) {
      from--;
    }
    return List.copyOf(ordered.subList(from, ordered.size()));
  }

  @Override
  public void append(E element) {
    ordered.add(element);
  }

  @Override
  public boolean insert(E element) {
    Origin origin = originOf.apply(element);
    // Late elements are mostly late by little: look from the end.
    int place = ordered.size();
    while (place > 0) {
      int order = originOf.apply(ordered.get(place - 1)).compareTo(origin);
      if (order == 0) {
        return false;
      }
      if (order < 0) {
        break;
      }
      place--;
    }
    ordered.add(place, element);
    return true;
  }

  @Override
  public List<E> takeOldest(Instant before, int keeping) {
    int count = 0;
    while (count < ordered.size() - keeping
        && originOf.apply(ordered.get(count)).time().isBefore(before)) {
      count++;
    }
    List<E> oldest = List.copyOf(ordered.subList(0, count));
    ordered.subList(0, count).clear();
    return oldest;
  }

  @Override
  public Iterator<E> iterator() {
    return List.copyOf(ordered).iterator();
  }
}
