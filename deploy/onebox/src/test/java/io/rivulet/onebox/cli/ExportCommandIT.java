package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.database.Migrations;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandIT {
  private static DataDirectory directory;
  private static EmbeddedDatabase server;

  @TempDir Path folder;

  @BeforeAll
  static void fill() throws IOException, SQLException {
    directory = DataDirectory.temporary();
    server =
        EmbeddedDatabase.start(directory.path().resolve("postgres"), 0, Durability.PROCESS_END);
    Migrations.migrate(new DatabaseConfig(server.jdbcUrl(), server.user(), "", 2));
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), "");
        Statement statement = connection.createStatement()) {
      boolean unused =
          statement.execute(
              """
              INSERT INTO rivulet.session (session, site, subject, drug, route, opened_time,
                started_time, event_time)
              SELECT 's-' || n, 'colombo-1', 'p-' || n, 'ketamine', 'IV', t, t, t
              FROM generate_series(1, 3) n
              CROSS JOIN LATERAL (SELECT timestamptz '2026-03-02Z' + n * interval '1 h') at (t);
              INSERT INTO rivulet.excursion (id, session, source, component, direction, severity,
                start_time, peak, reading_count, revision, withdrawn, profile, profile_version)
              SELECT 'x-' || session, session, 'NIBP', 'systolic', 'high', 'warning', started_time,
                170, 2, 1, false, 'ketamine', 1 FROM rivulet.session
              """);
    }
  }

  @AfterAll
  static void end() {
    server.close();
    directory.close();
  }

  @Test
  @Requirement("HIST-040")
  void sessionsBecomeAFile() throws IOException {
    Invocation export = run("sessions", "--site", "colombo-1", "--format", "csv");

    assertThat(export.exit()).as(export.err()).isZero();
    assertThat(export.err()).contains("3 rows of sessions site=colombo-1");
    assertThat(Files.readAllLines(folder.resolve("sessions.csv"))).hasSize(4);
  }

  @Test
  @Requirement("HIST-040")
  void rowsOfManySessionsBecomePartsAndASecondRunFindsThem() throws IOException {
    String[] command = {
      "excursions", "--where", "excursion=any", "--sessions-per-part", "2", "--format", "csv"
    };
    assertThat(run(command).exit()).isZero();

    Invocation again = run(command);

    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.err()).contains("3 rows of 3 sessions in 2 parts, 2 of which were there");
    assertThat(Files.readAllLines(folder.resolve("part-00002.csv"))).hasSize(2);
    assertThat(folder.resolve("manifest.ndjson")).content().endsWith("\"rows\":3}\n");
  }

  @Test
  @Requirement("HIST-040")
  void whatCannotBeExportedIsBadUsageWithTheWayOut() {
    assertThat(run("pictures", "--format", "csv").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("pictures", "--format", "csv").err()).contains("pump-samples");
    assertThat(run("sessions", "--format", "xlsx").err()).contains("json, ndjson, csv");
    assertThat(run("series", "--session", "s-1").err()).contains("--measure");
    assertThat(run("sessions", "--from", "yesterday").exit()).isEqualTo(Exit.USAGE);
    assertThat(
            Invocation.of("export", "alerts", "--out", "-", "--database", server.jdbcUrl()).err())
        .contains("--session");
  }

  private Invocation run(String... what) {
    List<String> arguments = new ArrayList<>(List.of("export"));
    arguments.addAll(List.of(what));
    arguments.addAll(
        List.of(
            "--out",
            folder.toString(),
            "--database",
            server.jdbcUrl(),
            "--set",
            "database.user=" + server.user()));
    return Invocation.of(arguments.toArray(String[]::new));
  }
}
