package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.database.Migrations;
import io.rivulet.testkit.Requirement;
import io.rivulet.testkit.TwoClinics;
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

/** {@code rivulet cohort} and {@code rivulet import} as somebody types them. */
class CohortCommandIT {
  private static final Path TRACE =
      Path.of("src", "test", "resources", "traces", "synthetic_stay_900001.csv");

  private static DataDirectory directory;
  private static EmbeddedDatabase server;

  @TempDir Path folder;

  @BeforeAll
  static void fill() throws IOException, SQLException {
    directory = DataDirectory.temporary();
    server =
        EmbeddedDatabase.start(directory.path().resolve("postgres"), 0, Durability.PROCESS_END);
    Migrations.migrate(new DatabaseConfig(server.jdbcUrl(), server.user(), "", 2));
    execute(TwoClinics.sql());
  }

  @AfterAll
  static void end() {
    server.close();
    directory.close();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Invocation run(String... arguments) throws IOException {
    Path config = folder.resolve("rivulet.properties");
    Files.writeString(
        config,
        "database.url=%s\ndatabase.user=%s\nkafka.bootstrap.servers=127.0.0.1:1\n"
            .formatted(server.jdbcUrl(), server.user()));
    List<String> whole = new ArrayList<>(List.of(arguments));
    whole.addAll(List.of("--config", config.toString()));
    return Invocation.of(whole.toArray(String[]::new));
  }

  @Test
  @Requirement("COHORT-005")
  void aCohortIsSavedListedShownAndRunAndSaysWhatChanged() throws Exception {
    String definition = "name: both\ndrugs: Ketamine\n";
    Path file = Files.writeString(folder.resolve("both.yaml"), definition);

    assertThat(run("cohort", "save", file.toString()).out()).startsWith("both@1  ");
    assertThat(run("cohort", "save", file.toString()).out()).contains("both@2  ", "2 sessions");
    assertThat(run("cohort", "list").out().lines()).hasSize(2);
    assertThat(run("cohort", "show", "both@1").out()).isEqualTo(definition);
    Invocation first = run("cohort", "run", "both");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.err()).contains("fewer than 5 subjects");
    JsonNode manifest = new ObjectMapper().readTree(first.out());
    assertThat(manifest.get("version").asInt()).isEqualTo(2);
    assertThat(manifest.get("sessions")).hasSize(2);
    assertThat(manifest.has("landed")).isTrue();

    execute("UPDATE rivulet.dose_total SET amount = 36, revision = revision + 1");
    Path report = folder.resolve("manifest.json");
    Invocation later = run("cohort", "run", "both@2", "--report", report.toString());

    assertThat(later.err()).contains("2 of 2 sessions have changed since");
    JsonNode now = new ObjectMapper().readTree(report.toFile());
    assertThat(now.get("checksum")).isEqualTo(manifest.get("checksum"));
    assertThat(now.get("changed")).hasSize(2);
  }

  @Test
  @Requirement("COHORT-005")
  void whatCannotBeIsRefusedWithTheWayOut() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "name: a\ncolour: red\nfrom: soon\n");
    Invocation bad = run("cohort", "save", file.toString());
    assertThat(bad.exit()).isEqualTo(Exit.USAGE);
    assertThat(bad.err()).contains("line 2", "line 3");
    assertThat(run("cohort", "show", "nobody").err()).contains("rivulet cohort list shows all");
    assertThat(run("cohort", "run", "a b").exit()).isEqualTo(Exit.USAGE);
    Invocation none = Invocation.of("cohort");
    assertThat(none.exit()).isEqualTo(Exit.USAGE);
    assertThat(none.err()).contains("save, list, show, run");
  }

  @Test
  @Requirement("IMPORT-009")
  void anImportIsCheckedWholeBeforeAnythingIsSent() throws Exception {
    Invocation dry = run("import", TRACE.toString(), "--shift", "auto", "--dry-run");
    assertThat(dry.exit()).as(dry.err()).isZero();
    JsonNode report = new ObjectMapper().readTree(dry.out());
    assertThat(report).hasSize(1);
    assertThat(dry.out()).contains("\"import-");

    Path broken = Files.writeString(folder.resolve("broken.csv"), "no,trace\n1,2\n");
    Invocation refused = run("import", TRACE.toString(), broken.toString(), "--shift", "auto");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.err()).contains("broken.csv");
    assertThat(run("import", TRACE.toString(), "--site", "a/b").err()).contains("--site \"a/b\"");
    assertThat(run("import", TRACE.toString(), "--vitaldb").err())
        .contains("--vitaldb and --map FILE go together");
    assertThat(run("import", TRACE.toString(), "--shift", "soon").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("import").err()).contains("FILE.csv");
  }
}
