package io.rivulet.alerting.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;

/**
 * Opens connections whose transactions cannot hold others up for long: the server ends a session
 * that does nothing within a transaction for 3 s, and a statement that waits for a lock for 8 s or
 * runs for 30 s. So an instance that hangs, or whose machine is gone, holds nothing longer.
 */
public final class LedgerConnections {
  private static final String LIMITS =
      "-c%20idle_in_transaction_session_timeout%3D3000"
          + "%20-c%20lock_timeout%3D8000"
          + "%20-c%20statement_timeout%3D30000";

  private LedgerConnections() {}

  /**
   * A pool; the database need not be there yet.
   *
   * @param name shown in metrics, thread names and {@code pg_stat_activity}
   * @param connections kept, 1 to 100
   */
  public static HikariDataSource open(DatabaseConfig config, String name, int connections) {
    String url = config.url();
    String limited = url + (url.contains("?") ? "&" : "?") + "options=" + LIMITS;
    return ConnectionPool.open(
        new DatabaseConfig(limited, config.user(), config.password(), connections), name);
  }
}
