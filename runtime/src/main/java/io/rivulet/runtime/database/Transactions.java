package io.rivulet.runtime.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs what belongs together as one transaction. */
public final class Transactions {
  private Transactions() {}

  /** Work with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; an exception takes everything back. */
    T on(Connection connection) throws SQLException;
  }

  /**
   * Does it, and commits.
   *
   * @throws SQLException where the database failed; nothing was done then, or it is not known
   */
  public static <T> T run(DataSource database, Work<T> work) throws SQLException {
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
