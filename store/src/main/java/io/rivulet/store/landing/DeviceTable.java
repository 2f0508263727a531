package io.rivulet.store.landing;

import io.rivulet.schemas.record.DeviceStatusRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Table {@code device}: each device as last heard. Of what devices say of themselves, of silence
 * and of the clock, each for itself, what was received or stated last holds. A message received
 * after a silence began ends it, also where the bridge that would say so has been started anew.
 */
final class DeviceTable {
  private static final String UPSERT =
      """
      INSERT INTO rivulet.device AS held
        (device, site, last_received_time, last_pump_time, last_vitals_time, status_received_time,
         online, model, firmware, battery_percent, since, change_seen, silence_stated_time,
         silent_since, clock_stated_time, clock_offset_micros, clock_spread_micros, repeat_count)
      SELECT device, site, rivulet.instant_of(last_received_time),
        rivulet.instant_of(last_pump_time), rivulet.instant_of(last_vitals_time),
        rivulet.instant_of(status_received_time), online, model, firmware, battery_percent,
        rivulet.instant_of(since), change_seen, rivulet.instant_of(silence_stated_time),
        CASE WHEN silent_since >= last_received_time THEN rivulet.instant_of(silent_since) END,
        rivulet.instant_of(clock_stated_time), clock_offset_micros, clock_spread_micros,
        repeat_count
      FROM unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::bool[],
          ?::text[], ?::text[], ?::float8[], ?::int8[], ?::bool[], ?::int8[], ?::int8[],
          ?::int8[], ?::int8[], ?::int8[], ?::int8[])
        AS heard (device, site, last_received_time, last_pump_time, last_vitals_time,
          status_received_time, online, model, firmware, battery_percent, since, change_seen,
          silence_stated_time, silent_since, clock_stated_time, clock_offset_micros,
          clock_spread_micros, repeat_count)
      ON CONFLICT (device) DO UPDATE SET
        (site, last_received_time) = (SELECT excluded.site, excluded.last_received_time
          WHERE excluded.last_received_time >= held.last_received_time
          UNION ALL SELECT held.site, held.last_received_time LIMIT 1),
        last_pump_time = greatest(held.last_pump_time, excluded.last_pump_time),
        last_vitals_time = greatest(held.last_vitals_time, excluded.last_vitals_time),
        (status_received_time, online, model, firmware, battery_percent, since, change_seen) = (
          SELECT excluded.status_received_time, excluded.online, excluded.model,
            excluded.firmware, excluded.battery_percent, excluded.since, excluded.change_seen
          WHERE excluded.status_received_time >= held.status_received_time
            OR held.status_received_time IS NULL
          UNION ALL SELECT held.status_received_time, held.online, held.model, held.firmware,
            held.battery_percent, held.since, held.change_seen LIMIT 1),
        (silence_stated_time, silent_since) = (
          SELECT stated, CASE WHEN silent >= greatest(held.last_received_time,
            excluded.last_received_time) THEN silent END
          FROM (SELECT excluded.silence_stated_time, excluded.silent_since
            WHERE excluded.silence_stated_time >= held.silence_stated_time
              OR held.silence_stated_time IS NULL
            UNION ALL SELECT held.silence_stated_time, held.silent_since LIMIT 1)
            AS latest (stated, silent)),
        (clock_stated_time, clock_offset_micros, clock_spread_micros) = (
          SELECT excluded.clock_stated_time, excluded.clock_offset_micros,
            excluded.clock_spread_micros
          WHERE excluded.clock_stated_time >= held.clock_stated_time
            OR held.clock_stated_time IS NULL
          UNION ALL SELECT held.clock_stated_time, held.clock_offset_micros,
            held.clock_spread_micros LIMIT 1),
        repeat_count = held.repeat_count + excluded.repeat_count
      """;

  /** In order of device, so that two sinks never wait for one another in a circle. */
  void heard(Connection connection, Collection<DeviceHeard> heard) throws SQLException {
    TreeMap<String, DeviceHeard> byDevice = new TreeMap<>();
    heard.forEach(one -> byDevice.merge(one.device(), one, DeviceHeard::plus));
    if (byDevice.isEmpty()) {
      return;
    }
    ColumnArrays.update(connection, UPSERT, List.copyOf(byDevice.values()), DeviceTable::bind);
  }

  private static void bind(ColumnArrays<DeviceHeard> columns) throws SQLException {
    columns
        .text(DeviceHeard::device)
        .text(DeviceHeard::site)
        .times(DeviceHeard::received)
        .times(DeviceHeard::pumpTime)
        .times(DeviceHeard::vitalsTime)
        .times(of(DeviceHeard::status, DeviceStatusRecord::getReceivedTime))
        .nullableBooleans(of(DeviceHeard::status, DeviceStatusRecord::getOnline))
        .text(of(DeviceHeard::status, DeviceStatusRecord::getModel))
        .text(of(DeviceHeard::status, DeviceStatusRecord::getFirmware))
        .doubles(of(DeviceHeard::status, DeviceStatusRecord::getBatteryPercent))
        .times(of(DeviceHeard::status, DeviceStatusRecord::getSince))
        .nullableBooleans(of(DeviceHeard::status, DeviceStatusRecord::getChangeSeen))
        .times(of(DeviceHeard::stated, DeviceStatusRecord::getReceivedTime))
        .times(of(DeviceHeard::stated, DeviceStatusRecord::getSilentSince))
        .times(of(DeviceHeard::clock, DeviceStatusRecord::getReceivedTime))
        .nullableLongs(of(DeviceHeard::clock, DeviceStatusRecord::getClockOffsetMicros))
        .nullableLongs(of(DeviceHeard::clock, DeviceStatusRecord::getClockSpreadMicros))
        .longs(DeviceHeard::repeats);
  }

  private static <C> Function<DeviceHeard, C> of(
      Function<DeviceHeard, DeviceStatusRecord> which, Function<DeviceStatusRecord, C> field) {
    return heard -> which.apply(heard) == null ? null : field.apply(which.apply(heard));
  }
}
