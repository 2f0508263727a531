package io.rivulet.alerting.clerk;

import io.rivulet.alerting.desk.Page;
import io.rivulet.alerting.ledger.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pages of lists that are ordered by time and id. */
final class Pages {
  private Pages() {}

  /**
   * One row more than is shown is read, to know whether a page follows.
   *
   * @throws IllegalArgumentException where the limit is out of range
   */
  static int rowsFor(int limit) {
    if (limit < 1 || limit > Page.MOST) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 to " + Page.MOST);
    }
    return limit + 1;
  }

  static Optional<Place> place(Optional<String> cursor) {
    return cursor.map(Place::of);
  }

  /** The page of rows that were read, one more than the limit where there are more. */
  static <R, T> Page<T> page(
      List<R> rows, int limit, Function<List<R>, List<T>> views, Function<R, Place> place) {
    boolean more = rows.size() > limit;
    List<R> shown = more ? rows.subList(0, limit) : rows;
    Optional<String> next =
        more ? Optional.of(place.apply(shown.get(limit - 1)).cursor()) : Optional.empty();
    return new Page<>(views.apply(shown), next);
  }
}
