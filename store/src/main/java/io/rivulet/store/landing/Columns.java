package io.rivulet.store.landing;

import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Takes the columns of rows one after another, in the order of the statement they are for. */
interface Columns<T> {
  Columns<T> text(Function<T, String> column) throws SQLException;

  /** Texts joined by commas, for an array of text. */
  Columns<T> list(Function<T, String> column) throws SQLException;

  /** Text that is JSON. */
  Columns<T> json(Function<T, String> column) throws SQLException;

  Columns<T> longs(ToLongFunction<T> column) throws SQLException;

  Columns<T> nullableLongs(Function<T, Long> column) throws SQLException;

  Columns<T> doubles(Function<T, Double> column) throws SQLException;

  Columns<T> booleans(Predicate<T> column) throws SQLException;

  Columns<T> times(Function<T, Instant> column) throws SQLException;
}
