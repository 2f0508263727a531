package io.rivulet.alerting.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how all channels stand. */
public final class ChannelStatusTable {
  private static final String STATUS =
      """
      SELECT coalesce(state.channel, rows.channel), coalesce(rows.waiting, 0), rows.oldest,
        coalesce(rows.dead, 0), state.failing_since, state.last_error, state.disabled_reason,
        state.last_delivered
      FROM rivulet_alerting.channel_state state
      FULL JOIN (
        SELECT channel,
          count(*) FILTER (WHERE state IN ('waiting', 'sending')) AS waiting,
          min(created) FILTER (WHERE state IN ('waiting', 'sending')) AS oldest,
          count(*) FILTER (WHERE state = 'dead') AS dead
        FROM rivulet_alerting.outbox
        WHERE state IN ('waiting', 'sending', 'dead')
        GROUP BY channel) rows ON rows.channel = state.channel
      ORDER BY 1
      """;

  private ChannelStatusTable() {}

  /** Every channel that was ever used or that something waits for. */
  public static List<ChannelStatus> read(Connection connection, Set<String> configured)
      throws SQLException {
    List<ChannelStatus> status = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(STATUS);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        String channel = rows.getString(1);
        status.add(
            new ChannelStatus(
                channel,
                configured.contains(channel),
                rows.getLong(2),
                instant(rows, 3),
                rows.getLong(4),
                instant(rows, 5),
                Optional.ofNullable(rows.getString(6)),
                Optional.ofNullable(rows.getString(7)),
                instant(rows, 8)));
      }
    }
    return List.copyOf(status);
  }

  private static Optional<Instant> instant(ResultSet rows, int column) throws SQLException {
    return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
