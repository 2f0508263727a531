package io.rivulet.store.landing;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.database.SchemaMigration;
import io.rivulet.store.database.Capabilities;
import io.rivulet.store.database.Migrations;
import io.rivulet.store.database.StoragePolicies;
import io.rivulet.store.database.StorageSettings;
import java.sql.SQLException;

/**
 * What a sink does before it lands: brings the schema up to date and has rows kept as the settings
 * say.
 *
 * @param database where rows go
 * @param storage how they are kept
 */
record Preparation(DatabaseConfig database, StorageSettings storage) {
  Capabilities run() throws SQLException {
    DatabaseConfig own =
        new DatabaseConfig(
            database.url(), database.user(), database.password(), SchemaMigration.CONNECTIONS);
    try (HikariDataSource pool = ConnectionPool.open(own, "rivulet-migrations")) {
      Capabilities capabilities = Migrations.migrate(pool);
      StoragePolicies.apply(pool, storage, capabilities);
      return capabilities;
    }
  }
}
