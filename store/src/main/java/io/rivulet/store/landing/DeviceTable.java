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
 * after a silence began ends it, also where the bridge that would say so has been started anew. Of
 * alerts and sessions it holds what stands, worked out anew where one of them changed.
 */
final class DeviceTable {
  private static final String UPSERT =
      """
      INSERT INTO rivulet.device AS held
        (device, site, last_received_time, messages_per_minute, last_pump_time, pump_state,
         last_vitals_time, status_received_time, online, model, firmware, battery_percent, since,
         change_seen, silence_stated_time, silent_since, clock_stated_time, clock_offset_micros,
         clock_spread_micros, clock_reference_time, clock_reference_micros, clock_jumped_time,
         clock_jump_micros, refused_count, refused_time, clock_refused_time, repeat_count)
      SELECT device, coalesce(site, ''), rivulet.instant_of(last_received_time),
        coalesce(messages_per_minute, 0), rivulet.instant_of(last_pump_time), pump_state,
        rivulet.instant_of(last_vitals_time), rivulet.instant_of(status_received_time), online,
        model, firmware, battery_percent, rivulet.instant_of(since), change_seen,
        rivulet.instant_of(silence_stated_time),
        CASE WHEN silent_since >= last_received_time THEN rivulet.instant_of(silent_since) END,
        rivulet.instant_of(clock_stated_time), clock_offset_micros, clock_spread_micros,
        rivulet.instant_of(clock_stated_time), clock_offset_micros,
        rivulet.instant_of(clock_jumped_time), clock_jump_micros, refused_count,
        rivulet.instant_of(refused_time), rivulet.instant_of(clock_refused_time), repeat_count
      FROM unnest(?::text[], ?::text[], ?::int8[], ?::float8[], ?::int8[], ?::text[], ?::int8[],
          ?::int8[], ?::bool[], ?::text[], ?::text[], ?::float8[], ?::int8[], ?::bool[], ?::int8[],
          ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[],
          ?::int8[])
        AS heard (device, site, last_received_time, messages_per_minute, last_pump_time,
          pump_state, last_vitals_time, status_received_time, online, model, firmware,
          battery_percent, since, change_seen, silence_stated_time, silent_since,
          clock_stated_time, clock_offset_micros, clock_spread_micros, clock_jumped_time,
          clock_jump_micros, refused_count, refused_time, clock_refused_time, repeat_count)
      ON CONFLICT (device) DO UPDATE SET
        (site, last_received_time) = (SELECT excluded.site, excluded.last_received_time
          WHERE excluded.last_received_time >= held.last_received_time
            OR held.last_received_time IS NULL AND excluded.site <> ''
          UNION ALL SELECT held.site, held.last_received_time LIMIT 1),
        messages_per_minute = CASE
          WHEN held.last_received_time IS NULL THEN excluded.messages_per_minute
          WHEN excluded.last_received_time IS NULL THEN held.messages_per_minute
          WHEN excluded.last_received_time >= held.last_received_time
            THEN excluded.messages_per_minute + held.messages_per_minute * exp(greatest(-500,
              extract(epoch FROM held.last_received_time - excluded.last_received_time)::float8 / 120))
          ELSE held.messages_per_minute + excluded.messages_per_minute * exp(greatest(-500,
            extract(epoch FROM excluded.last_received_time - held.last_received_time)::float8 / 120))
          END,
        last_pump_time = greatest(held.last_pump_time, excluded.last_pump_time),
        pump_state = CASE WHEN held.last_pump_time > excluded.last_pump_time
            OR excluded.last_pump_time IS NULL
          THEN held.pump_state ELSE excluded.pump_state END,
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
        (clock_reference_time, clock_reference_micros) = (
          SELECT excluded.clock_stated_time, excluded.clock_offset_micros
          WHERE excluded.clock_stated_time >= held.clock_stated_time
              AND (abs(excluded.clock_offset_micros - held.clock_offset_micros) > 5000000
                OR excluded.clock_jumped_time IS NOT NULL
                OR excluded.clock_stated_time > held.clock_reference_time + interval '7 days')
            OR held.clock_reference_time IS NULL
          UNION ALL SELECT held.clock_reference_time, held.clock_reference_micros LIMIT 1),
        (clock_jumped_time, clock_jump_micros) = (
          SELECT excluded.clock_jumped_time, excluded.clock_jump_micros
          WHERE excluded.clock_jumped_time >= coalesce(held.clock_stated_time, '-infinity')
          UNION ALL
          SELECT excluded.clock_stated_time, excluded.clock_offset_micros - held.clock_offset_micros
          WHERE excluded.clock_stated_time >= held.clock_stated_time
            AND abs(excluded.clock_offset_micros - held.clock_offset_micros) > 5000000
          UNION ALL SELECT held.clock_jumped_time, held.clock_jump_micros LIMIT 1),
        refused_count = greatest(0, held.refused_count + excluded.refused_count),
        refused_time = greatest(held.refused_time, excluded.refused_time),
        clock_refused_time = greatest(held.clock_refused_time, excluded.clock_refused_time),
        repeat_count = held.repeat_count + excluded.repeat_count
      """;

  private static final String RESTATE = "SELECT rivulet.restate_devices(?)";

  /** In order of device, so that two sinks never wait for one another in a circle. */
  void heard(Connection connection, Collection<DeviceHeard> heard) throws SQLException {
    TreeMap<String, DeviceHeard> byDevice = new TreeMap<>();
    heard.forEach(one -> byDevice.merge(one.device(), one, DeviceHeard::plus));
    if (byDevice.isEmpty()) {
      return;
    }
    ColumnArrays.update(connection, UPSERT, List.copyOf(byDevice.values()), DeviceTable::bind);
    // Their rows are locked by now.
    String[] changed =
        byDevice.values().stream()
            .filter(DeviceHeard::standing)
            .map(DeviceHeard::device)
            .toArray(String[]::new);
    if (changed.length > 0) {
      Restatement.run(connection, RESTATE, changed);
    }
  }

  private static void bind(ColumnArrays<DeviceHeard> columns) throws SQLException {
    columns
        .text(DeviceHeard::device)
        .text(DeviceHeard::site)
        .times(DeviceHeard::received)
        .doubles(heard -> heard.rate() == null ? null : heard.rate().fadedTo(heard.received()))
        .times(heard -> heard.pump() == null ? null : heard.pump().time())
        .text(heard -> heard.pump() == null ? null : heard.pump().state())
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
        .times(heard -> heard.jump() == null ? null : heard.jump().at())
        .nullableLongs(heard -> heard.jump() == null ? null : heard.jump().micros())
        .longs(heard -> heard.refusals() == null ? 0 : heard.refusals().more())
        .times(heard -> heard.refusals() == null ? null : heard.refusals().latest())
        .times(heard -> heard.refusals() == null ? null : heard.refusals().clock())
        .longs(DeviceHeard::repeats);
  }

  private static <C> Function<DeviceHeard, C> of(
      Function<DeviceHeard, DeviceStatusRecord> which, Function<DeviceStatusRecord, C> field) {
    return heard -> which.apply(heard) == null ? null : field.apply(which.apply(heard));
  }
}
