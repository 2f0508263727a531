package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import io.rivulet.console.access.Gate;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.fhir.FhirRoutes;
import io.rivulet.console.http.RefusedException;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.database.Migrations;
import io.rivulet.store.fhir.FhirSession;
import io.rivulet.store.research.ResearchAudit;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FHIR over HTTP. */
class FhirRoutesIT {
  private static final String TOKEN = "a-token-of-a-study-that-nobody-guesses";
  private static final String ELSEWHERE = "a-token-of-the-south-that-nobody-guesses";

  @TempDir static java.nio.file.Path folder;

  private static DataDirectory directory;
  private static EmbeddedDatabase database;
  private static HikariDataSource pool;
  private static Javalin server;

  @BeforeAll
  static void start() throws Exception {
    directory = DataDirectory.named(folder.resolve("data"));
    database =
        EmbeddedDatabase.start(directory.path().resolve("postgres"), 0, Durability.PROCESS_END);
    DatabaseConfig config = new DatabaseConfig(database.jdbcUrl(), database.user(), "", 4);
    Migrations.migrate(config);
    pool = ConnectionPool.open(config, "fhir-test");
    execute(
        """
        INSERT INTO rivulet.session (session, site, subject, route, opened_time, event_time)
          VALUES ('s1', 'north', 'subject-7', 'IV', '2026-03-02 09:00Z', '2026-03-02 09:00Z');
        INSERT INTO rivulet.session_event (event_id, session, recorded_time, recorded_by, kind, site, subject, route)
          VALUES ('e1', 's1', '2026-03-02 09:00Z', 'x', 'opened', 'north', 'subject-7', 'IV');
        """);
    FhirRoutes fhir =
        new FhirRoutes(
            new FhirSession(pool),
            new ResearchAudit(pool),
            InstantSource.fixed(Instant.parse("2026-04-01T00:00:00Z")),
            () -> {});
    server =
        Javalin.create(
                javalin -> {
                  javalin.routes.exception(RefusedException.class, RefusedException::answer);
                  javalin.routes.beforeMatched(
                      new Gate(
                              TestAccess.tokens(
                                  Map.of(TOKEN, "clinician@north", ELSEWHERE, "clinician@south")))
                          ::pass);
                  fhir.routes().forEach(route -> route.addTo(javalin.routes));
                })
            .start("127.0.0.1", 0);
  }

  @AfterAll
  static void stop() {
    server.stop();
    pool.close();
    database.close();
    directory.close();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static HttpResponse<String> get(String path, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/v1/fhir/" + path))
            .header("Authorization", "Bearer " + token)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  @Requirement("FHIR-005")
  void aKnownTokenGetsABundleAndTheRequestIsRecorded() throws Exception {
    HttpResponse<String> answer = get("Bundle/s1", TOKEN);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/fhir+json");
    assertThat(answer.body())
        .startsWith("{\"resourceType\":\"Bundle\"")
        .contains("\"timestamp\":\"2026-04-01T00:00:00Z\"", "subject-7")
        .endsWith("]}");
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT principal, view_name FROM rivulet.research_access WHERE channel = 'api'"
                    + " AND view_name LIKE '%/s1'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo(TOKEN);
      assertThat(rows.getString(2)).isEqualTo("/api/v1/fhir/Bundle/s1");
    }
  }

  @Test
  @Requirement("FHIR-005")
  void whoIsNotKnownAndWhatIsNotThereIsToldSo() throws Exception {
    HttpResponse<String> unknown = get("Bundle/s1", "guessed");
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).contains("not-signed-in").doesNotContain("subject-7");
    HttpResponse<String> absent = get("Bundle/s2'--", TOKEN);
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(absent.body()).contains("OperationOutcome", "nothing is known of this session");
    HttpResponse<String> elsewhere = get("Bundle/s1", ELSEWHERE);
    assertThat(elsewhere.statusCode()).isEqualTo(404);
    assertThat(elsewhere.body()).isEqualTo(get("Bundle/nothing", ELSEWHERE).body());
    assertThat(get("metadata", "").body()).contains("CapabilityStatement");
  }
}
