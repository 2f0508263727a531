package io.rivulet.domain.course;

import io.rivulet.domain.reading.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The elements that a {@link Course} holds, in the order of their origins. Confined to one thread.
 */
public interface Held<E> extends Iterable<E> {
  /** How many. */
  int size();

  /** The origin of the last, empty where none is held. */
  Optional<Origin> latest();

  /** The elements later than an origin, in order. */
  Iterable<E> after(Origin origin);

  /** Puts an element, later than all that are held, at the end. */
  void append(E element);

  /**
   * Puts an element in its place.
   *
   * @return false where one of the same origin is held; then nothing changed
   */
  boolean insert(E element);

  /**
   * Takes away the oldest elements, in order. It may take fewer than it could, so that what lies
   * together can go together, but comes to an end when called until it takes none.
   *
   * @param before only elements of an earlier time
   * @param keeping how many are left at least
   */
  List<E> takeOldest(Instant before, int keeping);
}
