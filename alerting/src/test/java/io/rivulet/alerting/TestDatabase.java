package io.rivulet.alerting;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.alerting.ledger.LedgerConnections;
import io.rivulet.alerting.ledger.Schema;
import io.rivulet.runtime.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database with the schema, and the means to ask it. */
public final class TestDatabase implements AutoCloseable {
  private final DatabaseConfig config;
  private final HikariDataSource pool;

  TestDatabase(String url, String user, String password) {
    config = new DatabaseConfig(url, user, password, 8);
    try {
      Schema.migrate(config);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    pool = LedgerConnections.open(config, "test", 8);
  }

  /** Where it is. */
  public DatabaseConfig config() {
    return config;
  }

  /** Connections to it. */
  public HikariDataSource pool() {
    return pool;
  }

  /** Runs statements, one after the other. */
  public void execute(String... statements) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one number that a query answers. */
  public long number(String sql) {
    return Long.parseLong(texts(sql).get(0));
  }

  /** The first column of what a query answers. */
  public List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
