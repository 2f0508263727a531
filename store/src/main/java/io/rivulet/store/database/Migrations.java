package io.rivulet.store.database;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.database.SchemaMigration;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema to the version this program needs. Forward only; running it again is free. */
public final class Migrations {
  /** The schema that holds everything. */
  public static final String SCHEMA = "rivulet";

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  /** As {@link #migrate(DataSource)}, through connections of its own. */
  public static Capabilities migrate(DatabaseConfig config) throws SQLException {
    DatabaseConfig own =
        new DatabaseConfig(
            config.url(), config.user(), config.password(), SchemaMigration.CONNECTIONS);
    try (HikariDataSource pool = ConnectionPool.open(own, "rivulet-migrations")) {
      return migrate(pool);
    }
  }

  /**
   * Migrates. Two processes that migrate at once wait for one another.
   *
   * @param database hands out at least {@link SchemaMigration#CONNECTIONS} connections at once
   * @return what the database offers; what is off is logged too
   * @throws SQLException where the database does not answer, or is older than PostgreSQL 15
   * @throws org.flywaydb.core.api.FlywayException where a migration fails or was changed after it
   *     ran
   */
  public static Capabilities migrate(DataSource database) throws SQLException {
    SchemaMigration.migrate(database, SCHEMA, "classpath:db/migration");
    Capabilities capabilities = Capabilities.of(database);
    LOG.info(
        "PostgreSQL {}, TimescaleDB {}",
        capabilities.postgresVersion(),
        capabilities.timescaleVersion().orElse("none"));
    capabilities.off().forEach(LOG::info);
    return capabilities;
  }
}
