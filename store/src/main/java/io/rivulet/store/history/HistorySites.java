package io.rivulet.store.history;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The clinics whose rows may be read.
 *
 * @param names any of these; empty for every clinic. With a set that is empty nothing may be read
 */
public record HistorySites(Optional<Set<String>> names) {
  /** Every clinic, those that come to be later too. */
  public static final HistorySites ALL = new HistorySites(Optional.empty());

  private static final int MOST = 1_000;

  /** Copies the names, in one order. */
  public HistorySites {
    names = names.map(TreeSet::new);
    names.ifPresent(
        few -> {
          if (few.size() > MOST) {
            throw new IllegalArgumentException(
                few.size() + " sites are more than " + MOST + ": read as somebody who may at all");
          }
        });
  }

  /** These and no others. */
  public static HistorySites only(Set<String> names) {
    return new HistorySites(Optional.of(names));
  }

  /** Adds the condition that a column names one of them. */
  void on(Sql sql, String column) {
    if (names.isEmpty()) {
      return;
    }
    if (names.get().isEmpty()) {
      sql.add(" AND false");
      return;
    }
    String before = " AND " + column + " IN (";
    for (String name : names.get()) {
      sql.add(before).text(name);
      before = ", ";
    }
    sql.add(")");
  }

  /** Adds the condition that a session is of one of them. */
  void onSession(Sql sql, String session) {
    if (names.isPresent()) {
      sql.add(" AND EXISTS (SELECT FROM {schema}.session own WHERE own.session = ").text(session);
      on(sql, "own.site");
      sql.add(")");
    }
  }

  /** Adds the condition that the session that a column names is of one of them. */
  void onSessions(Sql sql, String column) {
    if (names.isPresent()) {
      sql.add(" AND EXISTS (SELECT FROM {schema}.session own WHERE own.session = " + column);
      on(sql, "own.site");
      sql.add(")");
    }
  }

  /** Adds the condition that the series that a column names has a session of one of them. */
  void ofSeries(Sql sql, String column) {
    if (names.isPresent()) {
      sql.add(" AND EXISTS (SELECT FROM {schema}.session own WHERE own.series = " + column);
      on(sql, "own.site");
      sql.add(")");
    }
  }

  @Override
  public String toString() {
    return names.map(few -> "sites " + String.join(", ", few)).orElse("every site");
  }
}
