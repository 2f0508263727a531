package io.rivulet.alerting.ledger;

import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.alerting.watchdog.StatementBook;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The watchdog's statements, among the alerts of the ledger. */
public final class WatchdogStatements implements StatementBook {
  private static final int MOST = 1_000;
  private static final String LIVE =
      """
      SELECT id FROM rivulet_alerting.alert_case
      WHERE over_time IS NULL AND category = ANY (?)
      ORDER BY opened_time, id LIMIT ?
      """;

  private final Ledger ledger;
  private final CaseTable cases = new CaseTable();

  /** Statements that this ledger keeps. */
  public WatchdogStatements(Ledger ledger) {
    this.ledger = Objects.requireNonNull(ledger, "ledger");
  }

  @Override
  public Map<String, Statement> latest(Set<String> ids, Set<String> categories)
      throws SQLException {
    return ledger.read(
        connection -> {
          Set<String> wanted = new HashSet<>(ids);
          wanted.addAll(live(connection, categories));
          Map<String, Statement> latest = new HashMap<>();
          cases
              .load(connection, wanted)
              .forEach((id, row) -> latest.put(id, row.alert().statement()));
          return Map.copyOf(latest);
        });
  }

  private static List<String> live(Connection connection, Set<String> categories)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LIVE)) {
      statement.setArray(1, Rows.texts(connection, categories));
      statement.setInt(2, MOST);
      try (ResultSet row = statement.executeQuery()) {
        List<String> ids = new ArrayList<>();
        while (row.next()) {
          ids.add(row.getString(1));
        }
        return ids;
      }
    }
  }

  @Override
  public void take(List<Statement> statements) throws SQLException {
    try {
      ledger.<Void, FailedStatementException>decide(
          decision -> {
            decision.take(statements);
            return null;
          });
    } catch (FailedStatementException e) {
      throw new SQLException("a statement of the watchdog cannot be taken", e);
    }
  }
}
