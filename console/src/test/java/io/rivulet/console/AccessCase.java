package io.rivulet.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.ConsoleAccess;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.user.UserDesk;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.http.Tokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One console over one database, with its users, for all classes that show who is let in: it is
 * started before the first of them and ends with the last.
 */
abstract class AccessCase {
  static final String COOKIE = "rivulet_session";
  static final String MACHINE = "a-token-of-a-machine";

  /** Words that nothing but a test would take. */
  static final String PASSWORD = "four green kettles sing";

  /** The console's clock. */
  static final AtomicReference<Instant> NOW =
      new AtomicReference<>(Instant.parse("2026-11-21T09:30:00Z"));

  static TestClinic clinic;
  static Console console;
  static UserDesk desk;

  /** How one could sign in before there was a user. */
  static JsonNode waysWithoutUsers;

  /** Starts it once, and ends it with everything else. */
  static final class Started implements BeforeAllCallback, AutoCloseable {
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
      if (context.getRoot().getStore(Namespace.GLOBAL).get(Started.class) == null) {
        context.getRoot().getStore(Namespace.GLOBAL).put(Started.class, this);
        start();
      }
    }

    @Override
    public void close() {
      desk.close();
      console.close();
      clinic.close();
    }
  }

  @RegisterExtension static final Started STARTED = new Started();

  private static void start() throws Exception {
    clinic = TestClinic.start();
    Settings settings =
        clinic.consoleSettings(
            Map.of("console.tokens", "etl:" + Tokens.hashOf(MACHINE) + ":researcher@north"));
    console =
        Console.start(
            new ConsoleConfig("127.0.0.1", 0),
            ConsoleAccess.open(settings, NOW::get),
            clinic.reads(),
            List::of,
            Optional.empty(),
            NOW::get,
            new SimpleMeterRegistry());
    waysWithoutUsers = visitor().json("/api/v1/sign-in");
    desk = UserDesk.open(settings, "tester", NOW::get);
    desk.add("root", "Root", PASSWORD, Grant.parseAll("administrator"));
    desk.add("ada", "Ada Example", PASSWORD, Grant.parseAll("clinician@north+engineer@south"));
  }

  /** Each test asks as if nobody had for a minute: how often anybody may ask is kept by address. */
  @BeforeEach
  void letAMinutePass() {
    NOW.updateAndGet(now -> now.plusSeconds(60));
  }

  static Visitor visitor() {
    return new Visitor(console.uri());
  }

  static void user(String name, String grants) {
    desk.add(name, name, PASSWORD, grants.isEmpty() ? List.of() : Grant.parseAll(grants));
  }

  static String credentials(String name, String password) {
    return "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
  }

  static void execute(String sql) throws SQLException {
    try (Connection connection = clinic.database().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.execute(sql);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  static String rows(String table) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = clinic.database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT row_to_json(t)::text FROM rivulet_console." + table + " t")) {
      while (rows.next()) {
        all.append(rows.getString(1)).append('\n');
      }
    }
    return all.toString();
  }
}
