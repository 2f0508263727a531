package io.rivulet.alerting.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.database.SchemaMigration;
import java.sql.SQLException;

/** Schema {@code rivulet_alerting}. */
public final class Schema {
  /** Its name. */
  public static final String NAME = "rivulet_alerting";

  private static final String LOCATION = "classpath:db/alerting";

  private Schema() {}

  /**
   * Brings it to the version this program needs.
   *
   * @throws SQLException where the database does not answer, or is too old
   */
  public static void migrate(DatabaseConfig config) throws SQLException {
    DatabaseConfig own =
        new DatabaseConfig(
            config.url(), config.user(), config.password(), SchemaMigration.CONNECTIONS);
    try (HikariDataSource pool = ConnectionPool.open(own, "rivulet-alerting-migrations")) {
      SchemaMigration.migrate(pool, NAME, LOCATION);
    }
  }
}
