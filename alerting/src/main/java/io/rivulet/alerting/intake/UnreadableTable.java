package io.rivulet.alerting.intake;

import io.rivulet.alerting.audit.StorableText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Table {@code unreadable}: records that could not be taken, whole. */
final class UnreadableTable {
  private static final int LONGEST_DETAIL = 1_000;
  private static final String WRITE =
      """
      INSERT INTO rivulet_alerting.unreadable
        (topic, kafka_partition, kafka_offset, set_aside_time, reason, detail, key, value)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  void write(Connection connection, List<SetAside> records, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      for (SetAside record : records) {
        statement.setString(1, record.source().topic());
        statement.setInt(2, record.source().partition());
        statement.setLong(3, record.source().offset());
        statement.setObject(4, now.atOffset(ZoneOffset.UTC));
        statement.setString(5, record.reason().code());
        statement.setString(6, StorableText.of(record.detail(), LONGEST_DETAIL));
        statement.setBytes(7, record.source().key());
        statement.setBytes(8, record.source().value());
        statement.executeUpdate();
      }
    }
  }
}
