package io.rivulet.alerting.delivery;

import static io.rivulet.alerting.delivery.OutboxTable.time;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.audit.AuditTrail;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Tries again what was given up, and uses channels again whose receivers wanted nothing more. Works
 * in the transaction of the connection; wake the lanes when it is committed.
 */
public final class Replays {
  /** The most that one command replays. */
  public static final int MOST = 10_000;

  private static final String BACK =
      """
      UPDATE rivulet_alerting.outbox
      SET state = 'waiting', due = ?, retry_from = ?, attempts = 0, finished = NULL
      WHERE id IN (
        SELECT id FROM rivulet_alerting.outbox
        WHERE state = 'dead' AND %s
        ORDER BY sequence LIMIT ? FOR UPDATE)
      RETURNING id, channel, incident
      """;

  private static final String ONE = BACK.formatted("id = ?");
  private static final String ALL = BACK.formatted("channel = ? AND created >= ?");

  private final AuditTrail audit;

  /** Replays that are told to the audit trail. */
  public Replays(AuditTrail audit) {
    this.audit = Objects.requireNonNull(audit, "audit");
  }

  /**
   * Tries a dead notification again, under the same id; false where it is not dead, or not there.
   */
  public boolean replay(Connection connection, String notification, String actor, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ONE)) {
      update.setObject(1, time(now));
      update.setObject(2, time(now));
      update.setString(3, notification);
      update.setInt(4, 1);
      return told(connection, update, actor, now) == 1;
    }
  }

  /**
   * Tries dead notifications of a channel again that were decided since, the oldest first, at most
   * {@value #MOST}.
   *
   * @return how many
   */
  public int replayAll(
      Connection connection, String channel, Instant since, String actor, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ALL)) {
      update.setObject(1, time(now));
      update.setObject(2, time(now));
      update.setString(3, channel);
      update.setObject(4, time(since));
      update.setInt(5, MOST);
      return told(connection, update, actor, now);
    }
  }

  /** Uses a disabled channel again; false where it is not disabled. */
  public boolean enable(Connection connection, String channel, String actor, Instant now)
      throws SQLException {
    if (!new ChannelStates(connection).enable(channel)) {
      return false;
    }
    audit.append(
        connection,
        List.of(
            new AuditEntry(
                AuditEvent.CHANNEL_ENABLED,
                now,
                actor,
                Optional.empty(),
                Optional.empty(),
                Map.of("channel", channel))));
    return true;
  }

  private int told(Connection connection, PreparedStatement update, String actor, Instant now)
      throws SQLException {
    List<AuditEntry> entries = new ArrayList<>();
    try (ResultSet rows = update.executeQuery()) {
      while (rows.next()) {
        entries.add(
            new AuditEntry(
                AuditEvent.REPLAYED,
                now,
                actor,
                Optional.empty(),
                Optional.of(rows.getString(3)),
                Map.of("notification", rows.getString(1), "channel", rows.getString(2))));
      }
    }
    if (!entries.isEmpty()) {
      audit.append(connection, entries);
    }
    return entries.size();
  }
}
