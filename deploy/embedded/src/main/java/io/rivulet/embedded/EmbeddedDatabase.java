package io.rivulet.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * A PostgreSQL 17 server as a child of this process, on 127.0.0.1 only: whoever can log in on this
 * machine can read it.
 *
 * <p>Its data outlives a restart on the same directory. When this JVM ends without {@link
 * #close()}, be it by kill -9, a watchdog shuts the server down; a server that was left behind all
 * the same is taken over by the next start on its directory. The server's own messages go to {@code
 * log/} in the directory, one file for each hour of the day. Linux and macOS only.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String DEFAULT_DATABASE = "rivulet";
  private static final String SUPERUSER = PostgresLaunch.SUPERUSER;
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final DataDirectory hold;
  private final PostgresDirectory directory;
  private final int port;
  private final PostgresWatchdog watchdog;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedDatabase(
      DataDirectory hold, PostgresDirectory directory, int port, PostgresWatchdog watchdog) {
    this.hold = hold;
    this.directory = directory;
    this.port = port;
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
   * @param dataDirectory made when missing; held as a {@link DataDirectory} while the server runs.
   *     A server left on it by a process that is gone is shut down first
   * @param port the port to listen on; 0 for the one used last on this directory, or any free one
   * @throws IOException when the directory is in use, when the port is taken, when the files are of
   *     another PostgreSQL version, or when the server cannot start; the message has the server's
   *     last words
   */
  public static EmbeddedDatabase start(Path dataDirectory, int port, Durability durability)
      throws IOException {
    PostgresWatchdog.requireSupported();
    DataDirectory hold = DataDirectory.named(dataDirectory);
    try {
      return start(hold, port, durability);
    } catch (IOException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  /** Where clients connect, with the user in it: {@code jdbc:postgresql://127.0.0.1:...}. */
  public String jdbcUrl() {
    return jdbcUrl(DEFAULT_DATABASE);
  }

  /** The same for another database of this server. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s?user=%s"
        .formatted(LoopbackPort.HOST, port, requireName(database), SUPERUSER);
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
    return port;
  }

  /**
   * Makes a database when it is not there, so that tests which share a server do not share tables.
   *
   * @param name lower-case letters, digits and underscores, at most 63, a letter first
   * @return its {@link #jdbcUrl(String)}
   */
  public String createDatabase(String name) {
    requireName(name);
    try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"))) {
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

  /**
   * Disconnects every client, shuts the server down and waits until it has ended. A second call
   * does nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      directory.stopServer();
    } catch (IOException e) {
      // The watchdog stays on duty: it tries again when this process ends.
      throw new IllegalStateException(
          "The embedded PostgreSQL server on " + directory.root() + " did not stop", e);
    }
    watchdog.close();
    hold.close();
  }

  private static EmbeddedDatabase start(DataDirectory hold, int port, Durability durability)
      throws IOException {
    PostgresDirectory directory = PostgresDirectory.prepare(hold.path());
    int chosenPort = LoopbackPort.choose(directory.root(), "postgres", port);
    String token = UUID.randomUUID().toString();
    PostgresWatchdog watchdog = PostgresWatchdog.start(Postmaster.pidFile(directory.data()), token);
    try {
      new PostgresLaunch(PostgresBinaries.unpacked(), directory, chosenPort, durability, token)
          .run();
      EmbeddedDatabase database = new EmbeddedDatabase(hold, directory, chosenPort, watchdog);
      database.createDatabase(DEFAULT_DATABASE);
      return database;
    } catch (IOException | RuntimeException e) {
      stopAfter(e, directory, watchdog);
      throw new IOException(
          "The embedded PostgreSQL server cannot start on port %d with %s: %s%s"
              .formatted(chosenPort, directory.root(), e.getMessage(), directory.lastWords()),
          e);
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

  private static void stopAfter(
      Exception failure, PostgresDirectory directory, PostgresWatchdog watchdog) {
    try {
      directory.stopServer();
      watchdog.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
