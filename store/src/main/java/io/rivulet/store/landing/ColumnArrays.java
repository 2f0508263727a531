package io.rivulet.store.landing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;

/**
 * Binds rows to a statement column by column, one array for each, as {@code unnest} takes them: one
 * round trip and one plan for any number of rows. Arrays travel in binary form.
 */
final class ColumnArrays<T> implements Columns<T> {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private final Connection connection;
  private final PreparedStatement statement;
  private final List<T> rows;
  private int next = 1;

  /** Binds from the first parameter on. */
  ColumnArrays(PreparedStatement statement, List<T> rows) throws SQLException {
    this.connection = statement.getConnection();
    this.statement = statement;
    this.rows = rows;
  }

  /** What binds the columns of one statement. */
  interface Binding<T> {
    void bind(ColumnArrays<T> columns) throws SQLException;
  }

  /** Runs a statement with these rows and answers how many it changed. */
  static <T> long update(Connection connection, String sql, List<T> rows, Binding<T> binding)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(new ColumnArrays<>(statement, rows));
      return statement.executeLargeUpdate();
    }
  }

  @Override
  public ColumnArrays<T> text(Function<T, String> column) throws SQLException {
    return bind("text", column, String[]::new);
  }

  @Override
  public ColumnArrays<T> list(Function<T, String> column) throws SQLException {
    return text(column);
  }

  @Override
  public ColumnArrays<T> json(Function<T, String> column) throws SQLException {
    return text(column);
  }

  @Override
  public ColumnArrays<T> longs(ToLongFunction<T> column) throws SQLException {
    long[] values = rows.stream().mapToLong(column).toArray();
    statement.setArray(next++, connection.unwrap(PGConnection.class).createArrayOf("int8", values));
    return this;
  }

  @Override
  public ColumnArrays<T> nullableLongs(Function<T, Long> column) throws SQLException {
    return bind("int8", column, Long[]::new);
  }

  ColumnArrays<T> nullableInts(Function<T, Integer> column) throws SQLException {
    return bind(
        "int8",
        row -> {
          Integer value = column.apply(row);
          return value == null ? null : value.longValue();
        },
        Long[]::new);
  }

  @Override
  public ColumnArrays<T> doubles(Function<T, Double> column) throws SQLException {
    return bind("float8", column, Double[]::new);
  }

  @Override
  public ColumnArrays<T> booleans(Predicate<T> column) throws SQLException {
    return bind("bool", column::test, Boolean[]::new);
  }

  ColumnArrays<T> nullableBooleans(Function<T, Boolean> column) throws SQLException {
    return bind("bool", column, Boolean[]::new);
  }

  ColumnArrays<T> bytes(Function<T, byte[]> column) throws SQLException {
    return bind("bytea", column, byte[][]::new);
  }

  /** Instants as microseconds since 1970, for {@code rivulet.instant_of}. */
  @Override
  public ColumnArrays<T> times(Function<T, Instant> column) throws SQLException {
    return bind("int8", row -> micros(column.apply(row)), Long[]::new);
  }

  private <C> ColumnArrays<T> bind(String type, Function<T, C> column, IntFunction<C[]> array)
      throws SQLException {
    statement.setArray(
        next++, connection.createArrayOf(type, rows.stream().map(column).toArray(array)));
    return this;
  }

  private static Long micros(Instant instant) {
    return instant == null
        ? null
        : Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND),
            instant.getNano() / NANOS_PER_MICRO);
  }
}
