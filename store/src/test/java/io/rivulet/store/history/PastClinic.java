package io.rivulet.store.history;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.database.Migrations;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A database with sessions that are over, put there row by row. */
public final class PastClinic implements AutoCloseable {
  /** When the first session of every test begins. */
  public static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");

  private final DataDirectory directory;
  private final EmbeddedDatabase server;
  private final HikariDataSource pool;

  private PastClinic(DataDirectory directory, EmbeddedDatabase server, HikariDataSource pool) {
    this.directory = directory;
    this.server = server;
    this.pool = pool;
  }

  /** Starts a server and makes the tables. */
  public static PastClinic open() throws IOException, SQLException {
    DataDirectory directory = DataDirectory.temporary();
    EmbeddedDatabase server =
        EmbeddedDatabase.start(directory.path().resolve("postgres"), 0, Durability.PROCESS_END);
    HikariDataSource pool =
        ConnectionPool.open(new DatabaseConfig(server.jdbcUrl(), server.user(), "", 6), "past");
    Migrations.migrate(pool);
    return new PastClinic(directory, server, pool);
  }

  /** Where it is. */
  public String url() {
    return server.jdbcUrl();
  }

  /** Who may do everything in it. */
  public String user() {
    return server.user();
  }

  /** Through what history is read. */
  public HistoryAccess access() {
    return HistoryAccess.whole(pool);
  }

  /** A session of 40 minutes with a pump and a monitor. */
  public void session(String session, String site, String drug, Instant begin) {
    put(
        """
        INSERT INTO rivulet.session (session, site, subject, drug, route, planned_dose_per_kg,
          planned_unit, planned_duration_seconds, opened_time, started_time, closed_time, event_time)
        VALUES (?, ?, 'p-' || ?, ?, 'IV', 0.5, 'mg', 2400, ?, ?, ?, ?)
        """,
        session,
        site,
        session,
        drug,
        begin.minusSeconds(60),
        begin,
        begin.plusSeconds(2_400),
        begin.plusSeconds(2_400));
    bind(session, "pump-" + session, begin, begin.plusSeconds(2_400), begin);
    bind(session, "monitor-" + session, begin, begin.plusSeconds(2_400), begin);
  }

  /** A device serves a session. */
  public void bind(String session, String device, Instant from, Instant to, Instant recorded) {
    put(
        """
        INSERT INTO rivulet.session_event (event_id, session, recorded_time, recorded_by, kind,
          effective_from, effective_to, device)
        VALUES (?, ?, ?, 'nurse-1', 'device', ?, ?, ?)
        """,
        session + "-" + device + "-" + from + "-" + recorded,
        session,
        recorded,
        from,
        to,
        device);
  }

  /** Samples of a pump, one a second, 1 mL/h more with each. */
  public void pumpSamples(String device, Instant from, int count) {
    put(
        """
        INSERT INTO rivulet.pump_sample (device, device_time, sequence, site, received_time, drug,
          state, rate_ml_per_hour, delivered_nl, concentration_per_ml, concentration_unit, alarms,
          mqtt_duplicate)
        SELECT ?, ?::timestamptz + n * interval '1 second', n, 'colombo-1',
          ?::timestamptz + n * interval '1 second' + interval '250 milliseconds', 'ketamine', 'RUN',
          n, n * 1000, 1.5, 'mg', CASE WHEN n = 1 THEN ARRAY['OCCLUSION', 'BATTERY'] END, false
        FROM generate_series(0, ? - 1) n
        """,
        device,
        from,
        from,
        count);
  }

  /** One cuff pressure and a heart rate. */
  public void vitals(String device, Instant time, double systolic, double heartRate) {
    put(
        """
        INSERT INTO rivulet.vitals_sample (device, device_time, sequence, site, received_time,
          nibp_systolic, heart_rate_per_minute, mqtt_duplicate)
        VALUES (?, ?, extract(epoch FROM ?::timestamptz)::bigint, 'colombo-1', ?, ?, ?, false)
        """,
        device,
        time,
        time,
        time,
        systolic,
        heartRate);
  }

  /** What it had of its drug, in mg. */
  public void dose(String session, String drug, double milligrams, double perKg) {
    put(
        """
        INSERT INTO rivulet.dose_total (session, drug, revision, as_of, unit, amount, amount_per_kg,
          routes, predictions) VALUES (?, ?, 1, ?, 'mg', ?, ?, '[]', '[]')
        """,
        session,
        drug,
        BEGIN,
        milligrams,
        perKg);
  }

  /** A run of high pressures. */
  public void excursion(String session, String severity, Instant start) {
    put(
        """
        INSERT INTO rivulet.excursion (id, session, source, component, direction, severity,
          start_time, end_time, peak, reading_count, revision, withdrawn, profile, profile_version)
        VALUES (?, ?, 'NIBP', 'systolic', 'high', ?, ?, ?, 172, 3, 1, false, 'ketamine', 2)
        """,
        session + "-" + severity,
        session,
        severity,
        start,
        start.plusSeconds(600));
  }

  /** An alert of a session. */
  public void alert(String id, String session, String priority, Instant start) {
    put(
        """
        INSERT INTO rivulet.alert (id, session, kind, category, priority, present, revision,
          start_time, detail, withdrawn)
        VALUES (?, ?, 'physiological', 'PRESSURE_EXCURSION', ?, false, 1, ?, 'detail', false)
        """,
        id,
        session,
        priority,
        start);
  }

  /** Runs a statement with values. */
  public void put(String sql, Object... values) {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(
            i + 1,
            values[i] instanceof Instant at
                ? OffsetDateTime.ofInstant(at, ZoneOffset.UTC)
                : values[i]);
      }
      boolean unused = statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one number that this query answers. */
  public long number(String sql) {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    pool.close();
    server.close();
    directory.close();
  }
}
