package io.rivulet.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * What the database offers, after migration.
 *
 * @param postgresVersion such as {@code 17.11}
 * @param timescaleVersion version of the extension in this database; empty where it is not there
 * @param timescaleSchema where its functions are, as SQL writes it; empty text where it is not
 *     there
 * @param timescaleCommunity whether the extension is there under its community licence, which
 *     columnstore, continuous aggregates and policies need
 * @param plainTables tables that grow with time and are not hypertables, ordered by name
 * @param ownRollUps roll-ups that are tables the sink fills, ordered by name; the others are
 *     continuous aggregates
 */
public record Capabilities(
    String postgresVersion,
    Optional<String> timescaleVersion,
    String timescaleSchema,
    boolean timescaleCommunity,
    List<String> plainTables,
    List<String> ownRollUps) {
  private static final String SCHEMA_OF_FUNCTIONS =
      "SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'timescaledb'";
  private static final String HYPERTABLES =
      "SELECT hypertable_name FROM timescaledb_information.hypertables WHERE hypertable_schema = '"
          + Migrations.SCHEMA
          + "'";
  private static final String AGGREGATES =
      "SELECT view_name FROM timescaledb_information.continuous_aggregates WHERE view_schema = '"
          + Migrations.SCHEMA
          + "'";

  /** Keeps lists that nobody changes. */
  public Capabilities {
    plainTables = List.copyOf(plainTables);
    ownRollUps = List.copyOf(ownRollUps);
  }

  /** Asks the database. */
  public static Capabilities of(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      String postgres = connection.getMetaData().getDatabaseProductVersion();
      Optional<String> timescale =
          names(statement, "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'")
              .stream()
              .findFirst();
      Set<String> plain = tables(StoredTable.hypertables());
      Set<String> own = tables(StoredTable.rollUps());
      boolean community = false;
      String schema = "";
      if (timescale.isPresent()) {
        schema = names(statement, SCHEMA_OF_FUNCTIONS).iterator().next();
        community =
            names(statement, "SELECT current_setting('timescaledb.license', true)")
                .contains("timescale");
        plain.removeAll(names(statement, HYPERTABLES));
        own.removeAll(names(statement, AGGREGATES));
      }
      return new Capabilities(
          postgres, timescale, schema, community, List.copyOf(plain), List.copyOf(own));
    }
  }

  /** Whether this roll-up is a table that the sink fills. */
  public boolean keepsOwn(StoredTable rollUp) {
    return ownRollUps.contains(rollUp.table());
  }

  /** Whether this table is a hypertable. */
  public boolean isHypertable(StoredTable table) {
    return timescaleVersion.isPresent()
        && StoredTable.hypertables().contains(table)
        && !plainTables.contains(table.table());
  }

  /** What is off and how to turn it on, one sentence each; empty where nothing is. */
  public List<String> off() {
    if (timescaleVersion.isEmpty()) {
      return List.of(
          "TimescaleDB is not in this PostgreSQL "
              + postgresVersion
              + ": raw tables are plain tables, without chunks; nothing is compressed; the sink keeps the roll-ups and removes what is past its retention; install the extension, preload it, and migrate an empty database");
    }
    List<String> off = new ArrayList<>();
    if (!timescaleCommunity) {
      off.add(
          "TimescaleDB "
              + timescaleVersion.get()
              + " is here without its community licence: nothing is compressed; the sink keeps the roll-ups and drops chunks past their retention; install the community build, set timescaledb.license = 'timescale', and migrate an empty database");
    }
    plainTables.forEach(
        table ->
            off.add(
                "table "
                    + table
                    + " held rows before TimescaleDB came and stays a plain table; convert it with create_hypertable(..., migrate_data => true) while nothing lands"));
    if (timescaleCommunity && !ownRollUps.isEmpty()) {
      off.add(
          "roll-ups "
              + String.join(", ", ownRollUps)
              + " were there before TimescaleDB's community licence came: the sink goes on keeping them");
    }
    return List.copyOf(off);
  }

  private static Set<String> tables(List<StoredTable> tables) {
    Set<String> names = new TreeSet<>();
    tables.forEach(table -> names.add(table.table()));
    return names;
  }

  private static Set<String> names(Statement statement, String question) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        if (rows.getString(1) != null) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }
}
