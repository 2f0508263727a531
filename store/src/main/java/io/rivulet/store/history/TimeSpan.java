package io.rivulet.store.history;

import java.time.Instant;
import java.util.Optional;

/**
 * A span of time, open where an end is missing.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record TimeSpan(Optional<Instant> from, Optional<Instant> to) {
  /** All of time. */
  public static final TimeSpan ALL = new TimeSpan(Optional.empty(), Optional.empty());

  /** Years that PostgreSQL, Parquet and Arrow can all hold in microseconds. */
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  /** Refuses times out of range, and a span that is empty. */
  public TimeSpan {
    from.ifPresent(at -> check("from", at));
    to.ifPresent(at -> check("to", at));
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw new IllegalArgumentException(
          "the span from %s to %s is empty; it needs a later end".formatted(from.get(), to.get()));
    }
  }

  static void check(String name, Instant at) {
    if (at.isBefore(FIRST) || at.isAfter(LAST)) {
      throw new IllegalArgumentException(
          "%s %s is not from %s to %s".formatted(name, at, FIRST, LAST));
    }
  }

  /** Adds conditions on a column. */
  void on(Sql sql, String column) {
    from.ifPresent(at -> sql.add(" AND " + column + " >= ").time(at));
    to.ifPresent(at -> sql.add(" AND " + column + " < ").time(at));
  }

  @Override
  public String toString() {
    return from.map(Instant::toString).orElse("..") + "/" + to.map(Instant::toString).orElse("..");
  }
}
