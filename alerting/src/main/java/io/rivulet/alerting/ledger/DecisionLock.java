package io.rivulet.alerting.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Whoever decides holds this lock to the end of the transaction. An alert can hide others, take the
 * place of another and share incidents with any: decisions that could not see one another would
 * each be right and together wrong. One takes milliseconds, so one after the other is enough.
 *
 * <p>An instance that hangs while it has the lock loses it: the server ends a session that is idle
 * in a transaction ({@link LedgerConnections}).
 */
final class DecisionLock {
  /** "rivalert" in ASCII: no other program's number. */
  private static final long NUMBER = 0x7269_7661_6c65_7274L;

  private DecisionLock() {}

  static void take(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
      statement.setLong(1, NUMBER);
      statement.execute();
    }
  }
}
