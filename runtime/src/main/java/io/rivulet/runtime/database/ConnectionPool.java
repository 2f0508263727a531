package io.rivulet.runtime.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** Opens bounded pools of connections. */
public final class ConnectionPool {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** A statement that takes longer has lost its server: the connection is given up. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private ConnectionPool() {}

  /**
   * Opens a pool. The database need not be there yet: a connection is made when one is asked for,
   * and asking fails after 5 s. Where all connections are in use, asking waits as long.
   *
   * @param name shown in metrics, thread names and {@code pg_stat_activity}
   */
  public static HikariDataSource open(DatabaseConfig config, String name) {
    return open(config, name, ANSWER_TIMEOUT);
  }

  /**
   * The same, for questions that may take longer.
   *
   * @param answerTimeout how long the server may say nothing
   */
  public static HikariDataSource open(DatabaseConfig config, String name, Duration answerTimeout) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setJdbcUrl(config.url());
    pool.setUsername(config.user());
    pool.setPassword(config.password());
    pool.setMaximumPoolSize(config.poolSize());
    pool.setMinimumIdle(Math.min(1, config.poolSize()));
    pool.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    pool.setInitializationFailTimeout(-1);
    pool.addDataSourceProperty("ApplicationName", name);
    pool.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT.toSeconds());
    pool.addDataSourceProperty("socketTimeout", answerTimeout.toSeconds());
    pool.addDataSourceProperty("tcpKeepAlive", true);
    return new HikariDataSource(pool);
  }
}
