package io.rivulet.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A TimescaleDB server that system property {@code rivulet.timescaledb.url} names, such as {@code
 * jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres}; the user is {@code postgres}, without a
 * password. Databases named {@code store_N} are the tests': a new one drops those before it,
 * because each takes a background worker.
 *
 * @param url any database of the server
 */
public record TimescaleServer(String url) {
  /** What a test says that needs one and has none. */
  public static final String MISSING =
      "skipped: no TimescaleDB; start PostgreSQL with shared_preload_libraries = 'timescaledb' and say where with -Drivulet.timescaledb.url=jdbc:postgresql://HOST:PORT/postgres?user=postgres";

  /** The server, where one is named. */
  public static Optional<TimescaleServer> named() {
    return Optional.ofNullable(System.getProperty("rivulet.timescaledb.url"))
        .map(TimescaleServer::new);
  }

  /** An empty database, named so that tests in another process have their own, and its URL. */
  public String newDatabase(String wanted) {
    String name = "test_" + ProcessHandle.current().pid() + "_" + wanted;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      List<String> earlier = new ArrayList<>();
      try (ResultSet names =
          statement.executeQuery(
              "SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+_store_[0-9]+$'")) {
        while (names.next()) {
          if (!isOfAnotherThatRuns(names.getString(1))) {
            earlier.add(names.getString(1));
          }
        }
      }
      for (String one : earlier) {
        statement.execute("DROP DATABASE " + one + " WITH (FORCE)");
      }
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create the database " + name + " at " + url, e);
    }
    return url.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
  }

  private static boolean isOfAnotherThatRuns(String name) {
    long pid = Long.parseLong(name.split("_")[1]);
    return pid != ProcessHandle.current().pid()
        && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
