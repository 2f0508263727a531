package io.rivulet.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.database.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A database full of sessions that are over, each with a pump that sent a sample a second. */
final class PastSessions implements AutoCloseable {
  private final Optional<DataDirectory> directory;
  private final EmbeddedDatabase server;
  private final HikariDataSource pool;

  private PastSessions(
      Optional<DataDirectory> directory, EmbeddedDatabase server, HikariDataSource pool) {
    this.directory = directory;
    this.server = server;
    this.pool = pool;
  }

  /** Starts one in a folder, or in a temporary one. */
  static PastSessions open(Optional<Path> folder) throws IOException, SQLException {
    Optional<DataDirectory> directory =
        folder.isPresent() ? Optional.empty() : Optional.of(DataDirectory.temporary());
    Path path = folder.orElseGet(() -> directory.orElseThrow().path());
    EmbeddedDatabase server =
        EmbeddedDatabase.start(path.resolve("postgres"), 0, Durability.PROCESS_END);
    HikariDataSource pool =
        ConnectionPool.open(
            new DatabaseConfig(server.jdbcUrl(), server.user(), "", 4),
            "past",
            java.time.Duration.ofHours(2));
    Migrations.migrate(pool);
    return new PastSessions(directory, server, pool);
  }

  HikariDataSource pool() {
    return pool;
  }

  EmbeddedDatabase server() {
    return server;
  }

  /** Fills it where it is empty; the key is made after the rows, because that is faster. */
  void fill(int sessions, int samples) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      try (var rows = statement.executeQuery("SELECT count(*) FROM rivulet.session")) {
        rows.next();
        if (rows.getInt(1) == sessions) {
          return;
        }
      }
      run(statement, "TRUNCATE rivulet.session, rivulet.session_event, rivulet.pump_sample");
      run(statement, "ALTER TABLE rivulet.pump_sample DROP CONSTRAINT IF EXISTS pump_sample_pkey");
      sessions(connection, sessions, samples);
      for (int session = 1; session <= sessions; session++) {
        samples(connection, session, samples);
        if (session % 50 == 0) {
          System.err.println("filled " + session + " of " + sessions + " sessions");
        }
      }
      run(statement, "SET maintenance_work_mem = '1GB'");
      run(
          statement,
          "ALTER TABLE rivulet.pump_sample ADD PRIMARY KEY (device, device_time, sequence)");
      run(statement, "VACUUM ANALYZE");
    }
  }

  private static void sessions(Connection connection, int sessions, int samples)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            WITH made AS (
              INSERT INTO rivulet.session (session, site, subject, drug, route, opened_time,
                started_time, closed_time, event_time)
              SELECT 's-' || n, 'site-1', 'p-' || n % 100, 'ketamine', 'IV', t, t,
                t + ? * interval '1 second', t
              FROM generate_series(1, ?) n
              CROSS JOIN LATERAL (SELECT timestamptz '2026-01-01Z' + n / 20 * interval '1 day') at (t)
              RETURNING session, started_time, closed_time)
            INSERT INTO rivulet.session_event (event_id, session, recorded_time, recorded_by, kind,
              effective_from, effective_to, device)
            SELECT 'e-' || session, session, started_time, 'bench', 'device', started_time, closed_time,
              'pump-' || substr(session, 3)::int % 20
            FROM made
            """)) {
      statement.setInt(1, samples);
      statement.setInt(2, sessions);
      int unused = statement.executeUpdate();
    }
  }

  private static void samples(Connection connection, int session, int samples) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO rivulet.pump_sample (device, device_time, sequence, site, received_time, drug,
              state, rate_ml_per_hour, delivered_nl, concentration_per_ml, concentration_unit,
              mqtt_duplicate)
            SELECT 'pump-' || s % 20,
              timestamptz '2026-01-01Z' + s / 20 * interval '1 day' + n * interval '1 second', n, 'site-1',
              timestamptz '2026-01-01Z' + s / 20 * interval '1 day' + n * interval '1 second'
                + (n * 7919 % 400) * interval '1 millisecond',
              'ketamine', CASE WHEN n % 600 < 570 THEN 'RUN' ELSE 'HOLD' END,
              20 + 5 * sin(n / 300.0) + n * 31 % 7 / 10.0, n::bigint * 5833, 1.0, 'mg', false
            FROM (SELECT ?::int AS s) one CROSS JOIN generate_series(0, ? - 1) n
            """)) {
      statement.setInt(1, session);
      statement.setInt(2, samples);
      int unused = statement.executeUpdate();
    }
  }

  private static void run(Statement statement, String sql) throws SQLException {
    boolean unused = statement.execute(sql);
  }

  @Override
  public void close() {
    pool.close();
    server.close();
    directory.ifPresent(DataDirectory::close);
  }
}
