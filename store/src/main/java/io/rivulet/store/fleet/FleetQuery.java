package io.rivulet.store.fleet;

import java.util.Objects;
import java.util.Optional;

/**
 * One page of devices.
 *
 * @param filter which
 * @param sort in order of what, then by name
 * @param descending whether the greatest comes first; devices without a value come last either way
 * @param after the cursor of the page before; empty for the first page
 * @param skip how many to leave out behind it, 0 to {@link #MAX_SKIP}
 * @param limit how many at most, 1 to {@link #MAX_LIMIT}
 */
public record FleetQuery(
    FleetFilter filter,
    FleetSort sort,
    boolean descending,
    Optional<String> after,
    int skip,
    int limit) {
  /** The most devices of a page. */
  public static final int MAX_LIMIT = 1_000;

  /** The most that are left out. */
  public static final int MAX_SKIP = 1_000_000;

  /** Refuses what is outside its range. */
  public FleetQuery {
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(sort, "sort");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 to " + MAX_LIMIT);
    }
    if (skip < 0 || skip > MAX_SKIP) {
      throw new IllegalArgumentException("skip " + skip + " is not 0 to " + MAX_SKIP);
    }
  }

  /** What a cursor has to be of. */
  String question() {
    return "fleet " + sort + (descending ? " desc " : " asc ") + filter.canonical();
  }
}
