package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import io.rivulet.console.access.Gate;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.history.CallerReaders;
import io.rivulet.console.history.HistoryApi;
import io.rivulet.console.history.HistoryConfig;
import io.rivulet.console.http.RefusedException;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.database.Migrations;
import io.rivulet.store.research.ResearchGateway;
import io.rivulet.store.research.ResearchLogin;
import io.rivulet.testkit.Requirement;
import io.rivulet.testkit.TwoClinics;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets what out of the API, whatever they ask: by role, by site, and for whom nobody reads. */
class ResearchOverHttpIT {
  private static final List<String> KEPT = new CopyOnWriteArrayList<>();
  private static final String NORTH = "identity-north";
  private static final String SOUTH = "identity-south";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<String> TABLES =
      List.of(
          "timeline",
          "pump-samples",
          "vitals-samples",
          "doses",
          "excursions",
          "alerts",
          "observations",
          "outcomes",
          "series?measure=rate",
          "series?measure=nibpSystolic&form=bucketed",
          "series?measure=nibpSystolic&form=lttb");

  /** Whoever asks sends their name as a token. */
  private static final Map<String, String> GRANTS =
      Map.of(
          "ada", "researcher@" + NORTH,
          "bob", "researcher@" + SOUTH,
          "all", "researcher",
          "cleo", "clinician@" + NORTH,
          "dan", "clinician@" + NORTH + "+researcher@" + SOUTH,
          "eve", "engineer@" + SOUTH);

  private static DataDirectory directory;
  private static EmbeddedDatabase database;
  private static HikariDataSource pool;
  private static HikariDataSource research;
  private static HistoryApi api;
  private static HistoryApi without;
  private static Javalin server;
  private static Javalin lacking;

  @BeforeAll
  static void start() throws Exception {
    directory = DataDirectory.temporary();
    database =
        EmbeddedDatabase.start(directory.path().resolve("postgres"), 0, Durability.PROCESS_END);
    DatabaseConfig owner = new DatabaseConfig(database.jdbcUrl(), database.user(), "", 8);
    Migrations.migrate(owner);
    pool = ConnectionPool.open(owner, "research-http-test");
    execute(TwoClinics.sql());
    ResearchLogin.make(pool, "console_research_test", "secret");
    research = ConnectionPool.open(owner.as("console_research_test", "secret", 5), "research-test");
    api = api(Optional.of(new ResearchGateway(pool, research)));
    without = api(Optional.empty());
    server = serve(api);
    lacking = serve(without);
  }

  private static HistoryApi api(Optional<ResearchGateway> gateway) {
    return new HistoryApi(
        new HistoryConfig(4, LIMIT),
        new CallerReaders(pool, gateway, LIMIT),
        Optional.of(pool),
        (caller, action, subject, sites, detail) ->
            KEPT.add(caller.name() + " " + action + " " + subject),
        InstantSource.system(),
        () -> {});
  }

  private static Javalin serve(HistoryApi history) {
    return Javalin.create(
            javalin -> {
              javalin.routes.exception(RefusedException.class, RefusedException::answer);
              javalin.routes.beforeMatched(new Gate(TestAccess.tokens(GRANTS))::pass);
              history.routes().forEach(route -> route.addTo(javalin.routes));
            })
        .start("127.0.0.1", 0);
  }

  @AfterAll
  static void stop() {
    server.stop();
    lacking.stop();
    api.close();
    without.close();
    research.close();
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

  private static String one(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static HttpResponse<String> get(Javalin from, String who, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + from.port() + "/api/v1" + path))
            .header("Authorization", "Bearer " + who)
            .timeout(LIMIT)
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }

  private static HttpResponse<String> get(String who, String path) throws Exception {
    return get(server, who, path);
  }

  private static JsonNode rows(String who, String path) throws Exception {
    HttpResponse<String> answer = get(who, path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).get("rows");
  }

