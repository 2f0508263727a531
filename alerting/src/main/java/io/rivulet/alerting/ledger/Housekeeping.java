package io.rivulet.alerting.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deletes what was over long ago, a bounded number of rows in each transaction. The audit trail is
 * kept whole: it says what was.
 */
public final class Housekeeping {
  private static final int ROWS_AT_ONCE = 1_000;

  /** Commands can be sent again for as long. */
  private static final Duration COMMANDS = Duration.ofDays(30);

  private static final List<String> OF_RETENTION =
      List.of(
          """
          DELETE FROM rivulet_alerting.outbox WHERE id IN (
            SELECT id FROM rivulet_alerting.outbox
            WHERE finished < ? AND state = 'delivered' AND refresh IS NULL LIMIT ?)
          """,
          """
          DELETE FROM rivulet_alerting.incident WHERE id IN (
            SELECT id FROM rivulet_alerting.incident WHERE over_time < ? LIMIT ?)
          """,
          """
          DELETE FROM rivulet_alerting.alert_case WHERE id IN (
            SELECT id FROM rivulet_alerting.alert_case known WHERE over_time < ?
              AND NOT EXISTS (
                SELECT FROM rivulet_alerting.incident_member WHERE alert = known.id) LIMIT ?)
          """,
          """
          DELETE FROM rivulet_alerting.silence WHERE id IN (
            SELECT id FROM rivulet_alerting.silence WHERE ends < ? LIMIT ?)
          """,
          """
          DELETE FROM rivulet_alerting.schedule_override WHERE id IN (
            SELECT id FROM rivulet_alerting.schedule_override WHERE until_time < ? LIMIT ?)
          """);
  private static final String OLD_COMMANDS =
      """
      DELETE FROM rivulet_alerting.command WHERE event_id IN (
        SELECT event_id FROM rivulet_alerting.command WHERE time < ? LIMIT ?)
      """;

  private final Ledger ledger;
  private final Duration retention;

  /** Keeps what is over for as long as this. */
  public Housekeeping(Ledger ledger, Duration retention) {
    this.ledger = ledger;
    this.retention = retention;
  }

  /** Deletes until nothing is left to delete; how many rows. */
  public int run() throws SQLException {
    int deleted = 0;
    for (String table : OF_RETENTION) {
      deleted += delete(table, retention);
    }
    deleted += delete(OLD_COMMANDS, COMMANDS);
    ledger.<Void, RuntimeException>decide(
        decision -> {
          new InstanceTable().forget(decision.connection());
          return null;
        });
    return deleted;
  }

  private int delete(String sql, Duration age) throws SQLException {
    int all = 0;
    int some;
    do {
      some =
          ledger.<Integer, RuntimeException>decide(
              decision -> delete(decision.connection(), sql, decision.now().minus(age)));
      all += some;
    } while (some == ROWS_AT_ONCE);
    return all;
  }

  private static int delete(Connection connection, String sql, Instant before) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, Rows.time(before));
      statement.setInt(2, ROWS_AT_ONCE);
      return statement.executeUpdate();
    }
  }
}
