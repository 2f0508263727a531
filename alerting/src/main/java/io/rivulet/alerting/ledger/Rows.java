package io.rivulet.alerting.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;

/** Times and lists as the driver takes them. */
public final class Rows {
  private Rows() {}

  /** As the driver takes it. */
  public static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** As the driver takes it; null where it is empty. */
  public static OffsetDateTime time(Optional<Instant> instant) {
    return instant.map(Rows::time).orElse(null);
  }

  /** A column that is never null. */
  public static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** A column that may be null. */
  public static Optional<Instant> findInstant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** A column that may be null. */
  public static Optional<String> findText(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /** For a parameter that is compared by {@code = ANY (?)}. */
  public static java.sql.Array texts(Connection connection, Collection<String> texts)
      throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }
}
