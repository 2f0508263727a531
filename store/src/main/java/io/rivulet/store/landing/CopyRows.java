package io.rivulet.store.landing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends rows by COPY in binary form: the server parses no text and plans nothing. The server takes
 * in rows while later ones are still being written.
 */
final class CopyRows<T> implements Columns<T> {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final List<Field<T>> fields = new ArrayList<>();

  private interface Field<T> {
    void write(T row, CopyBuffer out);
  }

  /**
   * Sends rows.
   *
   * @param sql a COPY of these columns FROM STDIN in binary form
   * @return how many rows the database took: all
   * @throws SQLException where it refuses one of them, a repeated key too; then it took none
   */
  long copy(Connection connection, String sql, List<T> rows) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    try {
      CopyBuffer out = new CopyBuffer(2 * CHUNK_BYTES);
      out.header();
      for (T row : rows) {
        out.int16(fields.size());
        for (Field<T> field : fields) {
          field.write(row, out);
        }
        if (out.length() >= CHUNK_BYTES) {
          flush(copy, out);
        }
      }
      out.trailer();
      flush(copy, out);
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  @Override
  public CopyRows<T> text(Function<T, String> column) {
    return add((row, out) -> out.text(column.apply(row)));
  }

  @Override
  public CopyRows<T> list(Function<T, String> column) {
    return add((row, out) -> out.texts(column.apply(row)));
  }

  @Override
  public CopyRows<T> json(Function<T, String> column) {
    return add((row, out) -> out.json(column.apply(row)));
  }

  @Override
  public CopyRows<T> longs(ToLongFunction<T> column) {
    return add((row, out) -> out.value(column.applyAsLong(row)));
  }

  @Override
  public CopyRows<T> nullableLongs(Function<T, Long> column) {
    return add(
        (row, out) -> {
          Long value = column.apply(row);
          if (value == null) {
            out.none();
          } else {
            out.value(value);
          }
        });
  }

  @Override
  public CopyRows<T> doubles(Function<T, Double> column) {
    return add(
        (row, out) -> {
          Double value = column.apply(row);
          if (value == null) {
            out.none();
          } else {
            out.value(Double.doubleToLongBits(value));
          }
        });
  }

  @Override
  public CopyRows<T> booleans(Predicate<T> column) {
    return add((row, out) -> out.flag(column.test(row)));
  }

  @Override
  public CopyRows<T> times(Function<T, Instant> column) {
    return add(
        (row, out) -> {
          Instant time = column.apply(row);
          if (time == null) {
            out.none();
          } else {
            out.time(time);
          }
        });
  }

  private CopyRows<T> add(Field<T> field) {
    fields.add(field);
    return this;
  }

  private static void flush(CopyIn copy, CopyBuffer out) throws SQLException {
    copy.writeToCopy(out.bytes(), 0, out.length());
    out.clear();
  }
}
