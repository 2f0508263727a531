package io.rivulet.console;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Puts devices into a database: most of them well, some of them in every kind of trouble. */
final class TestFleet {
  static final String HOSTILE = "<img src=x onerror=alert(1)>";

  private static final String DEVICES =
      """
      INSERT INTO rivulet.device (device, site, last_received_time, pump_state, last_vitals_time, online,
        status_received_time, model, firmware, battery_percent, silent_since, clock_offset_micros,
        clock_spread_micros, clock_stated_time, clock_reference_time, clock_reference_micros,
        clock_jumped_time, clock_jump_micros, messages_per_minute, session, session_from, alert_count,
        alert_rank, last_pump_time)
      SELECT CASE WHEN n % 3 = 0 THEN 'monitor-' ELSE 'pump-' END || to_char(n, 'FM00000'),
        (ARRAY['colombo-1', 'kandy-2', 'galle-1', 'jaffna-1', 'matara-3'])[1 + n % 5],
        CASE WHEN n % 97 > 0 THEN at - CASE WHEN n % 23 = 0 THEN n % 5000 * interval '1 minute'
          ELSE n % 50 * interval '1 second' END END,
        CASE WHEN n % 3 > 0 THEN (ARRAY['RUN', 'STOP', 'HOLD', 'KVO', 'STOP'])[1 + n % 5] END,
        CASE WHEN n % 3 = 0 THEN at END, n % 29 > 0, at - interval '2 hours',
        CASE WHEN n % 41 = 7 THEN ? WHEN n % 3 = 0 THEN 'Vista 120' ELSE
          (ARRAY['Alaris GP', 'Perfusor Space', 'Agilia VP'])[1 + n % 7 % 3] END,
        (ARRAY['2.10.0', '2.10.0', '2.10.0', '2.9.4', '2.10.0', '2.10.0', '2.10.0', '2.10.0', '1.8.2'])[1 + n % 9],
        CASE WHEN n % 53 = 0 THEN 3 + n % 15 ELSE 40 + n % 61 END,
        CASE WHEN n % 23 = 0 THEN at - n % 5000 * interval '1 minute' END,
        CASE WHEN n % 211 = 5 THEN -7200000000 WHEN n % 307 = 9 THEN 1440000000 WHEN n % 89 > 0 THEN n * 7919 % 900000 - 450000 END,
        1000 * (n % 400), at - interval '10 minutes', at - interval '2 days', n * 7919 % 900000 - 450000,
        CASE WHEN n % 307 = 9 THEN at - interval '40 minutes' END, CASE WHEN n % 307 = 9 THEN 1440000000 END,
        CASE WHEN n % 23 > 0 THEN CASE WHEN n % 3 = 0 THEN 12 ELSE 60 END ELSE 0 END,
        CASE WHEN n % 4 = 1 THEN 's-' || n / 4 END, at - interval '30 minutes',
        CASE WHEN n % 61 = 3 THEN 1 + n % 3 ELSE 0 END, CASE WHEN n % 61 = 3 THEN 1 + n % 3 END,
        CASE WHEN n % 3 > 0 THEN at END
      FROM generate_series(1, ?) n CROSS JOIN (SELECT ?::timestamptz) now (at)
      """;
  private static final String REFUSED =
      """
      INSERT INTO rivulet.quarantine (id, stage, reason, detail, origin, received_time, payload, payload_bytes,
        withdrawn, delivery_count)
      SELECT md5('q' || n), 'bridge', (ARRAY['MALFORMED', 'UNKNOWN_UNIT', 'TIME_AHEAD'])[1 + n % 3],
        'rate: unit "<b>ml per fortnight</b>" is none that is known; mL/h and mL/min are accepted',
        'rivulet/v1/kandy-2/pump-00001/pump', ?::timestamptz - n * interval '7 minutes',
        convert_to('{"device": "pump-00001", "rate": {"value": ' || n || ', "unit": "' || ? || '"}}', 'UTF8'),
        90, false, 1
      FROM generate_series(1, 57) n
      """;
  private static final String STATUSES =
      """
      INSERT INTO rivulet.device_status (device, received_time, site, online, model, firmware, battery_percent,
        observed, clock_offset_micros, clock_spread_micros, silent_since)
      SELECT 'pump-00001', at - n * interval '11 minutes', 'kandy-2', true, ?, CASE WHEN n > 60 THEN '2.9.4' ELSE '2.10.0' END,
        20 + n / 2, n % 9 = 4, CASE WHEN n < 40 THEN 90000000 ELSE 200000 END + n * 10000, 900,
        CASE WHEN n % 9 = 4 THEN at - n * interval '11 minutes' - interval '3 minutes' END
      FROM generate_series(1, 120) n CROSS JOIN (SELECT ?::timestamptz) now (at)
      """;
  private static final String HOURS =
      """
      INSERT INTO rivulet.pump_hour (device, site, drug, bucket, sample_count, rate_ml_per_hour_count,
        delivered_nl_count, concentration_per_ml_count)
      SELECT 'pump-00001', 'kandy-2', 'ketamine', date_trunc('hour', ?::timestamptz) - n * interval '1 hour',
        CASE WHEN n % 7 = 3 THEN 900 ELSE 3600 END, 0, 0, 0
      FROM generate_series(1, 24) n WHERE n % 8 <> 5
      """;

  private TestFleet() {}

  /** This many devices, of which pump-00001 of kandy-2 has a past. */
  static void fill(DataSource database, int devices, Instant now) throws SQLException {
    var at = now.atOffset(ZoneOffset.UTC);
    try (Connection connection = database.getConnection()) {
      run(connection, DEVICES, HOSTILE, devices, at);
      run(connection, REFUSED, at, HOSTILE);
      run(connection, STATUSES, HOSTILE, at);
      run(connection, HOURS, at);
      run(
          connection,
          """
          UPDATE rivulet.device SET model = ?, refused_count = 57, refused_time = ?::timestamptz,
            clock_refused_time = ?::timestamptz, alert_count = 1, alert_rank = 2
          WHERE device = 'pump-00001'
          """,
          HOSTILE,
          at,
          at);
      run(
          connection,
          """
          INSERT INTO rivulet.session (session, site, subject, route, opened_time, event_time)
          VALUES ('s-0', 'kandy-2', 'p-1', 'IV', ?::timestamptz, ?::timestamptz)
          """,
          at,
          at);
      run(
          connection,
          """
          INSERT INTO rivulet.session_event (event_id, session, recorded_time, recorded_by, kind,
            effective_from, device)
          VALUES ('s-0-bind', 's-0', ?::timestamptz, 'ada', 'device', ?::timestamptz, 'pump-00001')
          """,
          at,
          at);
      run(
          connection,
          """
          INSERT INTO rivulet.alert (id, session, device, kind, category, priority, present, revision,
            start_time, detail, withdrawn, site)
          VALUES ('a-1', 's-0', 'pump-00001', 'technical', 'CLOCK_UNTRUSTED', 'medium', true, 1,
            ?::timestamptz, ?, false, 'kandy-2')
          """,
          at,
          HOSTILE);
      run(connection, "ANALYZE rivulet.device");
    }
  }

  private static void run(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      boolean unused = statement.execute();
    }
  }
}
