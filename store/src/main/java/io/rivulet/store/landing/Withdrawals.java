package io.rivulet.store.landing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Marks the events that were taken back. A withdrawal may itself be taken back by one recorded
 * later, and may land before what it takes back, so the marks are worked out again from all
 * withdrawals.
 */
final class Withdrawals {
  private static final String ALL =
      """
      SELECT event_id, replaces FROM rivulet.%1$s_event
      WHERE %1$s = ANY (?) AND kind = 'withdrawn' ORDER BY recorded_time, event_id
      """;
  private static final String MARK =
      """
      UPDATE rivulet.%1$s_event SET withdrawn = NOT withdrawn
      WHERE %1$s = ANY (?) AND withdrawn <> (event_id = ANY (?) AND kind NOT IN ('opened', 'device'))
      """;

  /**
   * An event that takes another back.
   *
   * @param eventId its own id
   * @param target the id of the other
   */
  record Withdrawal(String eventId, String target) {}

  private Withdrawals() {}

  /** Marks those of sessions or series with these names; the table is {@code <what>_event}. */
  static void mark(Connection connection, String what, String[] names) throws SQLException {
    List<Withdrawal> withdrawals = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(ALL.formatted(what))) {
      statement.setArray(1, connection.createArrayOf("text", names));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          withdrawals.add(new Withdrawal(rows.getString(1), rows.getString(2)));
        }
      }
    }
    if (!withdrawals.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(MARK.formatted(what))) {
        statement.setArray(1, connection.createArrayOf("text", names));
        statement.setArray(2, connection.createArrayOf("text", takenBack(withdrawals).toArray()));
        statement.executeUpdate();
      }
    }
  }

  /**
   * Ids of what was taken back by withdrawals that stand.
   *
   * @param ordered by the time they were recorded
   */
  static Set<String> takenBack(List<Withdrawal> ordered) {
    Set<String> takenBack = new HashSet<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      if (!takenBack.contains(ordered.get(i).eventId)) {
        takenBack.add(ordered.get(i).target);
      }
    }
    return takenBack;
  }
}
