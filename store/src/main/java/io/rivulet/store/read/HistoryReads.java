package io.rivulet.store.read;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Opens what is stored of past sessions, to be run through the rules again. Samples stream through
 * bounded memory; names and bindings of the sessions asked for are held. Safe for use by many
 * threads.
 */
public final class HistoryReads {
  private static final String OVERLAPPING =
      """
      SELECT session FROM rivulet.session
      WHERE least(opened_time, started_time) < ?::timestamptz
        AND (closed_time IS NULL OR closed_time > ?::timestamptz)
      ORDER BY session
      """;
  private static final String KNOWN =
      "SELECT session FROM rivulet.session WHERE session = ANY (?) ORDER BY session";

  private final DataSource database;

  /** Reads through connections of this pool, one for each open history. */
  public HistoryReads(DataSource database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * The whole of every session that was under way at some time of a span, also what lies outside of
   * the span. A session begins with its opening or its first binding, whichever is earlier, and
   * lasts while it is not closed.
   *
   * @param from inclusive
   * @param to exclusive
   * @throws IllegalArgumentException where the span is empty
   * @throws StoreUnavailableException where the database does not answer
   */
  public History overlapping(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "the span from %s to %s is empty; it needs a later end".formatted(from, to));
    }
    return History.open(
        database,
        snapshot ->
            snapshot.rows(OVERLAPPING, row -> row.text("session"), to.toString(), from.toString()));
  }

  /**
   * The whole of these sessions; names that are not known are left out.
   *
   * @throws StoreUnavailableException where the database does not answer
   */
  public History of(Collection<String> sessions) {
    String[] names = List.copyOf(sessions).toArray(String[]::new);
    return History.open(
        database, snapshot -> snapshot.rows(KNOWN, row -> row.text("session"), (Object) names));
  }
}
