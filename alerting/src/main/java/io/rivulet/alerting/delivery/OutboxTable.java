package io.rivulet.alerting.delivery;

import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.NotificationJson;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.notification.Recipient;
import io.rivulet.domain.alert.AlertPriority;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Puts notifications where the lanes find them. */
public final class OutboxTable {
  private static final String ENQUEUE =
      """
      INSERT INTO rivulet_alerting.outbox
        (id, channel, recipient, incident, reason, priority, notification, created, state, due, retry_from)
      VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, 'waiting', ?, ?)
      ON CONFLICT (id) DO NOTHING
      """;

  /** News for a receiver that was just failing: what waits before it is tried at once, too. */
  private static final String HURRY =
      """
      UPDATE rivulet_alerting.outbox SET due = ?
      WHERE channel = ? AND recipient = ? AND incident = ? AND state = 'waiting' AND due > ?
      """;

  private OutboxTable() {}

  /**
   * Adds notifications, in the order they are to arrive, in the transaction of the connection. One
   * whose id is there already is left as it is.
   *
   * @param now when: they are due at once
   * @return how many are new
   */
  public static int enqueue(Connection connection, List<Notification> notifications, Instant now)
      throws SQLException {
    int added = 0;
    try (PreparedStatement hurry = connection.prepareStatement(HURRY);
        PreparedStatement enqueue = connection.prepareStatement(ENQUEUE)) {
      OffsetDateTime at = time(now);
      for (Notification notification : notifications) {
        hurry.setObject(1, at);
        hurry.setString(2, notification.channel());
        hurry.setString(3, recipient(notification));
        hurry.setString(4, notification.incident());
        hurry.setObject(5, at);
        hurry.executeUpdate();
        enqueue.setString(1, notification.id());
        enqueue.setString(2, notification.channel());
        enqueue.setString(3, recipient(notification));
        enqueue.setString(4, notification.incident());
        enqueue.setString(5, notification.reason().code());
        enqueue.setInt(6, priority(notification));
        enqueue.setString(7, NotificationJson.write(notification).toString());
        enqueue.setObject(8, time(notification.created()));
        enqueue.setObject(9, at);
        enqueue.setObject(10, at);
        added += enqueue.executeUpdate();
      }
    }
    return added;
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static String recipient(Notification notification) {
    return notification.recipient().map(OutboxTable::key).orElse("");
  }

  private static String key(Recipient recipient) {
    return recipient.person() + " " + recipient.address();
  }

  private static int priority(Notification notification) {
    return notification.reason() == Reason.TEST
        ? AlertPriority.HIGH.ordinal()
        : notification.alerts().stream()
            .map(NotifiedAlert::priority)
            .mapToInt(AlertPriority::ordinal)
            .min()
            .orElse(AlertPriority.LOW.ordinal());
  }
}
