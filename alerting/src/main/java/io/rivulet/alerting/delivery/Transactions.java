package io.rivulet.alerting.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs what belongs together as one transaction. */
final class Transactions {
  private Transactions() {}

  /** Work with a connection. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it; an exception takes everything back. */
    T on(Connection connection) throws SQLException;
  }

  static <T> T run(DataSource database, Work<T> work) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }
}
