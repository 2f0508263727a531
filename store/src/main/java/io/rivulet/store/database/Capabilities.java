package io.rivulet.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What the database offers, after migration.
 *
 * @param postgresVersion such as {@code 17.11}
 * @param timescaleVersion version of the extension in this database; empty where it is not there
 * @param plainTables raw tables that are not hypertables, ordered by name
 */
public record Capabilities(
    String postgresVersion, Optional<String> timescaleVersion, List<String> plainTables) {
  /** The tables that are hypertables where TimescaleDB is there, ordered by name. */
  static final List<String> RAW_TABLES =
      List.of("device_status", "dose_history", "late_sample", "pump_sample", "vitals_sample");

  /** Keeps a list that nobody changes. */
  public Capabilities {
    plainTables = List.copyOf(plainTables);
  }

  /** Asks the database. */
  public static Capabilities of(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      String postgres = statement.getConnection().getMetaData().getDatabaseProductVersion();
      Optional<String> timescale =
          first(statement, "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'");
      return new Capabilities(postgres, timescale, plain(statement, timescale.isPresent()));
    }
  }

  /** What is off and how to turn it on, one sentence each; empty where nothing is. */
  public List<String> off() {
    if (timescaleVersion.isEmpty()) {
      return List.of(
          "TimescaleDB is not in this PostgreSQL "
              + postgresVersion
              + ": raw tables are plain tables, without chunks; install the extension, preload it, and migrate an empty database");
    }
    return plainTables.stream()
        .map(
            table ->
                "table "
                    + table
                    + " held rows before TimescaleDB came and stays a plain table; convert it with create_hypertable(..., migrate_data => true) while nothing lands")
        .toList();
  }

  private static List<String> plain(Statement statement, boolean timescale) throws SQLException {
    List<String> plain = new ArrayList<>(RAW_TABLES);
    if (timescale) {
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT hypertable_name FROM timescaledb_information.hypertables WHERE hypertable_schema = '"
                  + Migrations.SCHEMA
                  + "'")) {
        while (rows.next()) {
          plain.remove(rows.getString(1));
        }
      }
    }
    return plain;
  }

  private static Optional<String> first(Statement statement, String question) throws SQLException {
    try (ResultSet rows = statement.executeQuery(question)) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }
}
