package io.rivulet.store.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema to the version this program needs. Forward only; running it again is free. */
public final class Migrations {
  /** The schema that holds everything. */
  public static final String SCHEMA = "rivulet";

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final int OLDEST_POSTGRES = 15;

  /** Flyway locks, looks and changes on a connection each. */
  private static final int CONNECTIONS = 4;

  private Migrations() {}

  /** As {@link #migrate(DataSource)}, through connections of its own. */
  public static Capabilities migrate(DatabaseConfig config) throws SQLException {
    DatabaseConfig own =
        new DatabaseConfig(config.url(), config.user(), config.password(), CONNECTIONS);
    try (HikariDataSource pool = ConnectionPool.open(own, "rivulet-migrations")) {
      return migrate(pool);
    }
  }

  /**
   * Migrates. Two processes that migrate at once wait for one another.
   *
   * @param database hands out at least 4 connections at once
   * @return what the database offers; what is off is logged too
   * @throws SQLException where the database does not answer, or is older than PostgreSQL 15
   * @throws org.flywaydb.core.api.FlywayException where a migration fails or was changed after it
   *     ran
   */
  public static Capabilities migrate(DataSource database) throws SQLException {
    requireVersion(database);
    MigrateResult result =
        Flyway.configure()
            .dataSource(database)
            .schemas(SCHEMA)
            .defaultSchema(SCHEMA)
            .createSchemas(true)
            .locations("classpath:db/migration")
            .loggers("slf4j")
            .load()
            .migrate();
    Capabilities capabilities = Capabilities.of(database);
    LOG.info(
        "Schema {} is at version {} ({} migrations run now), PostgreSQL {}, TimescaleDB {}",
        SCHEMA,
        result.targetSchemaVersion == null
            ? result.initialSchemaVersion
            : result.targetSchemaVersion,
        result.migrationsExecuted,
        capabilities.postgresVersion(),
        capabilities.timescaleVersion().orElse("none"));
    capabilities.off().forEach(LOG::info);
    return capabilities;
  }

  private static void requireVersion(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST_POSTGRES) {
        throw new SQLException(
            "the database is PostgreSQL "
                + version
                + "; Rivulet needs "
                + OLDEST_POSTGRES
                + " or later");
      }
    }
  }
}
