package io.rivulet.store.landing;

import io.rivulet.schemas.record.DeviceStatusRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Table {@code device}: each device as last heard. */
final class DeviceTable {
  private static final String UPSERT =
      """
      INSERT INTO rivulet.device AS held
        (device, site, last_received_time, last_pump_time, last_vitals_time, status_received_time,
         online, model, firmware, battery_percent, repeat_count)
      SELECT device, site, rivulet.instant_of(last_received_time),
        rivulet.instant_of(last_pump_time), rivulet.instant_of(last_vitals_time),
        rivulet.instant_of(status_received_time), online, model, firmware, battery_percent,
        repeat_count
      FROM unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::bool[],
          ?::text[], ?::text[], ?::float8[], ?::int8[])
        AS heard (device, site, last_received_time, last_pump_time, last_vitals_time,
          status_received_time, online, model, firmware, battery_percent, repeat_count)
      ON CONFLICT (device) DO UPDATE SET
        (site, last_received_time) = (SELECT excluded.site, excluded.last_received_time
          WHERE excluded.last_received_time >= held.last_received_time
          UNION ALL SELECT held.site, held.last_received_time LIMIT 1),
        last_pump_time = greatest(held.last_pump_time, excluded.last_pump_time),
        last_vitals_time = greatest(held.last_vitals_time, excluded.last_vitals_time),
        (status_received_time, online, model, firmware, battery_percent) = (
          SELECT excluded.status_received_time, excluded.online, excluded.model,
            excluded.firmware, excluded.battery_percent
          WHERE excluded.status_received_time >= held.status_received_time
            OR held.status_received_time IS NULL
          UNION ALL SELECT held.status_received_time, held.online, held.model, held.firmware,
            held.battery_percent LIMIT 1),
        repeat_count = held.repeat_count + excluded.repeat_count
      """;

  /** In order of device, so that two sinks never wait for one another in a circle. */
  void heard(Connection connection, Collection<DeviceHeard> heard) throws SQLException {
    TreeMap<String, DeviceHeard> byDevice = new TreeMap<>();
    heard.forEach(one -> byDevice.merge(one.device(), one, DeviceHeard::plus));
    if (byDevice.isEmpty()) {
      return;
    }
    ColumnArrays.update(
        connection,
        UPSERT,
        List.copyOf(byDevice.values()),
        columns ->
            columns
                .text(DeviceHeard::device)
                .text(DeviceHeard::site)
                .times(DeviceHeard::received)
                .times(DeviceHeard::pumpTime)
                .times(DeviceHeard::vitalsTime)
                .times(status(DeviceStatusRecord::getReceivedTime))
                .nullableBooleans(status(DeviceStatusRecord::getOnline))
                .text(status(DeviceStatusRecord::getModel))
                .text(status(DeviceStatusRecord::getFirmware))
                .doubles(status(DeviceStatusRecord::getBatteryPercent))
                .longs(DeviceHeard::repeats));
  }

  private static <C> Function<DeviceHeard, C> status(Function<DeviceStatusRecord, C> field) {
    return heard -> heard.status() == null ? null : field.apply(heard.status());
  }
}
