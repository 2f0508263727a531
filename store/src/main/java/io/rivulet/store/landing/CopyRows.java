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
 * Sends rows by COPY in binary form: the server parses no text and plans nothing. Rows are written
 * apart from being sent, so that a batch can be written while the server takes in the one before.
 */
final class CopyRows<T> implements Columns<T> {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final List<Field<T>> fields = new ArrayList<>();

  private interface Field<T> {
    void write(T row, CopyBuffer out);
  }

  /**
   * Rows as they go to the database.
   *
   * @param bytes room for more than is sent
   * @param length how many are sent
   */
  record Encoded(byte[] bytes, int length) {
    /**
     * Sends them.
     *
     * @param sql a COPY of these columns FROM STDIN in binary form
     * @return how many rows the database took: all
     * @throws SQLException where it refuses one of them, a repeated key too; then it took none
     */
    long copy(Connection connection, String sql) throws SQLException {
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      try {
        for (int from = 0; from < length; from += CHUNK_BYTES) {
          copy.writeToCopy(bytes, from, Math.min(CHUNK_BYTES, length - from));
        }
        return copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    }
  }

  /** Writes rows as they go to the database. */
  Encoded encode(List<T> rows) {
    CopyBuffer out = new CopyBuffer(CHUNK_BYTES);
    out.header();
    for (T row : rows) {
      out.int16(fields.size());
      for (Field<T> field : fields) {
        field.write(row, out);
      }
    }
    out.trailer();
    return new Encoded(out.bytes(), out.length());
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
}
