package io.rivulet.store.landing;

import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Table {@code quarantine}: one row for each refused thing. What is seen again is counted, and its
 * latest record says whether the refusal stands. A record that says that the thing was redriven is
 * no further delivery: it only marks the row, and the mark stays when the thing is seen again.
 */
final class QuarantineTable implements TableWriter<QuarantineRecord> {
  private static final String UPSERT =
      """
      WITH before AS (
        SELECT id, NOT withdrawn AND redriven_time IS NULL AS stood
        FROM rivulet.quarantine WHERE id = ANY (?::text[])),
      landed AS (
      INSERT INTO rivulet.quarantine AS held
        (id, stage, reason, detail, origin, device, session, pressure_source, systolic, diastolic,
         mean, device_time, received_time, payload, payload_bytes, withdrawn, delivery_count,
         redriven_time, redriven_by, redriven_to, redriven_corrected)
      SELECT id, stage, reason, detail, origin, device, session, pressure_source, systolic,
        diastolic, mean, rivulet.instant_of(device_time), rivulet.instant_of(received_time),
        payload, payload_bytes, withdrawn, delivery_count,
        rivulet.instant_of(redriven_time), redriven_by, redriven_to, redriven_corrected
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::float8[], ?::float8[], ?::float8[], ?::int8[], ?::int8[], ?::bytea[],
          ?::int8[], ?::bool[], ?::int8[], ?::int8[], ?::text[], ?::text[], ?::bool[])
        AS sent (id, stage, reason, detail, origin, device, session, pressure_source, systolic,
          diastolic, mean, device_time, received_time, payload, payload_bytes, withdrawn,
          delivery_count, redriven_time, redriven_by, redriven_to, redriven_corrected)
      ON CONFLICT (id) DO UPDATE SET
        withdrawn = excluded.withdrawn,
        delivery_count = held.delivery_count + excluded.delivery_count,
        redriven_time = coalesce(excluded.redriven_time, held.redriven_time),
        redriven_by = coalesce(excluded.redriven_by, held.redriven_by),
        redriven_to = coalesce(excluded.redriven_to, held.redriven_to),
        redriven_corrected = coalesce(excluded.redriven_corrected, held.redriven_corrected)
      RETURNING (xmax = 0) AS is_new, delivery_count, id, about_device, about_site, reason,
        received_time, NOT withdrawn AND redriven_time IS NULL AS stands)
      SELECT landed.*, coalesce(stood, false) AS stood FROM landed LEFT JOIN before USING (id)
      """;

  private static final Set<String> CLOCK = Set.of("TIME_AHEAD", "TIME_BEHIND");

  /** What a batch says of one refused thing; the mark is null where it was not redriven. */
  private record Refusal(QuarantineRecord latest, QuarantineRecord mark, long deliveries) {
    static Refusal of(QuarantineRecord record) {
      return isMark(record) ? new Refusal(record, record, 0) : new Refusal(record, null, 1);
    }

    Refusal plus(Refusal later) {
      return new Refusal(
          later.latest,
          later.mark == null ? mark : later.mark,
          Math.addExact(deliveries, later.deliveries));
    }
  }

  private static boolean isMark(QuarantineRecord record) {
    return record.getRedrivenTime() != null;
  }

  @Override
  public Landed land(Connection connection, List<Incoming<QuarantineRecord>> records)
      throws SQLException {
    Map<String, Refusal> refusals = new LinkedHashMap<>();
    records.forEach(
        record ->
            refusals.merge(record.value().getId(), Refusal.of(record.value()), Refusal::plus));
    return landed(connection, List.copyOf(refusals.values()));
  }

  /**
   * A row that was there has been locked by the update, which its xmax shows. A mark whose delivery
   * never landed makes a row without a delivery.
   */
  private static Landed landed(Connection connection, List<Refusal> refusals) throws SQLException {
    long inserted = 0;
    long repeats = refusals.stream().mapToLong(Refusal::deliveries).sum();
    List<DeviceHeard> told = new ArrayList<>();
    try (var statement = connection.prepareStatement(UPSERT)) {
      bind(new ColumnArrays<>(statement, refusals));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          boolean isNew = rows.getBoolean("is_new");
          inserted += isNew ? 1 : 0;
          repeats -= isNew && rows.getLong("delivery_count") > 0 ? 1 : 0;
          if (rows.getString("about_device") != null) {
            told.add(told(rows));
          }
        }
      }
    }
    return new Landed(inserted, repeats, List.of(), told);
  }

  private static DeviceHeard told(ResultSet row) throws SQLException {
    Instant received = row.getObject("received_time", OffsetDateTime.class).toInstant();
    long more = (row.getBoolean("stands") ? 1L : 0L) - (row.getBoolean("stood") ? 1L : 0L);
    boolean clock = CLOCK.contains(row.getString("reason"));
    return DeviceHeard.refused(
        row.getString("about_device"),
        row.getString("about_site"),
        new Refusals(more, received, clock ? received : null));
  }

  private static void bind(ColumnArrays<Refusal> columns) throws SQLException {
    columns
        .text(of(QuarantineRecord::getId))
        .text(of(QuarantineRecord::getId))
        .text(of(QuarantineRecord::getStage))
        .text(of(QuarantineRecord::getReason))
        .text(of(QuarantineRecord::getDetail))
        .text(of(QuarantineRecord::getOrigin))
        .text(of(QuarantineRecord::getDevice))
        .text(of(QuarantineRecord::getSession))
        .text(pressure(PressureRecord::getSource))
        .doubles(pressure(PressureRecord::getSystolic))
        .doubles(pressure(PressureRecord::getDiastolic))
        .doubles(pressure(PressureRecord::getMean))
        .times(of(QuarantineRecord::getDeviceTime))
        .times(of(QuarantineRecord::getReceivedTime))
        .bytes(refusal -> bytes(refusal.latest.getPayload()))
        .longs(refusal -> refusal.latest.getPayloadBytes())
        .booleans(refusal -> refusal.latest.getWithdrawn())
        .longs(Refusal::deliveries)
        .times(mark(QuarantineRecord::getRedrivenTime))
        .text(mark(QuarantineRecord::getRedrivenBy))
        .text(mark(QuarantineRecord::getRedrivenTo))
        .nullableBooleans(mark(QuarantineRecord::getRedrivenCorrected));
  }

  private static <C> Function<Refusal, C> mark(Function<QuarantineRecord, C> field) {
    return refusal -> refusal.mark == null ? null : field.apply(refusal.mark);
  }

  private static <C> Function<Refusal, C> of(Function<QuarantineRecord, C> field) {
    return refusal -> field.apply(refusal.latest);
  }

  private static <C> Function<Refusal, C> pressure(Function<PressureRecord, C> field) {
    return refusal ->
        refusal.latest.getPressure() == null ? null : field.apply(refusal.latest.getPressure());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
