package io.rivulet.store.read;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.rivulet.store.read.PipelineStatus.PartitionOffset;
import io.rivulet.store.read.PipelineStatus.TableRows;
import io.rivulet.store.read.PipelineStatus.TopicStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Reads how far landing has come and what it holds of devices. */
final class PipelineReads {
  private static final String TOPICS =
      """
      SELECT topic, coalesce(record_count, 0) AS record_count, coalesce(row_count, 0) AS row_count,
        coalesce(repeat_count, 0) AS repeat_count,
        coalesce(unlandable_count, 0) AS unlandable_count, landed_topic.landed_time
      FROM (SELECT DISTINCT topic FROM rivulet.sink_offset) AS known
      LEFT JOIN rivulet.landed_topic USING (topic) ORDER BY topic
      """;
  private static final String OFFSETS =
      """
      SELECT topic, kafka_partition, next_offset FROM rivulet.sink_offset
      ORDER BY topic, kafka_partition
      """;

  /** The chunks of a hypertable are its children. */
  private static final String TABLES =
      """
      SELECT relname, pg_stat_get_live_tuples(oid) + coalesce((
          SELECT sum(pg_stat_get_live_tuples(inhrelid)) FROM pg_inherits WHERE inhparent = oid), 0)
        AS row_count
      FROM pg_class
      WHERE relnamespace = 'rivulet'::regnamespace AND relkind IN ('r', 'p')
        AND relname <> 'flyway_schema_history'
      ORDER BY relname
      """;

  /** A message that could not be read has no device; its MQTT topic still names one. */
  private static final String LANDED =
      """
      WITH wanted AS (SELECT DISTINCT device FROM unnest(?) AS t (device)),
      refused AS (
        SELECT stage, withdrawn, delivery_count FROM rivulet.quarantine
        WHERE device IN (SELECT device FROM wanted)
        UNION ALL
        SELECT stage, withdrawn, delivery_count FROM rivulet.quarantine
        WHERE device IS NULL AND origin LIKE 'rivulet/v1/%'
          AND split_part(origin, '/', 4) COLLATE "C" IN (SELECT device FROM wanted))
      SELECT
        (SELECT count(*) FROM rivulet.pump_sample JOIN wanted USING (device)) AS pump,
        (SELECT count(*) FROM rivulet.vitals_sample JOIN wanted USING (device)) AS vitals,
        (SELECT count(*) FROM refused WHERE stage = 'bridge') AS quarantined,
        (SELECT coalesce(sum(repeat_count), 0) FROM rivulet.device JOIN wanted USING (device))
          + (SELECT coalesce(sum(greatest(delivery_count - 1, 0)), 0) FROM refused WHERE stage = 'bridge')
          AS repeats,
        (SELECT count(*) FROM rivulet.unlandable JOIN wanted USING (device)) AS set_aside,
        (SELECT count(*) FROM refused WHERE stage = 'session-rules' AND NOT withdrawn) AS rejected
      """;

  private static final String DEVICES =
      """
      SELECT * FROM rivulet.device WHERE last_received_time IS NOT NULL
      ORDER BY last_received_time DESC, device LIMIT ?
      """;

  private record OfTopic(String topic, PartitionOffset offset) {}

  private PipelineReads() {}

  static Map<String, List<PartitionOffset>> offsets(Snapshot snapshot) throws SQLException {
    return snapshot
        .rows(
            OFFSETS,
            row ->
                new OfTopic(
                    row.text("topic"),
                    new PartitionOffset(row.count("kafka_partition"), row.whole("next_offset"))))
        .stream()
        .collect(groupingBy(OfTopic::topic, mapping(OfTopic::offset, toList())));
  }

  static PipelineStatus status(Snapshot snapshot) throws SQLException {
    Map<String, List<PartitionOffset>> offsets = offsets(snapshot);
    List<TopicStatus> topics =
        snapshot.rows(
            TOPICS,
            row ->
                new TopicStatus(
                    row.text("topic"),
                    row.whole("record_count"),
                    row.whole("row_count"),
                    row.whole("repeat_count"),
                    row.whole("unlandable_count"),
                    row.optionalInstant("landed_time"),
                    offsets.get(row.text("topic"))));
    List<TableRows> tables =
        snapshot.rows(TABLES, row -> new TableRows(row.text("relname"), row.whole("row_count")));
    return new PipelineStatus(topics, tables);
  }

  static LandedCounts landed(Snapshot snapshot, String[] devices) throws SQLException {
    return snapshot
        .rows(
            LANDED,
            row ->
                new LandedCounts(
                    row.whole("pump"),
                    row.whole("vitals"),
                    row.whole("quarantined"),
                    row.whole("repeats"),
                    row.whole("set_aside"),
                    row.whole("rejected")),
            (Object) devices)
        .get(0);
  }

  static List<DeviceRow> devices(Snapshot snapshot, int limit) throws SQLException {
    return snapshot.rows(
        DEVICES,
        row ->
            new DeviceRow(
                row.text("device"),
                row.text("site"),
                row.optionalFlag("online"),
                row.optionalText("model"),
                row.optionalText("firmware"),
                row.optionalNumber("battery_percent"),
                row.instant("last_received_time"),
                row.optionalInstant("last_pump_time"),
                row.optionalInstant("last_vitals_time")),
        limit);
  }
}
