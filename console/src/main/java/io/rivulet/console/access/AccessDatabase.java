package io.rivulet.console.access;

import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.database.SchemaMigration;
import io.rivulet.runtime.database.Transactions;
import io.rivulet.store.read.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Schema {@code rivulet_console}. Makes it when it is first asked, so that a console starts while
 * its database is away.
 */
public final class AccessDatabase {
  /** The schema's name. */
  public static final String SCHEMA = "rivulet_console";

  private static final String LOCATION = "classpath:db/console";

  private final DataSource pool;
  private final Migration migration;
  private volatile boolean migrated;

  /** Brings the schema to the version this program needs. */
  @FunctionalInterface
  public interface Migration {
    /** Does it. */
    void run() throws SQLException;
  }

  /** Reads a row. */
  @FunctionalInterface
  public interface Row<T> {
    /** Reads it. */
    T read(ResultSet row) throws SQLException;
  }

  /** Over connections; the migration is run before the first of them is used. */
  public AccessDatabase(DataSource pool, Migration migration) {
    this.pool = Objects.requireNonNull(pool, "pool");
    this.migration = Objects.requireNonNull(migration, "migration");
  }

  /**
   * Makes the schema, or brings it to the version this program needs.
   *
   * @throws SQLException where the database does not answer, or is too old
   */
  public static void migrate(DatabaseConfig config) throws SQLException {
    DatabaseConfig own =
        new DatabaseConfig(
            config.url(), config.user(), config.password(), SchemaMigration.CONNECTIONS);
    try (var connections = ConnectionPool.open(own, "rivulet-console-migrations")) {
      SchemaMigration.migrate(connections, SCHEMA, LOCATION);
    }
  }

  /**
   * Looks whether the schema is of the version this program needs, for a login that does not own
   * it.
   *
   * @throws SQLException where it is not, or the database does not answer
   */
  public static void require(DatabaseConfig config) throws SQLException {
    DatabaseConfig own = config.as(config.user(), config.password(), SchemaMigration.CONNECTIONS);
    try (var connections = ConnectionPool.open(own, "rivulet-console-version")) {
      SchemaMigration.require(
          connections, SCHEMA, LOCATION, "run ./rivulet console --prepare as the owner");
    }
  }

  /**
   * Does something in one transaction.
   *
   * @param question what is asked, for messages
   * @throws StoreUnavailableException where the database does not answer; nothing was done then, or
   *     it is not known
   */
  public <T> T transact(String question, Transactions.Work<T> work) {
    try {
      ready();
      return Transactions.run(pool, work);
    } catch (SQLException e) {
      throw new StoreUnavailableException(question, e);
    }
  }

  private void ready() throws SQLException {
    if (!migrated) {
      synchronized (this) {
        if (!migrated) {
          migration.run();
          migrated = true;
        }
      }
    }
  }

  /** Changes rows; answers how many. */
  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** Reads rows. */
  public static <T> List<T> list(Connection connection, String sql, Row<T> row, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    }
  }

  /** Reads the first row, where there is one. */
  public static <T> Optional<T> first(
      Connection connection, String sql, Row<T> row, Object... values) throws SQLException {
    return list(connection, sql, row, values).stream().findFirst();
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof Instant time) {
        statement.setObject(i + 1, time.atOffset(ZoneOffset.UTC));
      } else if (value instanceof List<?> texts) {
        statement.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
      } else {
        statement.setObject(i + 1, value);
      }
    }
    return statement;
  }

  /** A time, where there is one. */
  public static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** A list of texts. */
  public static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
