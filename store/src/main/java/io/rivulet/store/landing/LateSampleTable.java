package io.rivulet.store.landing;

import io.rivulet.schemas.record.LateSampleRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Table {@code late_sample}: each sample that came too late for a session's results, once. */
final class LateSampleTable implements TableWriter<LateSampleRecord> {
  private static final String INSERT =
      """
      INSERT INTO rivulet.late_sample
        (session, device, kind, device_time, sequence, received_time, latest_time)
      SELECT session, device, kind, rivulet.instant_of(device_time), sequence,
        rivulet.instant_of(received_time), rivulet.instant_of(latest_time)
      FROM unnest(?::text[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
        AS sent (session, device, kind, device_time, sequence, received_time, latest_time)
      ON CONFLICT (device, device_time, sequence, kind, session) DO NOTHING
      """;

  @Override
  public Landed land(Connection connection, List<Incoming<LateSampleRecord>> records)
      throws SQLException {
    List<LateSampleRecord> samples = records.stream().map(Incoming::value).toList();
    long rows =
        ColumnArrays.update(
            connection,
            INSERT,
            samples,
            columns ->
                columns
                    .text(LateSampleRecord::getSession)
                    .text(LateSampleRecord::getDevice)
                    .text(LateSampleRecord::getKind)
                    .times(LateSampleRecord::getDeviceTime)
                    .longs(LateSampleRecord::getSequence)
                    .times(LateSampleRecord::getReceivedTime)
                    .times(LateSampleRecord::getLatestTime));
    return Landed.of(rows, samples.size() - rows);
  }
}