  private static HttpResponse<String> post(String who, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path))
            .header("Authorization", "Bearer " + who)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .timeout(LIMIT)
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String pseudonym(String kind, String name) throws SQLException {
    return one(
        "SELECT pseudonym FROM rivulet.research_name WHERE kind = '%s' AND name = '%s'"
            .formatted(kind, name));
  }

  /** Every question about a session and the rest, in a format. */
  private static List<String> everything(String session, String device, String format) {
    List<String> paths = new ArrayList<>();
    for (String table : TABLES) {
      paths.add("/history/sessions/" + session + "/" + table);
    }
    paths.add("/history/sessions");
    paths.add("/history/devices/" + device);
    paths.add("/history/alarm-burden?from=2024-01-01T00:00:00Z&to=2029-01-01T00:00:00Z");
    return paths.stream()
        .map(path -> path + (path.contains("?") ? "&" : "?") + "format=" + format)
        .toList();
  }

  @Test
  @Requirement("RESEARCH-010")
  void noQuestionInAnyFormatTellsAResearcherANameARawTimeAFreeTextOrAnotherSite() throws Exception {
    String own = pseudonym("session", "identity-s-north");
    String other = pseudonym("session", "identity-s-south");
    String otherSite = pseudonym("site", SOUTH);
    for (String format : List.of("json", "ndjson", "csv", "parquet", "arrow")) {
      for (String path : everything(own, pseudonym("device", "identity-pump-north"), format)) {
        HttpResponse<String> answer = get("ada", path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body())
            .as(path)
            .doesNotContain(TwoClinics.SECRET, TwoClinics.RAW_DAY, "770001", other, otherSite);
      }
    }
    assertThat(rows("ada", "/history/sessions")).hasSize(1);
    assertThat(rows("all", "/history/sessions")).hasSize(2);
    for (String table : TABLES) {
      if (!table.equals("outcomes")) {
        assertThat(rows("ada", "/history/sessions/" + own + "/" + table)).as(table).isNotEmpty();
      }
      for (String guessed : List.of(other, "identity-s-north", "identity-s-south", "nothing")) {
        HttpResponse<String> answer = get("ada", "/history/sessions/" + guessed + "/" + table);
        assertThat(answer.statusCode()).as(guessed + " " + table).isEqualTo(404);
        assertThat(answer.body())
            .isEqualTo(get("ada", "/history/sessions/never-there/" + table).body());
      }
    }
    assertThat(rows("ada", "/history/devices/identity-pump-north")).isEmpty();
    assertThat(rows("ada", "/history/devices/" + pseudonym("device", "identity-pump-south")))
        .isEmpty();
    for (String filter : List.of("site=" + SOUTH, "site=" + otherSite, "session=" + other)) {
      assertThat(rows("ada", "/history/sessions?" + filter)).as(filter).isEmpty();
    }
  }

  @Test
  @Requirement("RESEARCH-010")
  void sqlInParametersOpensNothing() throws Exception {
    for (String hostile :
        List.of(
            "x' OR true --",
            "'||(SELECT key FROM rivulet.research_key)||'",
            "x'); SELECT set_config('rivulet.research_ticket', '', false); --",
            "current_setting('rivulet.research_ticket')")) {
      String text = URLEncoder.encode(hostile, StandardCharsets.UTF_8);
      for (String field : List.of("site", "drug", "subject", "series", "instrument", "session")) {
        assertThat(rows("ada", "/history/sessions?" + field + "=" + text)).isEmpty();
      }
      String path = text.replace("+", "%20");
      assertThat(get("ada", "/history/sessions/" + path + "/alerts").statusCode()).isEqualTo(404);
      assertThat(rows("ada", "/history/devices/" + path)).isEmpty();
      assertThat(get("ada", "/history/sessions?limit=" + text).statusCode()).isEqualTo(422);
    }
    assertThat(rows("ada", "/history/sessions")).hasSize(1);
  }

  @Test
  @Requirement("RESEARCH-011")
  void aClinicianReadsTheClinicalTablesOfTheirSitesOnly() throws Exception {
    assertThat(rows("cleo", "/history/sessions")).hasSize(1);
    assertThat(rows("cleo", "/history/sessions").get(0).get("session").asText())
        .isEqualTo("identity-s-north");
    for (String table : TABLES) {
      assertThat(get("cleo", "/history/sessions/identity-s-north/" + table).statusCode())
          .isEqualTo(200);
      HttpResponse<String> other = get("cleo", "/history/sessions/identity-s-south/" + table);
      assertThat(other.statusCode()).as(table).isEqualTo(404);
      assertThat(other.body()).isEqualTo(get("cleo", "/history/sessions/none/" + table).body());
    }
    assertThat(rows("cleo", "/history/devices/identity-pump-north")).isNotEmpty();
    assertThat(rows("cleo", "/history/devices/identity-pump-south")).isEmpty();
    String burden = "/history/alarm-burden?from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z";
    assertThat(rows("cleo", burden))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.get("site").asText()).isEqualTo(NORTH));
    assertThat(rows("cleo", burden + "&site=" + SOUTH)).isEmpty();
    assertThat(rows("eve", burden))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.get("site").asText()).isEqualTo(SOUTH));
    assertThat(get("eve", "/history/sessions").statusCode()).isEqualTo(403);
    assertThat(get("cleo", "/cohorts").statusCode()).isEqualTo(403);
    assertThat(get("nobody", "/history/sessions").statusCode()).isEqualTo(401);
  }

  @Test
  @Requirement("RESEARCH-012")
  void whoIsBothReadsAsEitherAndNeverMixesThem() throws Exception {
    JsonNode clinical = rows("dan", "/history/sessions");
    assertThat(clinical).hasSize(1);
    assertThat(clinical.get(0).get("session").asText()).isEqualTo("identity-s-north");
    JsonNode studied = rows("dan", "/history/sessions?deidentified=true");
    assertThat(studied).hasSize(1);
    assertThat(studied.get(0).get("session").asText())
        .isEqualTo(pseudonym("session", "identity-s-south"));
    assertThat(get("cleo", "/history/sessions?deidentified=true").statusCode()).isEqualTo(422);
  }

  @Test
  @Requirement("RESEARCH-013")
  void aCursorIsGoodForWhoGotItOnly() throws Exception {
    String path = "/history/sessions?limit=1";
    String adas = JSON.readTree(get("ada", path).body()).get("next").asText();
    String cleos = JSON.readTree(get("cleo", path).body()).get("next").asText();

    assertThat(get("ada", path + "&after=" + adas).statusCode()).isEqualTo(200);
    assertThat(get("cleo", path + "&after=" + cleos).statusCode()).isEqualTo(200);
    for (String who : List.of("bob", "all", "cleo", "dan")) {
      HttpResponse<String> refused = get(who, path + "&after=" + adas);
      assertThat(refused.statusCode()).as(who).isEqualTo(422);
      assertThat(refused.body()).contains("not one of this question");
    }
    assertThat(get("ada", path + "&after=" + cleos).statusCode()).isEqualTo(422);
  }

  /** A researcher sees no sequence number, so that samples of one instant share their key. */
  @Test
  @Requirement("HIST-015")
  void pagesHaveEveryRowOnceAlsoWhereAnInstantHasSeveral() throws Exception {
    execute(
        """
        INSERT INTO rivulet.pump_sample (device, device_time, sequence, site, received_time, drug, state,
            rate_ml_per_hour, delivered_nl, mqtt_duplicate)
          SELECT device, device_time, sequence + 1000, site, received_time, drug, state, rate_ml_per_hour + 1,
            delivered_nl, false
          FROM rivulet.pump_sample WHERE device = 'identity-pump-south' AND sequence % 7 = 0;
        """);
    String path =
        "/history/sessions/" + pseudonym("session", "identity-s-south") + "/pump-samples?limit=";
    int all = rows("bob", path + "1000").size();
    for (int size : new int[] {1, 7, 50}) {
      List<String> seen = new ArrayList<>();
      String next = "";
      do {
        JsonNode page = JSON.readTree(get("bob", path + size + next).body());
        page.get("rows").forEach(row -> seen.add(row.toString()));
        next = page.hasNonNull("next") ? "&after=" + page.get("next").asText() : "";
      } while (!next.isEmpty());
      assertThat(seen).hasSize(all).doesNotHaveDuplicates();
    }
    execute("DELETE FROM rivulet.pump_sample WHERE sequence > 770900 AND device LIKE 'identity%'");
  }

  @Test
  @Requirement("RESEARCH-014")
  void everyAnswerToAResearcherIsRecordedAndWithoutALoginThereIsNone() throws Exception {
    List<String> paths = everything(pseudonym("session", "identity-s-south"), "d", "csv");
    for (String path : paths) {
      get("bob", path);
    }
    assertThat(
            one(
                "SELECT count(DISTINCT view_name || statement) FROM rivulet.research_access WHERE"
                    + " channel = 'api' AND principal = 'bob' AND statement LIKE '%format=csv%'"))
        .isEqualTo(Integer.toString(paths.size()));
    String before = one("SELECT count(*) FROM rivulet.research_access");

    for (String path : List.of("/history/sessions", "/cohorts")) {
      HttpResponse<String> refused = get(lacking, "ada", path);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("no-research-login", "console.research.user");
    }
    assertThat(get(lacking, "cleo", "/history/sessions").statusCode()).isEqualTo(200);
    assertThat(one("SELECT count(*) FROM rivulet.research_access")).isEqualTo(before);
  }

  @Test
  @Requirement("RESEARCH-015")
  void aCohortIsSavedRunAndDownloadedByWhoseItIsAndByNobodyElse() throws Exception {
    String definition = "name: responders\\ndrugs: Ketamine\\nexcursion: any\\n";
    String save = "{\"eventId\": \"e-1\", \"definition\": \"" + definition + "\"}";
    HttpResponse<String> saved = post("ada", "/cohorts", save);
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
    assertThat(KEPT).contains("ada cohort.save responders");
    assertThat(post("ada", "/cohorts", save).statusCode()).as("sent twice").isEqualTo(200);
    JsonNode manifest = JSON.readTree(saved.body());
    String own = pseudonym("session", "identity-s-north");
    assertThat(manifest.get("sessions")).hasSize(1);
    assertThat(manifest.get("sessions").get(0).asText()).isEqualTo(own);
    assertThat(manifest.get("fewSubjects").asBoolean()).isTrue();
    assertThat(manifest.has("landed")).isFalse();
    assertThat(get("ada", "/cohorts/responders/1/manifest").body()).isEqualTo(saved.body());
    assertThat(JSON.readTree(get("ada", "/cohorts").body()).get("cohorts")).hasSize(1);
    assertThat(
            JSON.readTree(get("ada", "/cohorts/responders/latest").body())
                .get("definition")
                .asText())
        .isEqualTo("name: responders\ndrugs: Ketamine\nexcursion: any\n");
    for (String table : List.of("sessions", "pump-samples", "vitals-samples", "outcomes")) {
      for (String format : List.of("json", "csv", "parquet", "arrow")) {
        HttpResponse<String> rows =
            get("ada", "/cohorts/responders/1/rows/" + table + "?format=" + format);
        assertThat(rows.statusCode()).as(table + " " + rows.body()).isEqualTo(200);
        assertThat(rows.body()).doesNotContain(TwoClinics.SECRET, TwoClinics.RAW_DAY);
      }
    }
    assertThat(rows("ada", "/cohorts/responders/1/rows/pump-samples")).hasSize(100);
    assertThat(rows("ada", "/cohorts/responders/1/rows/sessions").get(0).get("session").asText())
        .isEqualTo(own);

    for (String path : List.of("", "/manifest", "/rows/sessions")) {
      assertThat(get("bob", "/cohorts/responders/1" + path).statusCode()).isEqualTo(404);
    }
    assertThat(JSON.readTree(get("bob", "/cohorts").body()).get("cohorts")).isEmpty();
    assertThat(one("SELECT string_agg(owner, ',') FROM rivulet.cohort")).isEqualTo("ada");
    assertThat(
            one(
                "SELECT count(*) > 0 FROM rivulet.research_access WHERE principal = 'ada' AND"
                    + " cohort = 'responders version 1' AND view_name LIKE '%/rows/pump-samples'"))
        .isEqualTo("t");
  }

  @Test
  @Requirement("RESEARCH-016")
  void whatIsWrongWithADefinitionIsSaidByLine() throws Exception {
    String wrong = "{\"definition\": \"name: a b\\ncolour: red\\nfrom: yesterday\\n\"}";
    JsonNode checked = JSON.readTree(post("ada", "/cohorts/check", wrong).body());
    assertThat(checked.get("valid").asBoolean()).isFalse();
    assertThat(checked.get("mistakes").findValuesAsText("line")).contains("2", "3");
    JsonNode right =
        JSON.readTree(post("ada", "/cohorts/check", "{\"definition\": \"name: a\\n\"}").body());
    assertThat(right.get("valid").asBoolean()).isTrue();
    assertThat(right.get("sessionCount").asInt()).isEqualTo(1);
    HttpResponse<String> refused =
        post("ada", "/cohorts", wrong.replace("{", "{\"eventId\": \"e-9\", "));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(refused.body()).get("mistakes")).isNotEmpty();
    assertThat(post("ada", "/cohorts", "{\"definition\": \"name: a\"}").statusCode())
        .isEqualTo(400);
    assertThat(get("ada", "/cohorts/responders/1/rows/passwords").statusCode()).isEqualTo(422);
    assertThat(get("ada", "/cohorts/x'--/1").statusCode()).isEqualTo(404);
    assertThat(get("ada", "/cohorts/openapi.json").body()).contains("/api/v1/cohorts/check");
  }
}
