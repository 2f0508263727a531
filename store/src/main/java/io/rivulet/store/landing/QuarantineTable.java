package io.rivulet.store.landing;

import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Table {@code quarantine}: one row for each refused thing. What is seen again is counted, and its
 * latest record says whether the refusal stands.
 */
final class QuarantineTable implements TableWriter<QuarantineRecord> {
  private static final String UPSERT =
      """
      INSERT INTO rivulet.quarantine AS held
        (id, stage, reason, detail, origin, device, session, pressure_source, systolic, diastolic,
         mean, device_time, received_time, payload, payload_bytes, withdrawn, delivery_count)
      SELECT id, stage, reason, detail, origin, device, session, pressure_source, systolic,
        diastolic, mean, rivulet.instant_of(device_time), rivulet.instant_of(received_time),
        payload, payload_bytes, withdrawn, delivery_count
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::float8[], ?::float8[], ?::float8[], ?::int8[], ?::int8[], ?::bytea[],
          ?::int8[], ?::bool[], ?::int8[])
        AS sent (id, stage, reason, detail, origin, device, session, pressure_source, systolic,
          diastolic, mean, device_time, received_time, payload, payload_bytes, withdrawn,
          delivery_count)
      ON CONFLICT (id) DO UPDATE SET
        withdrawn = excluded.withdrawn,
        delivery_count = held.delivery_count + excluded.delivery_count
      RETURNING (xmax = 0)
      """;

  /** A refused thing and how often this batch delivers it. */
  private record Refusal(QuarantineRecord latest, long deliveries) {
    Refusal plus(Refusal later) {
      return new Refusal(later.latest, deliveries + later.deliveries);
    }
  }

  @Override
  public Landed land(Connection connection, List<Incoming<QuarantineRecord>> records)
      throws SQLException {
    Map<String, Refusal> refusals = new LinkedHashMap<>();
    records.forEach(
        record ->
            refusals.merge(record.value().getId(), new Refusal(record.value(), 1), Refusal::plus));
    long rows = insertedRows(connection, List.copyOf(refusals.values()));
    return Landed.of(rows, records.size() - rows);
  }

  /** A row that was there has been locked by the update, which its xmax shows. */
  private static long insertedRows(Connection connection, List<Refusal> refusals)
      throws SQLException {
    long inserted = 0;
    try (var statement = connection.prepareStatement(UPSERT)) {
      bind(new ColumnArrays<>(statement, refusals));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          inserted += rows.getBoolean(1) ? 1 : 0;
        }
      }
    }
    return inserted;
  }

  private static void bind(ColumnArrays<Refusal> columns) throws SQLException {
    columns
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
        .longs(Refusal::deliveries);
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
