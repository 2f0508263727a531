package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.ConsoleLogin;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.read.SessionNames;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody could do who got hold of the console's database login. */
class ConsoleLoginIT {
  private static final String REFUSED = "42501";
  private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");

  private static TestClinic clinic;
  private static DatabaseConfig owner;
  private static DatabaseConfig login;
  private static String beforeItWasMade;

  @BeforeAll
  static void start() throws Exception {
    clinic = TestClinic.start();
    owner = DatabaseConfig.from(clinic.settings(Map.of()));
    try (Connection connection = DriverManager.getConnection(owner.url(), owner.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE early LOGIN PASSWORD 'early' IN ROLE rivulet_console_writer");
    }
    beforeItWasMade = refusalOf(owner.as("early", "early", 1));
    Settings settings = clinic.consoleSettings(Map.of());
    login = ConsoleLogin.of(settings);
    clinic.session("s-1", "subject-1", "Ketamine", T0);
  }

  private static String refusalOf(DatabaseConfig early) {
    try {
      AccessDatabase.require(early);
      return "nothing";
    } catch (SQLException e) {
      return e.getMessage();
    }
  }

  @AfterAll
  static void end() {
    clinic.close();
  }

  private static long answer(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(login.url(), login.user(), login.password());
  }

  @ParameterizedTest
  @Requirement("ACCESS-050")
  @ValueSource(
      strings = {
        "SELECT key FROM rivulet.research_key",
        "SELECT * FROM rivulet.research_subject",
        "SELECT * FROM rivulet.research_name",
        "SELECT * FROM rivulet.research_grant",
        "SELECT * FROM rivulet.research_access",
        "SELECT * FROM rivulet.research_admission",
        "SELECT * FROM rivulet.research_visible",
        "SELECT * FROM rivulet_research.session",
        "SELECT rivulet.research_mac('subject', 'north', 'subject-1')",
        "SELECT rivulet.research_rotate_key('because I can')",
        "INSERT INTO rivulet.research_gateway VALUES ('console_login')",
        "INSERT INTO rivulet.research_grant (login_role, site) VALUES ('console_login', '*')",
        "INSERT INTO rivulet.pump_sample DEFAULT VALUES",
        "UPDATE rivulet.pump_sample SET rate_ml_per_hour = 1",
        "DELETE FROM rivulet.vitals_sample",
        "UPDATE rivulet.session SET subject = 'somebody'",
        "DELETE FROM rivulet.alert",
        "TRUNCATE rivulet.quarantine",
        "UPDATE rivulet.cohort SET definition = ''",
        "DELETE FROM rivulet.cohort_member",
        "UPDATE rivulet.sink_offset SET next_offset = 0",
        "DROP TABLE rivulet.session",
        "ALTER TABLE rivulet.session ADD COLUMN mine text",
        "CREATE TABLE rivulet.mine (n int)",
        "CREATE TABLE rivulet_console.mine (n int)",
        "CREATE TABLE public.mine (n int)",
        "CREATE SCHEMA mine",
        "DROP SCHEMA rivulet_console CASCADE",
        "CREATE ROLE mine SUPERUSER",
        "ALTER ROLE console_login SUPERUSER",
        "SET ROLE rivulet_research",
        "UPDATE rivulet_console.audit SET who = 'nobody'",
        "DELETE FROM rivulet_console.audit",
        "TRUNCATE rivulet_console.audit",
        "DROP TRIGGER audit_append_only ON rivulet_console.audit",
        "ALTER TABLE rivulet_console.audit DISABLE TRIGGER ALL",
        "DELETE FROM rivulet_console.app_user",
        "DELETE FROM rivulet_console.api_token",
        "UPDATE rivulet_console.command SET actor = 'nobody'",
        "UPDATE rivulet_console.flyway_schema_history SET version = '99'",
        "COPY rivulet.session TO PROGRAM 'cat'",
        "SELECT pg_read_file('postgresql.conf')",
        "ALTER SYSTEM SET log_statement = 'none'"
      })
  void theDatabaseRefusesWhatNoConsoleNeeds(String statement) throws SQLException {
    try (Connection connection = connect();
        Statement tried = connection.createStatement()) {
      assertThatThrownBy(() -> tried.execute(statement))
          .isInstanceOfSatisfying(
              SQLException.class,
              refusal ->
                  assertThat(refusal.getSQLState()).as(refusal.getMessage()).isEqualTo(REFUSED));
    }
  }

  @Test
  @Requirement("ACCESS-050")
  void whatAConsoleNeedsIsGranted() throws SQLException {
    assertThat(answer("SELECT count(*) FROM rivulet.session")).isEqualTo(1);
    assertThat(answer("SELECT count(*) FROM rivulet.marked_pump_sample")).isZero();
    assertThat(answer("SELECT count(*) FROM rivulet.device")).isZero();
    assertThat(answer("SELECT count(*) FROM rivulet_console.app_user")).isZero();
    AccessDatabase.require(login);
    assertThat(ConsoleLogin.faults(login)).isEmpty();
  }

  @Test
  @Requirement("ACCESS-050")
  void aLoginThatMayTooMuchOrTooLittleIsNamedWithTheWayOut() {
    assertThat(ConsoleLogin.faults(owner)).singleElement().asString().contains("is a superuser");
    assertThat(ConsoleLogin.faults(owner.as("early", "early", 1)))
        .containsExactly(
            "early is not in rivulet_reader: run ./rivulet console --prepare as the owner");
    assertThat(ConsoleLogin.faults(owner.as("nobody_of_this_name", "x", 1)))
        .singleElement()
        .asString()
        .contains("cannot log in", "--prepare")
        .doesNotContain("secret");
    assertThatThrownBy(() -> ConsoleLogin.make(clinic.database(), "x; DROP TABLE y", "secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  @Requirement("ACCESS-051")
  void pseudonymsAreTranslatedAFewAtATimeAndOnRecord() throws SQLException {
    String pseudonym = owned("SELECT pseudonym FROM rivulet.research_name WHERE kind = 'session'");
    try (var pool =
        io.rivulet.runtime.database.ConnectionPool.open(
            login.as(login.user(), login.password(), 1), "login-test")) {
      SessionNames names = new SessionNames(pool);
      assertThat(names.ofPseudonyms("grace", List.of(pseudonym, "session-unknown")))
          .singleElement()
          .satisfies(named -> assertThat(named.session()).isEqualTo("s-1"));
      assertThatThrownBy(
              () -> names.ofPseudonyms("grace", java.util.Collections.nCopies(51, pseudonym)))
          .hasRootCauseInstanceOf(SQLException.class)
          .rootCause()
          .hasMessageContaining("1 to 50 pseudonyms");
    }
    assertThat(
            owned(
                "SELECT principal || ' ' || statement FROM rivulet.research_access WHERE view_name ="
                    + " 'research_translate'"))
        .isEqualTo("grace " + pseudonym + " session-unknown");
  }

  private static String owned(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(owner.url(), owner.user(), "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  @Test
  @Requirement("ACCESS-052")
  void aConsoleWithoutItsTablesSaysHowTheyGetThere() {
    assertThat(beforeItWasMade)
        .contains("rivulet_console", "run ./rivulet console --prepare as the owner");
  }
}
