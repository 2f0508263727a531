package io.rivulet.alerting.delivery;

import static io.rivulet.alerting.delivery.OutboxTable.time;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Writes down what became of a claimed row. Each answers whether the claim was still this
 * instance's: where it was taken over meanwhile, nothing is written.
 */
final class OutboxResults {
  private static final String STILL_MINE =
      " WHERE id = ? AND state = 'sending' AND owner = ? AND attempts = ?";

  private static final String DONE =
      "UPDATE rivulet_alerting.outbox SET state = ?, finished = ?, last_error = ?, refresh = ?,"
          + " owner = NULL, claimed = NULL"
          + STILL_MINE;

  private static final String WAIT =
      "UPDATE rivulet_alerting.outbox SET state = 'waiting', due = ?, last_error = ?,"
          + " owner = NULL, claimed = NULL"
          + STILL_MINE;

  private static final String REPLACED =
      """
      UPDATE rivulet_alerting.outbox older SET refresh = NULL
      FROM rivulet_alerting.outbox newer
      WHERE newer.id = ? AND older.refresh IS NOT NULL AND older.channel = newer.channel
        AND older.recipient = newer.recipient AND older.incident = newer.incident
        AND older.sequence < newer.sequence
      """;

  private static final String HURRY =
      """
      UPDATE rivulet_alerting.outbox SET due = ?
      WHERE id IN (
        SELECT id FROM rivulet_alerting.outbox
        WHERE channel = ? AND state = 'waiting' AND due > ?
        FOR UPDATE SKIP LOCKED)
      """;

  private final Connection connection;
  private final String instance;

  OutboxResults(Connection connection, String instance) {
    this.connection = connection;
    this.instance = instance;
  }

  /** The receiver took it; it is told again at an instant where that is given. */
  boolean delivered(Claim claim, Instant now, Optional<Instant> refresh) throws SQLException {
    return done(claim, "delivered", Optional.empty(), refresh, now);
  }

  /** It is given up. */
  boolean dead(Claim claim, String why, Instant now) throws SQLException {
    return done(claim, "dead", Optional.of(why), Optional.empty(), now);
  }

  /** It is tried again. */
  boolean waiting(Claim claim, String why, Instant due) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(WAIT)) {
      update.setObject(1, time(due));
      update.setString(2, why);
      mine(update, 3, claim);
      return update.executeUpdate() == 1;
    }
  }

  /** A channel works again: what waits for another attempt is due now; how many. */
  static int hurry(Connection connection, String channel, Instant now) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(HURRY)) {
      update.setObject(1, time(now));
      update.setString(2, channel);
      update.setObject(3, time(now.plus(Duration.ofMillis(1))));
      return update.executeUpdate();
    }
  }

  private boolean done(
      Claim claim, String state, Optional<String> error, Optional<Instant> refresh, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DONE);
        PreparedStatement replaced = connection.prepareStatement(REPLACED)) {
      update.setString(1, state);
      update.setObject(2, time(now));
      update.setString(3, error.orElse(null));
      OffsetDateTime again = refresh.map(OutboxTable::time).orElse(null);
      update.setObject(4, again, java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
      mine(update, 5, claim);
      if (update.executeUpdate() != 1) {
        return false;
      }
      replaced.setString(1, claim.notification().id());
      replaced.executeUpdate();
      return true;
    }
  }

  private void mine(PreparedStatement update, int first, Claim claim) throws SQLException {
    update.setString(first, claim.notification().id());
    update.setString(first + 1, instance);
    update.setInt(first + 2, claim.attempt());
  }
}
