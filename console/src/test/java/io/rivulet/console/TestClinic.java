package io.rivulet.console;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.ConsoleLogin;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.database.Migrations;
import io.rivulet.store.read.ClinicReads;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A real database with the store's tables, and sentences that put rows into them. */
final class TestClinic implements AutoCloseable {
  private static final long SHORT_MILLIS = 500;

  private final DataDirectory directory;
  private EmbeddedDatabase server;
  private final HikariDataSource pool;
  private final long waitMillis;

  private TestClinic(DataDirectory directory, EmbeddedDatabase server) throws SQLException {
    this.directory = directory;
    this.server = server;
    this.pool =
        ConnectionPool.open(
            new DatabaseConfig(server.jdbcUrl(), server.user(), server.password(), 4), "console");
    this.waitMillis = pool.getConnectionTimeout();
    Migrations.migrate(pool);
  }

  static TestClinic start() throws IOException, SQLException {
    DataDirectory directory = DataDirectory.temporary();
    return new TestClinic(directory, startServer(directory));
  }

  private static EmbeddedDatabase startServer(DataDirectory directory) throws IOException {
    return EmbeddedDatabase.start(directory.path().resolve("pg"), 0, Durability.PROCESS_END);
  }

  DataSource database() {
    return pool;
  }

  /** What a role is configured with that uses this database. */
  Settings settings(Map<String, String> more) {
    Map<String, String> pairs = new HashMap<>(more);
    pairs.put("database.url", server.jdbcUrl());
    pairs.put("database.user", server.user());
    pairs.put("database.password", server.password());
    return Settings.of(pairs);
  }

  /** The same for a console that owns nothing; its tables and its login are made. */
  Settings consoleSettings(Map<String, String> more) throws SQLException {
    Map<String, String> pairs = new HashMap<>(more);
    pairs.put("console.database.user", "console_login");
    pairs.put("console.database.password", "secret");
    Settings settings = settings(pairs);
    AccessDatabase.migrate(DatabaseConfig.from(settings));
    List<String> unused = ConsoleLogin.make(pool, "console_login", "secret");
    return settings;
  }

  ClinicReads reads() {
    return new ClinicReads(pool);
  }

  void stopDatabase() {
    server.close();
  }

  void startDatabase() throws IOException {
    server = startServer(directory);
  }

