package io.rivulet.alerting.delivery;

import static io.rivulet.alerting.delivery.OutboxTable.time;

import io.rivulet.alerting.channel.Channel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads and writes how channels stand. */
final class ChannelStates {
  private static final String INTRODUCE =
      """
      INSERT INTO rivulet_alerting.channel_state (channel, configuration, tokens, refilled)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (channel) DO UPDATE
        SET configuration = excluded.configuration, disabled = NULL, disabled_reason = NULL,
            paused_until = NULL
        WHERE channel_state.configuration <> excluded.configuration
      """;

  private static final String LOCK =
      """
      SELECT disabled_reason, tokens, refilled, paused_until, failures
      FROM rivulet_alerting.channel_state WHERE channel = ? FOR UPDATE
      """;

  private static final String TOOK =
      "UPDATE rivulet_alerting.channel_state SET tokens = ?, refilled = ? WHERE channel = ?";

  private static final String WORKS =
      """
      UPDATE rivulet_alerting.channel_state
      SET failures = 0, failing_since = NULL, paused_until = NULL, last_delivered = coalesce(?, last_delivered)
      WHERE channel = ?
      """;

  private static final String FAILED =
      """
      UPDATE rivulet_alerting.channel_state
      SET failures = ?, failing_since = coalesce(failing_since, ?), last_error = ?, paused_until = ?
      WHERE channel = ?
      """;

  private static final String DISABLE =
      """
      UPDATE rivulet_alerting.channel_state
      SET disabled = ?, disabled_reason = ?, last_error = ? WHERE channel = ? AND disabled IS NULL
      """;

  private static final String ENABLE =
      """
      UPDATE rivulet_alerting.channel_state
      SET disabled = NULL, disabled_reason = NULL, paused_until = NULL, failures = 0, failing_since = NULL
      WHERE channel = ? AND disabled IS NOT NULL
      """;

  private final Connection connection;

  ChannelStates(Connection connection) {
    this.connection = connection;
  }

  /** Makes a channel known; one whose configuration is another than before is enabled. */
  void introduce(Channel channel, Instant now) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INTRODUCE)) {
      insert.setString(1, channel.name());
      insert.setString(2, ChannelFingerprint.of(channel));
      insert.setDouble(3, channel.pace().burst());
      insert.setObject(4, time(now));
      insert.executeUpdate();
    }
  }

  /** How a channel stands, held until the transaction ends; empty where it is not known. */
  Optional<ChannelState> lock(String channel) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LOCK)) {
      query.setString(1, channel);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new ChannelState(
                channel,
                Optional.ofNullable(rows.getString(1)),
                new TokenBucket(
                    rows.getDouble(2), rows.getObject(3, OffsetDateTime.class).toInstant()),
                Optional.ofNullable(rows.getObject(4, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant),
                rows.getInt(5)));
      }
    }
  }

  /** Keeps what is left of a bucket. */
  void keep(String channel, TokenBucket bucket) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TOOK)) {
      update.setDouble(1, bucket.tokens());
      update.setObject(2, time(bucket.refilled()));
      update.setString(3, channel);
      update.executeUpdate();
    }
  }

  /** The receiver answers; it took one at an instant where that is given. */
  void works(String channel, Optional<Instant> delivered) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(WORKS)) {
      update.setObject(
          1, delivered.map(OutboxTable::time).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
      update.setString(2, channel);
      update.executeUpdate();
    }
  }

  /** One more attempt failed. */
  void failed(ChannelState before, String why, Optional<Instant> pause, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(FAILED)) {
      update.setInt(1, before.failures() + 1);
      update.setObject(2, time(now));
      update.setString(3, why);
      update.setObject(4, pause.map(OutboxTable::time).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
      update.setString(5, before.channel());
      update.executeUpdate();
    }
  }

  /** The receiver wants nothing more; whether it was enabled until now. */
  boolean disable(String channel, String why, Instant now) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DISABLE)) {
      update.setObject(1, time(now));
      update.setString(2, why);
      update.setString(3, why);
      update.setString(4, channel);
      return update.executeUpdate() == 1;
    }
  }

  /** Uses a channel again; whether it was disabled until now. */
  boolean enable(String channel) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ENABLE)) {
      update.setString(1, channel);
      return update.executeUpdate() == 1;
    }
  }
}
