package io.rivulet.store.landing;

import io.rivulet.schemas.record.DeviceStatusRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Table {@code device_status}: everything received, in order; offsets keep it exactly-once. */
final class DeviceStatusTable implements TableWriter<DeviceStatusRecord> {
  private static final String INSERT =
      """
      INSERT INTO rivulet.device_status
        (device, received_time, device_time, site, online, model, firmware, battery_percent,
         since, change_seen, clock_offset_micros, clock_spread_micros, silent_since, observed)
      SELECT device, rivulet.instant_of(received_time), rivulet.instant_of(device_time), site,
        online, model, firmware, battery_percent, rivulet.instant_of(since), change_seen,
        clock_offset_micros, clock_spread_micros, rivulet.instant_of(silent_since), observed
      FROM unnest(?::text[], ?::int8[], ?::int8[], ?::text[], ?::bool[], ?::text[], ?::text[],
          ?::float8[], ?::int8[], ?::bool[], ?::int8[], ?::int8[], ?::int8[], ?::bool[])
        AS sent (device, received_time, device_time, site, online, model, firmware,
          battery_percent, since, change_seen, clock_offset_micros, clock_spread_micros,
          silent_since, observed)
      """;

  @Override
  public Landed land(Connection connection, List<Incoming<DeviceStatusRecord>> records)
      throws SQLException {
    List<DeviceStatusRecord> statuses = records.stream().map(Incoming::value).toList();
    long rows =
        ColumnArrays.update(
            connection,
            INSERT,
            statuses,
            columns ->
                columns
                    .text(DeviceStatusRecord::getDevice)
                    .times(DeviceStatusRecord::getReceivedTime)
                    .times(DeviceStatusRecord::getDeviceTime)
                    .text(DeviceStatusRecord::getSite)
                    .booleans(DeviceStatusRecord::getOnline)
                    .text(DeviceStatusRecord::getModel)
                    .text(DeviceStatusRecord::getFirmware)
                    .doubles(DeviceStatusRecord::getBatteryPercent)
                    .times(DeviceStatusRecord::getSince)
                    .booleans(DeviceStatusRecord::getChangeSeen)
                    .nullableLongs(DeviceStatusRecord::getClockOffsetMicros)
                    .nullableLongs(DeviceStatusRecord::getClockSpreadMicros)
                    .times(DeviceStatusRecord::getSilentSince)
                    .booleans(DeviceStatusRecord::getObserved));
    return new Landed(rows, 0, List.of(), statuses.stream().map(DeviceHeard::status).toList());
  }
}
