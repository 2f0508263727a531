package io.rivulet.store.read;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The current row of a result, with what may be missing as an Optional. */
public record Row(ResultSet columns) {
  private static final double NANOLITRES_PER_ML = 1e6;

  public String text(String column) throws SQLException {
    return columns.getString(column);
  }

  public Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(columns.getString(column));
  }

  public long whole(String column) throws SQLException {
    return columns.getLong(column);
  }

  public int count(String column) throws SQLException {
    return columns.getInt(column);
  }

  public OptionalInt optionalCount(String column) throws SQLException {
    int value = columns.getInt(column);
    return columns.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }

  public double number(String column) throws SQLException {
    return columns.getDouble(column);
  }

  public OptionalDouble optionalNumber(String column) throws SQLException {
    double value = columns.getDouble(column);
    return columns.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** A whole number, where there is one. */
  public OptionalLong optionalWhole(String column) throws SQLException {
    long value = columns.getLong(column);
    return columns.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** A number, or null. */
  public Double nullableNumber(String column) throws SQLException {
    double value = columns.getDouble(column);
    return columns.wasNull() ? null : value;
  }

  /** A whole number, or null. */
  public Long nullableWhole(String column) throws SQLException {
    long value = columns.getLong(column);
    return columns.wasNull() ? null : value;
  }

  /** An array of texts; empty where it is null. */
  public List<String> texts(String column) throws SQLException {
    Array array = columns.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  public byte[] bytes(String column) throws SQLException {
    return columns.getBytes(column);
  }

  public boolean flag(String column) throws SQLException {
    return columns.getBoolean(column);
  }

  public Optional<Boolean> optionalFlag(String column) throws SQLException {
    boolean value = columns.getBoolean(column);
    return columns.wasNull() ? Optional.empty() : Optional.of(value);
  }

  /** A column of nanolitres, in mL. */
  public double millilitres(String column) throws SQLException {
    return columns.getLong(column) / NANOLITRES_PER_ML;
  }

  public Instant instant(String column) throws SQLException {
    return columns.getObject(column, OffsetDateTime.class).toInstant();
  }

  public Optional<Instant> optionalInstant(String column) throws SQLException {
    return Optional.ofNullable(columns.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
