package io.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  @TempDir Path directory;

  @Test
  @Requirement("ONEBOX-001")
  void keepsItsRowsAndItsPortAcrossARestart() throws Exception {
    int port;
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
      port = database.port();
      execute(database.jdbcUrl(), "CREATE TABLE dose (mg numeric)", "INSERT INTO dose VALUES (35)");
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
      assertThat(database.port()).isEqualTo(port);
      assertThat(query(database.jdbcUrl(), "SELECT mg FROM dose")).isEqualTo("35");
    }
  }

  @Test
  @Requirement("ONEBOX-002")
  void waitsForTheDiskWhereDataIsKept() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
      assertThat(query(database.jdbcUrl(), "SHOW fsync")).isEqualTo("on");
      assertThat(query(database.jdbcUrl(), "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(database.jdbcUrl(), "SHOW full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void doesNotWaitForTheDiskWhereDataIsThrownAway() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0, Durability.PROCESS_END)) {
      assertThat(query(database.jdbcUrl(), "SHOW fsync")).isEqualTo("off");
      assertThat(query(database.jdbcUrl(), "SHOW synchronous_commit")).isEqualTo("off");
    }
  }

  @Test
  void sortsAndFoldsLettersTheSameWayWhateverTheLanguageOfTheMachine() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0, Durability.PROCESS_END)) {
      assertThat(query(database.jdbcUrl(), "SELECT upper('titer ä')")).isEqualTo("TITER Ä");
      assertThat(query(database.jdbcUrl(), "SELECT ('Z' < 'a')::text")).isEqualTo("true");
      assertThat(query(database.jdbcUrl(), "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(query(database.jdbcUrl(), "SHOW server_version")).startsWith("17.");
      assertThat(query(database.jdbcUrl(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void makesADatabaseForEachThatAsksOnceOnly() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0, Durability.PROCESS_END)) {
      String first = database.createDatabase("one_of_two");
      execute(first, "CREATE TABLE mine ()");
      assertThat(database.createDatabase("one_of_two")).isEqualTo(first);
      assertThat(query(first, "SELECT current_database()")).isEqualTo("one_of_two");
      assertThat(query(database.jdbcUrl(), "SELECT to_regclass('mine')")).isNull();
      assertThatThrownBy(() -> database.createDatabase("a; DROP DATABASE rivulet"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[a-z][a-z0-9_]{0,62}");
    }
  }

  @Test
  @Requirement("ONEBOX-008")
  void aServerWhoseProcessStillLivesIsNotTakenOver() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0, Durability.PROCESS_END)) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by the process with pid");
      assertThat(query(database.jdbcUrl(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Requirement("ONEBOX-003")
  void noServerIsLeftBehindWhenItsJvmIsKilled() throws Exception {
    ForkedServers forked = ForkedServers.database(directory);
    assertThat(ForkedServers.postgresBelow(directory)).hasSize(1);
    forked.kill();
    await().atMost(LIMIT).until(() -> ForkedServers.postgresBelow(directory).isEmpty());
    await().atMost(LIMIT).until(() -> forked.watchdogs().isEmpty());
    assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Requirement("ONEBOX-004")
  void aServerLeftBehindIsTakenOverWithItsRows() throws Exception {
    ProcessHandle left;
    try (ForkedServers forked = ForkedServers.database(directory)) {
      execute(forked.ready(), "CREATE TABLE dose (mg numeric)", "INSERT INTO dose VALUES (35)");
      assertThat(forked.watchdogs()).hasSize(1);
      forked.killWithWatchdog();
      left = ForkedServers.postgresBelow(directory).get(0);
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
      assertThat(database.jdbcUrl()).isNotBlank();
      assertThat(ForkedServers.postgresBelow(directory)).hasSize(1).doesNotContain(left);
      assertThat(query(database.jdbcUrl(), "SELECT mg FROM dose")).isEqualTo("35");
    }
    assertThat(ForkedServers.postgresBelow(directory)).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Requirement("ONEBOX-004")
  void aProcessThatOnlyGotTheNumberOfADeadServerIsLeftAlone() throws Exception {
    Process bystander = new ProcessBuilder("sleep", "600").start();
    try (EmbeddedDatabase other =
        EmbeddedDatabase.start(directory.resolve("other"), 0, Durability.PROCESS_END)) {
      String otherPid = Files.readAllLines(directory.resolve("other/data/postmaster.pid")).get(0);
      for (String pid : new String[] {Long.toString(bystander.pid()), otherPid}) {
        Path mine = directory.resolve("mine");
        EmbeddedDatabase.start(mine, 0, Durability.PROCESS_END).close();
        Files.writeString(mine.resolve("data/postmaster.pid"), pid + "\n" + mine + "/data\n");
        EmbeddedDatabase.start(mine, 0, Durability.PROCESS_END).close();
      }
      assertThat(bystander.isAlive()).isTrue();
      assertThat(query(other.jdbcUrl(), "SELECT 1")).isEqualTo("1");
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void filesOfAnotherVersionAreRefusedWithTheWayOut() throws Exception {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data/PG_VERSION"), "16\n");
    assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("are of PostgreSQL 16, the embedded server is 17")
        .hasMessageContaining("pg_dump");
    assertThat(directory.resolve("data/PG_VERSION")).exists();
  }

  @Test
  void aFailedStartSaysWhatTheServerSaidAndLeavesNothingRunning() throws Exception {
    EmbeddedDatabase.start(directory, 0, Durability.PROCESS_END).close();
    Files.writeString(directory.resolve("data/postgresql.conf"), "no_such_setting = 1\n");
    assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no_such_setting");
    assertThat(ForkedServers.postgresBelow(directory)).isEmpty();
  }

  @Test
  void anInterruptedFirstStartIsBegunAgain() throws Exception {
    Files.createDirectories(directory.resolve("data/base"));
    Files.writeString(directory.resolve("data/PG_VERSION"), "17\n");
    Files.writeString(directory.resolve("data/postgresql.conf"), "");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0, Durability.PROCESS_END)) {
      assertThat(query(database.jdbcUrl(), "SELECT 1")).isEqualTo("1");
    }
  }

  private static void execute(String jdbcUrl, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String query(String jdbcUrl, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
