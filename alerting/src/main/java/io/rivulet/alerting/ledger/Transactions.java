package io.rivulet.alerting.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Runs work in transactions: all of it or nothing. A deadlock or a serialization failure is no
 * fault of the work: it is run again, up to {@value #ATTEMPTS} times in all.
 */
public final class Transactions {
  private static final int ATTEMPTS = 5;
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";
  // Two opened one incident at once, each in a transaction that the other could not see yet.
  private static final String UNIQUE_VIOLATION = "23505";
  private static final Set<String> WORTH_ANOTHER_TRY =
      Set.of(SERIALIZATION_FAILURE, DEADLOCK, UNIQUE_VIOLATION);

  private final DataSource database;

  /** Over these connections. */
  public Transactions(DataSource database) {
    this.database = database;
  }

  /** What is done in a transaction; run again from the beginning where it has to be. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it; commits nothing itself. */
    T in(Connection connection) throws SQLException, E;
  }

  /**
   * Runs and commits.
   *
   * @throws SQLException where the database failed; whether it was committed is not known then
   * @throws E what the work throws; nothing was committed then
   */
  public <T, E extends Exception> T run(Work<T, E> work) throws SQLException, E {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work, false);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !WORTH_ANOTHER_TRY.contains(String.valueOf(e.getSQLState()))) {
          throw e;
        }
      }
    }
  }

  /** Reads one state of the database, and changes nothing. */
  public <T, E extends Exception> T read(Work<T, E> work) throws SQLException, E {
    return once(work, true);
  }

  private <T, E extends Exception> T once(Work<T, E> work, boolean reading) throws SQLException, E {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(reading);
      connection.setTransactionIsolation(
          reading ? Connection.TRANSACTION_REPEATABLE_READ : Connection.TRANSACTION_READ_COMMITTED);
      boolean committed = false;
      try {
        T result = work.in(connection);
        connection.commit();
        committed = true;
        return result;
      } finally {
        if (!committed) {
          rollback(connection);
        }
      }
    }
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is lost, and with it what it had begun: the pool throws it away.
    }
  }
}
