package io.rivulet.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PostgreSQL 17 server as a child of this process, on 127.0.0.1 only: whoever can log in on this
 * machine can read it.
 *
 * <p>Its data outlives a restart on the same directory. When this JVM ends without {@link
 * #close()}, be it by kill -9, a watchdog shuts the server down (POSIX systems); a server that was
 * left behind all the same is taken over by the next start on its directory. The server's own
 * messages go to {@code log/} in the directory, one file for each hour of the day.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String DEFAULT_DATABASE = "rivulet";
  private static final String SUPERUSER = "postgres";
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final PostgresDirectory directory;
  private final EmbeddedPostgres server;
  private final Optional<PostgresWatchdog> watchdog;

  private EmbeddedDatabase(
      PostgresDirectory directory, EmbeddedPostgres server, Optional<PostgresWatchdog> watchdog) {
    this.directory = directory;
    this.server = server;
    this.watchdog = watchdog;
  }

  /**
   * Starts a server whose commits survive a loss of power; see {@link #start(Path, int,
   * Durability)}.
   */
  public static EmbeddedDatabase start(Path dataDirectory, int port) throws IOException {
    return start(dataDirectory, port, Durability.POWER_LOSS);
  }

  /**
   * Starts a server; it serves clients when this returns, and has a database {@code rivulet}.
   *
   * @param dataDirectory made when missing; a server that still runs on it is shut down first
   * @param port the port to listen on; 0 for the one used last on this directory, or any free one
   * @throws IOException when the port is taken, when the files are of another PostgreSQL version,
   *     or when the server cannot start; the message has the server's last words
   */
  public static EmbeddedDatabase start(Path dataDirectory, int port, Durability durability)
      throws IOException {
    PostgresDirectory directory = PostgresDirectory.prepare(dataDirectory);
    int chosenPort = LoopbackPort.choose(directory.root(), "postgres", port);
    PostgresLaunch launch = PostgresLaunch.of(directory, chosenPort, durability);
    Optional<PostgresWatchdog> watchdog = Optional.empty();
    try {
      if (PostgresWatchdog.isSupported()) {
        watchdog =
            Optional.of(
                PostgresWatchdog.start(Postmaster.pidFile(directory.data()), launch.token()));
      }
      EmbeddedDatabase database =
          new EmbeddedDatabase(directory, launch.builder().start(), watchdog);
      database.createDatabase(DEFAULT_DATABASE);
      return database;
      // The library reports a failure to unpack its binaries as an Error.
    } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
      stopAfter(e, directory);
      watchdog.ifPresent(PostgresWatchdog::close);
      throw new IOException(
          "The embedded PostgreSQL server cannot start on port %d with %s: %s%s"
              .formatted(chosenPort, directory.root(), e.getMessage(), directory.lastWords()),
          e);
    }
  }

  /** Where clients connect, with the user in it: {@code jdbc:postgresql://127.0.0.1:...}. */
  public String jdbcUrl() {
    return jdbcUrl(DEFAULT_DATABASE);
  }

  /** The same for another database of this server. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s?user=%s"
        .formatted(LoopbackPort.HOST, port(), requireName(database), SUPERUSER);
  }

  /** The user to connect as: the server's owner. */
  public String user() {
    return SUPERUSER;
  }

  /** Empty: the server asks for none. */
  public String password() {
    return "";
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /**
   * Makes a database when it is not there, so that tests which share a server do not share tables.
   *
   * @param name lower-case letters, digits and underscores, at most 63, a letter first
   * @return its {@link #jdbcUrl(String)}
   */
  public String createDatabase(String name) {
    requireName(name);
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      if (!exists(connection, name)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE " + name);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create the database " + name, e);
    }
    return jdbcUrl(name);
  }

  /** Disconnects every client, shuts the server down and waits until it has ended. */
  @Override
  public void close() {
    try {
      server.close();
      directory.stopServer();
    } catch (IOException e) {
      throw new IllegalStateException(
          "The embedded PostgreSQL server on " + directory.root() + " did not stop", e);
    } finally {
      watchdog.ifPresent(PostgresWatchdog::close);
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static String requireName(String database) {
    if (!DATABASE_NAME.matcher(database).matches()) {
      throw new IllegalArgumentException(
          "A database's name must match %s, but is '%s'".formatted(DATABASE_NAME, database));
    }
    return database;
  }

  private static void stopAfter(Throwable failure, PostgresDirectory directory) {
    try {
      directory.stopServer();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
