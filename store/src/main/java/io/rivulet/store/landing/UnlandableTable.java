package io.rivulet.store.landing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Table {@code unlandable}: what fits nowhere else, kept byte for byte. */
final class UnlandableTable {
  private static final String INSERT =
      """
      INSERT INTO rivulet.unlandable
        (topic, kafka_partition, kafka_offset, reason, detail, device, record_key, record_value,
         landed_time)
      SELECT topic, kafka_partition, kafka_offset, reason, detail, device, record_key,
        record_value, rivulet.instant_of(landed_time)
      FROM unnest(?::text[], ?::int8[], ?::int8[], ?::text[], ?::text[], ?::text[], ?::bytea[],
          ?::bytea[], ?::int8[])
        AS sent (topic, kafka_partition, kafka_offset, reason, detail, device, record_key,
          record_value, landed_time)
      """;

  /** Keeps these; nothing in them can be refused. */
  void setAside(Connection connection, List<Unlandable> records, Instant now) throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    ColumnArrays.update(
        connection,
        INSERT,
        records,
        columns ->
            columns
                .text(record -> record.source().topic())
                .longs(record -> record.source().partition())
                .longs(record -> record.source().offset())
                .text(record -> record.reason().name())
                .text(record -> storable(record.detail()))
                .text(record -> storable(record.device()))
                .bytes(record -> record.source().key())
                .bytes(record -> record.source().value())
                .times(record -> now));
  }

  /** PostgreSQL's text holds every character but this one. */
  private static String storable(String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }
}
