package io.rivulet.alerting.delivery;

import static io.rivulet.alerting.delivery.OutboxTable.time;

import io.rivulet.alerting.notification.NotificationJson;
import io.rivulet.domain.alert.AlertPriority;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes rows of the outbox to send them, and frees those that somebody took and will not send. */
final class OutboxClaims {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxClaims.class);

  /** Longer than any attempt can last: whoever holds a row so long has lost it. */
  static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(10);

  private static final String ANY_DUE =
      "SELECT FROM rivulet_alerting.outbox WHERE channel = ? AND state = 'waiting' AND due <= ? LIMIT 1";

  private static final String SENDING =
      "SELECT count(*) FROM rivulet_alerting.outbox WHERE channel = ? AND state = 'sending'";

  /** The oldest of an incident goes before the others that the same receiver is told of it. */
  private static final String CLAIM =
      """
      UPDATE rivulet_alerting.outbox
      SET state = 'sending', owner = ?, claimed = ?, attempts = attempts + 1
      WHERE id = (
        SELECT one.id FROM rivulet_alerting.outbox one
        WHERE one.channel = ? AND one.state = 'waiting' AND one.due <= ?
          AND NOT EXISTS (
            SELECT FROM rivulet_alerting.outbox older
            WHERE older.channel = one.channel AND older.recipient = one.recipient
              AND older.incident = one.incident AND older.sequence < one.sequence
              AND older.state IN ('waiting', 'sending'))
        ORDER BY one.priority, one.sequence
        LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING notification, attempts, retry_from, priority, id
      """;

  private static final String REFRESH =
      """
      UPDATE rivulet_alerting.outbox SET refresh = ?
      WHERE id = (
        SELECT id FROM rivulet_alerting.outbox
        WHERE channel = ? AND refresh <= ?
        ORDER BY refresh
        LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING notification, attempts, retry_from, priority, id
      """;

  private static final String FREE =
      """
      UPDATE rivulet_alerting.outbox SET state = 'waiting', owner = NULL, claimed = NULL
      WHERE id IN (
        SELECT id FROM rivulet_alerting.outbox
        WHERE state = 'sending' AND (owner <> ALL (?) OR claimed < ?)
        FOR UPDATE SKIP LOCKED)
      """;

  private static final String PUT_BACK =
      """
      UPDATE rivulet_alerting.outbox
      SET state = CASE state WHEN 'sending' THEN 'waiting' ELSE state END,
        owner = NULL, claimed = NULL, due = ?, refresh = NULL, last_error = ?
      WHERE id = ?
      """;

  /** How long what this version cannot read is left to instances that can. */
  private static final Duration PUT_BACK_FOR = Duration.ofMinutes(1);

  private OutboxClaims() {}

  /** Whether anything of a channel is due. */
  static boolean anyDue(Connection connection, String channel, Instant now) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(ANY_DUE)) {
      query.setString(1, channel);
      query.setObject(2, time(now));
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** How many of a channel are being sent, by all instances. */
  static int sending(Connection connection, String channel) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SENDING)) {
      query.setString(1, channel);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** Takes the most urgent one that is due, high priorities first, then the oldest. */
  static Optional<Claim> claim(Connection connection, String channel, String instance, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
      update.setString(1, instance);
      update.setObject(2, time(now));
      update.setString(3, channel);
      update.setObject(4, time(now));
      return first(connection, update, now);
    }
  }

  /** Takes one that was delivered and has to be told again, and sets when it is the next time. */
  static Optional<Claim> refresh(Connection connection, String channel, Duration every, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REFRESH)) {
      update.setObject(1, time(now.plus(every)));
      update.setString(2, channel);
      update.setObject(3, time(now));
      return first(connection, update, now);
    }
  }

  /** Frees what instances hold that are gone, or that have held it for too long; how many. */
  static int free(Connection connection, Set<String> alive, Instant now) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(FREE)) {
      update.setArray(1, connection.createArrayOf("text", alive.toArray()));
      update.setObject(2, time(now.minus(LONGEST_ATTEMPT)));
      return update.executeUpdate();
    }
  }

  private static Optional<Claim> first(Connection connection, PreparedStatement update, Instant now)
      throws SQLException {
    try (ResultSet rows = update.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Claim(
                NotificationJson.read(rows.getString(1)),
                rows.getInt(2),
                rows.getObject(3, OffsetDateTime.class).toInstant(),
                AlertPriority.values()[rows.getInt(4)]));
      } catch (IllegalArgumentException | DateTimeException e) {
        putBack(connection, rows.getString(5), e, now);
        return Optional.empty();
      }
    }
  }

  /** As where another version of this program wrote it: it must neither be lost nor stop others. */
  private static void putBack(Connection connection, String id, RuntimeException why, Instant now)
      throws SQLException {
    LOG.error("The notification {} cannot be read by this version: {}", id, why.getMessage());
    try (PreparedStatement update = connection.prepareStatement(PUT_BACK)) {
      update.setObject(1, time(now.plus(PUT_BACK_FOR)));
      update.setString(2, "cannot be read by this version");
      update.setString(3, id);
      update.executeUpdate();
    }
  }
}
