package io.rivulet.runtime.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a schema of the database to the version this program needs. Forward only; running it again
 * is free; two processes that migrate at once wait for one another.
 */
public final class SchemaMigration {
  /** Connections that a migration needs at once: Flyway locks, looks and changes on one each. */
  public static final int CONNECTIONS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
  private static final int OLDEST_POSTGRES = 15;

  private SchemaMigration() {}

  /**
   * Migrates.
   *
   * @param database hands out at least {@link #CONNECTIONS} connections at once
   * @param schema made where it is not there
   * @param location where its migrations are, such as {@code classpath:db/migration}
   * @throws SQLException where the database does not answer, or is older than PostgreSQL 15
   * @throws FlywayException where a migration fails or was changed after it ran
   */
  public static void migrate(DataSource database, String schema, String location)
      throws SQLException {
    requireVersion(database);
    MigrateResult result = flyway(database, schema, location).migrate();
    LOG.info(
        "Schema {} is at version {} ({} migrations run now)",
        schema,
        result.targetSchemaVersion == null
            ? result.initialSchemaVersion
            : result.targetSchemaVersion,
        result.migrationsExecuted);
  }

  /**
   * Looks whether a schema is of the version this program needs, and changes nothing: for logins
   * that do not own it.
   *
   * @param database its user may read {@code flyway_schema_history} there
   * @param remedy what brings the schema to it, for the message
   * @throws SQLException where the database does not answer, or the schema is older or not there
   */
  public static void require(DataSource database, String schema, String location, String remedy)
      throws SQLException {
    requireVersion(database);
    try {
      int missing = flyway(database, schema, location).info().pending().length;
      if (missing > 0) {
        throw new SQLException(
            "schema " + schema + " lacks " + missing + " migration(s): " + remedy);
      }
    } catch (FlywayException e) {
      throw new SQLException(
          "which version schema " + schema + " is of cannot be read: " + remedy, e);
    }
  }

  private static Flyway flyway(DataSource database, String schema, String location) {
    return Flyway.configure()
        .dataSource(database)
        .schemas(schema)
        .defaultSchema(schema)
        .createSchemas(true)
        .locations(location)
        .loggers("slf4j")
        .load();
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
