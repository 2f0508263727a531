package io.rivulet.alerting.clerk;

import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.ledger.Place;
import io.rivulet.alerting.ledger.Rows;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Sets the parameters of a statement, one after the other. */
final class Parameters {
  private final Connection connection;
  private final PreparedStatement statement;
  private int index = 1;

  Parameters(Connection connection, PreparedStatement statement) {
    this.connection = connection;
    this.statement = statement;
  }

  Parameters texts(Collection<String> values) throws SQLException {
    statement.setArray(index++, Rows.texts(connection, values));
    return this;
  }

  Parameters text(Optional<String> value) throws SQLException {
    statement.setString(index++, value.orElse(null));
    return this;
  }

  /** For {@code ? IS NULL OR column = ?}. */
  Parameters twice(Optional<String> value) throws SQLException {
    return text(value).text(value);
  }

  /** For {@code ?::text[] IS NULL OR site = ANY (?::text[])}. */
  Parameters sites(Sites sites) throws SQLException {
    return siteNames(sites).siteNames(sites);
  }

  /** Their names, or nothing where they are all. */
  Parameters siteNames(Sites sites) throws SQLException {
    Array names = sites.all() ? null : Rows.texts(connection, sites.only().orElseThrow());
    statement.setArray(index++, names);
    return this;
  }

  Parameters time(Optional<Instant> value) throws SQLException {
    statement.setObject(index++, Rows.time(value));
    return this;
  }

  Parameters number(long value) throws SQLException {
    statement.setLong(index++, value);
    return this;
  }

  Parameters flag(Optional<Boolean> value) throws SQLException {
    statement.setObject(index++, value.orElse(null), Types.BOOLEAN);
    return this;
  }

  /** For {@code ?::timestamptz IS NULL OR (time, id) < (?, ?)}. */
  Parameters after(Optional<Place> place) throws SQLException {
    return time(place.map(Place::time)).time(place.map(Place::time)).text(place.map(Place::id));
  }
}
