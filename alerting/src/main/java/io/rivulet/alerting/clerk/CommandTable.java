package io.rivulet.alerting.clerk;

import io.rivulet.alerting.desk.Origin;
import io.rivulet.alerting.ledger.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Table {@code command}: what was carried out, so that the same command sent again is one. */
final class CommandTable {
  private static final String FIND =
      "SELECT actor, what, subject FROM rivulet_alerting.command WHERE event_id = ?";
  private static final String ADD =
      """
      INSERT INTO rivulet_alerting.command (event_id, actor, what, subject, time)
      VALUES (?, ?, ?, ?, ?)
      """;

  /**
   * A command that was carried out.
   *
   * @param actor who sent it
   * @param what a hash of what it said
   * @param subject id of what it made or changed
   */
  record Done(String actor, String what, String subject) {}

  Optional<Done> find(Connection connection, String eventId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, eventId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Done(row.getString(1), row.getString(2), row.getString(3)))
            : Optional.empty();
      }
    }
  }

  void add(Connection connection, Origin origin, String what, String subject, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, origin.eventId());
      statement.setString(2, origin.by());
      statement.setString(3, what);
      statement.setString(4, subject);
      statement.setObject(5, Rows.time(now));
      statement.executeUpdate();
    }
  }
}