  /**
   * The server lets nobody in any more, as one that starts or stops; sooner than a real stop, and
   * waited for less.
   */
  void shutOut() throws SQLException {
    pool.setConnectionTimeout(SHORT_MILLIS);
    besides(
        "ALTER DATABASE rivulet ALLOW_CONNECTIONS false",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'rivulet'");
  }

  void letIn() throws SQLException {
    besides("ALTER DATABASE rivulet ALLOW_CONNECTIONS true");
    pool.setConnectionTimeout(waitMillis);
  }

  private void besides(String... statements) throws SQLException {
    String url = server.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/postgres$1");
    try (Connection connection =
            DriverManager.getConnection(url, server.user(), server.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Opens and starts a session with a plan of 0.5 mg/kg over 40 min at 70 kg. */
  void session(String session, String subject, String drug, Instant started) {
    put(
        "INSERT INTO rivulet.session VALUES (?, 'colombo-1', ?, ?, 'IV', 0.5, 'mg', 2400, ?, ?, NULL, ?)",
        session,
        subject,
        drug,
        started,
        started,
        started);
    put(
        """
        INSERT INTO rivulet.session_event (event_id, session, recorded_time, recorded_by, kind,
          effective_from, weight_kg) VALUES (?, ?, ?, 'test', 'weight', ?, 70)
        """,
        session + "-weight",
        session,
        started,
        started);
  }

  void weight(String session, double weightKg) {
    put("UPDATE rivulet.session_event SET weight_kg = ? WHERE session = ?", weightKg, session);
  }

  void site(String session, String site) {
    put("UPDATE rivulet.session SET site = ? WHERE session = ?", site, session);
  }

  /** Takes everything of a session away. */
  void remove(String session) {
    for (String table : new String[] {"dose", "session_event", "session"}) {
      put("DELETE FROM rivulet." + table + " WHERE session = ?", session);
    }
  }

  void closed(String session, Instant at) {
    put(
        "UPDATE rivulet.session SET closed_time = ?, event_time = ? WHERE session = ?",
        at,
        at,
        session);
  }

  /** What a pump has delivered; the concentration is 5 mg/mL. */
  void dose(
      String session,
      String device,
      String drug,
      Instant asOf,
      double milligrams,
      double weightKg,
      String state,
      double rateMlPerHour) {
    put(
        """
        INSERT INTO rivulet.dose VALUES (?, ?, ?, 1, ?, ?, ?, 'mg', ?, 0, 0, 0, 0, 100, 0, 0, 1, ?, ?, ?)
        ON CONFLICT (session, device, drug) DO UPDATE SET
          revision = dose.revision + 1, as_of = excluded.as_of, volume_nl = excluded.volume_nl,
          amount = excluded.amount, amount_per_kg = excluded.amount_per_kg, state = excluded.state,
          rate_ml_per_hour = excluded.rate_ml_per_hour,
          rate_per_kg_per_hour = excluded.rate_per_kg_per_hour
        """,
        session,
        device,
        drug,
        asOf,
        Math.round(milligrams / 5 * 1_000_000),
        milligrams,
        milligrams / weightKg,
        state,
        rateMlPerHour,
        rateMlPerHour * 5 / weightKg);
  }

  void uncertainty(String session, long nanolitres) {
    put("UPDATE rivulet.dose SET uncertainty_nl = ? WHERE session = ?", nanolitres, session);
  }

  void pressure(
      String session, String source, Instant time, double systolic, double diastolic, double mean) {
    put(
        """
        INSERT INTO rivulet.pressure_tally VALUES (?, ?, 1, 6, 0, 1, 0, 0, ?, ?, ?, ?)
        ON CONFLICT (session, source) DO UPDATE SET latest_time = excluded.latest_time,
          latest_systolic = excluded.latest_systolic, latest_diastolic = excluded.latest_diastolic,
          latest_mean = excluded.latest_mean
        """,
        session,
        source,
        time,
        systolic,
        diastolic,
        mean);
  }

  void excursion(
      String id, String session, String component, String severity, Instant start, double peak) {
    put(
        """
        INSERT INTO rivulet.pressure_excursion VALUES
          (?, ?, 'NIBP', ?, 'high', ?, ?, NULL, ?, 2, 1, false, NULL, 'ketamine', 1)
        """,
        id,
        session,
        component,
        severity,
        start,
        peak);
  }

  void excursionEnded(String id, Instant at) {
    put("UPDATE rivulet.pressure_excursion SET end_time = ? WHERE id = ?", at, id);
  }

  /** The session enters a phase. */
  void phase(String session, String phase, Instant since) {
    put(
        "UPDATE rivulet.session SET phase = ?, phase_since = ? WHERE session = ?",
        phase,
        since,
        session);
  }

  /** The subject was screened. */
  void screened(String session, boolean eligible, String flags) {
    put(
        "UPDATE rivulet.session SET screened_time = opened_time, eligible = ?, eligibility_flags = ?::jsonb, pressure_interval_seconds = 600 WHERE session = ?",
        eligible,
        flags,
        session);
  }

  /** What the engine states of all routes of a drug in mg; texts are JSON. */
  void received(
      String session,
      String drug,
      Instant asOf,
      double milligrams,
      double weightKg,
      double ratePerKgPerHour,
      String routes,
      String predictions) {
    put(
        """
        INSERT INTO rivulet.dose_total (session, drug, revision, as_of, unit, amount,
          amount_per_kg, uncertainty_amount, planned_per_kg, rate_per_kg_per_hour,
          rate_ug_per_kg_per_minute, routes, predictions)
        VALUES (?, ?, 1, ?, 'mg', ?, ?, 0, 0.5, ?, ?, ?::jsonb, ?::jsonb)
        ON CONFLICT (session, drug) DO UPDATE SET
          revision = dose_total.revision + 1, as_of = excluded.as_of, amount = excluded.amount,
          amount_per_kg = excluded.amount_per_kg, routes = excluded.routes,
          predictions = excluded.predictions
        """,
        session,
        drug,
        asOf,
        milligrams,
        milligrams / weightKg,
        ratePerKgPerHour,
        ratePerKgPerHour * 1000 / 60,
        routes,
        predictions);
  }

  /** Binds a device from the session's opening on. */
  void bound(String session, String device) {
    put(
        """
        INSERT INTO rivulet.session_event (event_id, session, recorded_time, recorded_by, kind,
          effective_from, device)
        SELECT session || ? , session, opened_time, 'test', 'device', opened_time, ?
        FROM rivulet.session WHERE session = ?
        """,
        "-" + device,
        device,
        session);
  }

  void vitals(String device, Instant time, Double heartRate, Double spo2, Double respiratoryRate) {
    put(
        """
        INSERT INTO rivulet.vitals_sample (device, device_time, sequence, site, received_time,
          heart_rate_per_minute, spo2_percent, respiratory_rate_per_minute, mqtt_duplicate)
        VALUES (?, ?, 0, 'colombo-1', ?, ?::float8, ?::float8, ?::float8, false)
        """,
        device,
        time,
        time,
        heartRate,
        spo2,
        respiratoryRate);
  }

  void observed(String session, String kind, Instant time, String body) {
    put(
        """
        INSERT INTO rivulet.session_event (event_id, session, recorded_time, recorded_by, kind,
          effective_from, body)
        VALUES (?, ?, ?, 'nurse-2', 'observation', ?, ?::jsonb)
        """,
        session + kind + time,
        session,
        time,
        time,
        body);
  }

  /** What a bridge states of a device. */
  void device(String device, Instant lastReceived, Instant silentSince, Long clockOffsetMicros) {
    put(
        """
        INSERT INTO rivulet.device (device, site, last_received_time, silent_since,
          clock_offset_micros, clock_spread_micros)
        VALUES (?, 'colombo-1', ?, ?::timestamptz, ?::bigint, 40000)
        ON CONFLICT (device) DO UPDATE SET last_received_time = excluded.last_received_time,
          silent_since = excluded.silent_since, clock_offset_micros = excluded.clock_offset_micros
        """,
        device,
        lastReceived,
        silentSince,
        clockOffsetMicros);
  }

  /** Low SpO2, with the alert of it. */
  void desaturation(String session, Instant start, double peak, String severity) {
    put(
        """
        INSERT INTO rivulet.excursion (id, session, source, component, direction, severity,
          start_time, peak, reading_count, revision, withdrawn, profile, profile_version, unit,
          limit_value)
        VALUES (?, ?, 'MONITOR', 'spo2', 'low', ?, ?, ?, 3, 1, false, 'ketamine', 2, '%', 94)
        """,
        session + "-spo2", session, severity, start, peak);
  }

  /** An alert without an end. */
  void alert(
      String id,
      String session,
      String device,
      String kind,
      String category,
      String priority,
      Instant start,
      String detail) {
    put(
        """
        INSERT INTO rivulet.alert (id, session, device, kind, category, priority, present, revision,
          start_time, detail, withdrawn) VALUES (?, ?, ?, ?, ?, ?, true, 1, ?, ?, false)
        """,
        id,
        session,
        device,
        kind,
        category,
        priority,
        start,
        detail);
  }

  /** What an alert measured. */
  void measured(
      String id,
      String source,
      String component,
      String direction,
      double measured,
      double limit,
      String unit) {
    put(
        """
        UPDATE rivulet.alert SET source = ?, component = ?, direction = ?, measured = ?,
          limit_value = ?, unit = ?, profile = 'ketamine', profile_version = 2 WHERE id = ?
        """,
        source,
        component,
        direction,
        measured,
        limit,
        unit,
        id);
  }

  /** Over, and latched until somebody says that they know. */
  void latched(String id, Instant end) {
    put(
        "UPDATE rivulet.alert SET present = false, signal = 'latched', end_time = ?, flap_count = 2 WHERE id = ?",
        end,
        id);
  }

  void landed(String topic, long records, long repeats, Instant at) {
    put(
        """
        INSERT INTO rivulet.landed_topic VALUES (?, ?, ?, ?, 0, ?)
        ON CONFLICT (topic) DO UPDATE SET record_count = excluded.record_count,
          row_count = excluded.row_count, landed_time = excluded.landed_time
        """,
        topic,
        records,
        records - repeats,
        repeats,
        at);
    put(
        "INSERT INTO rivulet.sink_offset VALUES (?, 0, ?, 0, ?) ON CONFLICT DO NOTHING",
        topic,
        records,
        at);
  }

  void put(String sql, Object... values) {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        Object value =
            values[i] instanceof Instant instant
                ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
                : values[i];
        statement.setObject(i + 1, value);
      }
      statement.executeUpdate();
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
