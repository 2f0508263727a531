package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.backtest.BacktestRoutes;
import io.rivulet.console.backtest.FakeBacktests;
import io.rivulet.console.history.HistoryApi;
import io.rivulet.console.history.HistoryConfig;
import io.rivulet.console.history.HistoryPages;
import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.read.SessionNames;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the pages of the past ask for, over a real database and HTTP. */
class HistoryPagesIT {
  private static final Instant BEGIN = Instant.parse("2026-03-02T21:30:00Z");
  private static final String SPAN = "&from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestClinic clinic;
  private static TestAccess access;
  private static Console console;

  @BeforeAll
  static void start() throws Exception {
    clinic = TestClinic.start();
    clinic.session("s-1", "P-1", "ketamine", BEGIN);
    clinic.session("s-2", "P-2", "ketamine", BEGIN.plusSeconds(100_000));
    clinic.put(
        "UPDATE rivulet.session SET series = 'c-1', series_number = 1 WHERE session = 's-1'");
    clinic.alert(
        "a-1",
        "s-1",
        "mon-1",
        "physiological",
        "PRESSURE_EXCURSION",
        "high",
        BEGIN.plusSeconds(60),
        "");
    clinic.alert(
        "a-2",
        "s-1",
        "mon-1",
        "technical",
        "PRESSURE_EXCURSION",
        "medium",
        BEGIN.plusSeconds(120),
        "");
    score("o-1", 0, 20);
    score("o-2", 1, 9);
    score("o-3", 2, 4);
    access =
        TestAccess.tokens(
            Map.of(
                "clara", "clinician",
                "nora", "clinician@north",
                "rae", "researcher@north",
                "eve", "engineer"));
    console =
        Console.start(
            new ConsoleConfig("127.0.0.1", 0),
            access,
            clinic.reads(),
            List::of,
            Optional.empty(),
            List.of(
                new HistoryApi(
                    new HistoryConfig(4, Duration.ofSeconds(30)),
                    (caller, request) -> HistoryAccess.whole(clinic.database()),
                    InstantSource.fixed(BEGIN),
                    () -> {}),
                new HistoryPages(),
                new BacktestRoutes(FakeBacktests.quick(), access.audit(), InstantSource.system())),
            InstantSource.system(),
            new SimpleMeterRegistry());
  }

  private static void score(String id, int after, int score) {
    clinic.put(
        """
        INSERT INTO rivulet.series_event (event_id, series, recorded_time, recorded_by, kind,
          effective_from, body)
        VALUES (?, 'c-1', ?::timestamptz, 'test', 'outcome', ?::timestamptz, ?::jsonb)
        """,
        id,
        BEGIN,
        BEGIN,
        "{\"instrument\": \"PHQ-9\", \"afterSessions\": %d, \"score\": %d}"
            .formatted(after, score));
  }

  @AfterAll
  static void end() {
    console.close();
    clinic.close();
  }

  @Test
  @Requirement("PAST-001")
  void eachPageIsThereForWhoeverMaySeeWhatItShows() throws Exception {
    for (String page : List.of("/history", "/history/s-1", "/series/c-1", "/burden", "/backtest")) {
      assertThat(get("clara", page).statusCode()).as(page).isEqualTo(200);
      assertThat(get("clara", page).body()).contains("/assets/history/");
    }
    assertThat(get("rae", "/cohorts").statusCode()).isEqualTo(200);
    assertThat(get("clara", "/cohorts").statusCode()).isEqualTo(403);
    assertThat(get("eve", "/history").statusCode()).isEqualTo(403);
    assertThat(get("eve", "/burden").statusCode()).isEqualTo(200);
  }

  @Test
  @Requirement("PAST-002")
  void alertsAreCountedByWhatTellsThemApart() throws Exception {
    assertThat(values("category")).containsOnlyKeys("PRESSURE_EXCURSION");
    assertThat(values("kind").values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
    assertThat(values("hour")).containsExactly(Map.entry("21", 2L));
    assertThat(values("hour&zone=Asia/Colombo")).containsExactly(Map.entry("03", 2L));
    assertThat(values("acknowledged")).containsExactly(Map.entry("not acknowledged", 2L));
    assertThat(get("eve", "/api/v1/history/alert-counts?by=kind" + SPAN).statusCode())
        .isEqualTo(200);
    for (String wrong :
        List.of("by=colour" + SPAN, "by=hour&zone=Nowhere/At_all" + SPAN, "by=kind")) {
      assertThat(get("clara", "/api/v1/history/alert-counts?" + wrong).statusCode())
          .as(wrong)
          .isEqualTo(422);
    }
  }

  @Test
  @Requirement("PAST-003")
  void scoresStandBesideTheirBaselineWithResponseAndRemission() throws Exception {
    JsonNode rows = json(get("clara", "/api/v1/history/series/c-1/outcomes")).get("rows");
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).get("point").asText()).isEqualTo("baseline");
    assertThat(rows.get(0).get("response").isNull()).isTrue();
    assertThat(rows.get(1).get("improvement").asDouble()).isEqualTo(0.55);
    assertThat(rows.get(1).get("response").asBoolean()).isTrue();
    assertThat(rows.get(1).get("remission").asBoolean()).isFalse();
    assertThat(rows.get(2).get("remission").asBoolean()).isTrue();
    assertThat(rows.get(2).get("remission_at_most").asDouble()).isEqualTo(4);
    assertThat(json(get("clara", "/api/v1/history/sessions?session=s-1")).get("rows")).hasSize(1);
    assertThat(json(get("clara", "/api/v1/history/series/none/outcomes")).get("rows")).isEmpty();
  }

  @Test
  @Requirement("PAST-012")
  void aBacktestIsAskedForFollowedAndItsReportReadByWhoeverAskedOnly() throws Exception {
    String wanted =
        "{\"eventId\": \"e-1\", \"sessions\": [\"n-1\"], \"limits\": {\"id\": \"tried\"}}";
    HttpResponse<String> begun = post("nora", "/api/v1/backtests", wanted);
    assertThat(begun.statusCode()).isEqualTo(202);
    String id = json(begun).get("backtest").asText();
    String path = "/api/v1/backtests/" + id;
    await()
        .untilAsserted(
            () -> assertThat(json(get("nora", path)).get("state").asText()).isEqualTo("done"));

    assertThat(json(get("nora", path + "/report")).get("sessions").asInt()).isEqualTo(1);
    assertThat(json(get("nora", "/api/v1/backtests")).get("backtests")).hasSize(1);
    assertThat(get("clara", path).statusCode()).isEqualTo(404);
    assertThat(get("clara", path + "/report").statusCode()).isEqualTo(404);
    assertThat(post("clara", path + "/cancel", "{\"eventId\": \"e-2\"}").statusCode())
        .isEqualTo(404);
    assertThat(get("eve", path).statusCode()).isEqualTo(403);
    assertThat(post("nora", "/api/v1/backtests", wanted).statusCode()).isEqualTo(200);
    assertThat(post("nora", "/api/v1/backtests", wanted.replace("tried", "other")).statusCode())
        .isEqualTo(409);
    assertThat(access.kept())
        .anySatisfy(
            kept -> {
              assertThat(kept.who()).isEqualTo("nora");
              assertThat(kept.action()).isEqualTo("backtest.run");
              assertThat(kept.sites()).containsExactly("north");
            });
  }

  @Test
  @Requirement("PAST-012")
  void whatCannotBeTriedIsRefusedWithTheWayOut() throws Exception {
    HttpResponse<String> guessed =
        post("nora", "/api/v1/backtests", body("e-3", "s-1", "\"id\": \"x\""));
    assertThat(guessed.statusCode()).isEqualTo(422);
    assertThat(guessed.body()).contains("no such session: s-1");
    HttpResponse<String> wrong =
        post("nora", "/api/v1/backtests", body("e-4", "n-1", "\"hysteresis\": \"impossible\""));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("hysteresis");
    assertThat(post("nora", "/api/v1/backtests", "{").statusCode()).isEqualTo(400);
    assertThat(post("nora", "/api/v1/backtests", body("e 5", "n-1", "")).statusCode())
        .isEqualTo(422);
    assertThat(get("rae", "/api/v1/backtests/limits").body())
        .contains("profile-1")
        .doesNotContain("north-adults");
    assertThat(get("nora", "/api/v1/backtests/limits").body()).contains("north-adults");
    assertThat(get("nora", "/api/v1/backtests/none/report").statusCode()).isEqualTo(404);
  }

  @Test
  @Requirement("PAST-011")
  void pseudonymsAreTranslatedWithTheShiftOfTheirSubject() throws Exception {
    SessionNames names = new SessionNames(clinic.database());
    assertThat(names.of(List.of("s-1", "none")))
        .containsExactly(new SessionNames.Named("s-1", "colombo-1", "s-1", 0));
    assertThat(names.ofPseudonyms("tester", List.of("s-1"))).isEmpty();
    String pseudonym;
    int shift;
    try (var connection = clinic.database().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT own.pseudonym, person.shift_days FROM rivulet.research_name own, rivulet.research_subject person"
                    + " WHERE own.kind = 'session' AND own.name = 's-1' AND person.subject = 'P-1'")) {
      assertThat(rows.next()).isTrue();
      pseudonym = rows.getString(1);
      shift = rows.getInt(2);
    }
    assertThat(names.ofPseudonyms("tester", List.of(pseudonym)))
        .containsExactly(new SessionNames.Named("s-1", "colombo-1", pseudonym, shift));
  }

  private static Map<String, Long> values(String by) throws Exception {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode row :
        json(get("clara", "/api/v1/history/alert-counts?by=" + by + SPAN)).get("rows")) {
      counts.merge(row.get("value").asText(), row.get("alert_count").asLong(), Long::sum);
    }
    return counts;
  }

  private static String body(String eventId, String session, String limits) {
    return "{\"eventId\": \"%s\", \"sessions\": [\"%s\"], \"limits\": {%s}}"
        .formatted(eventId, session, limits);
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> get(String token, String path) throws Exception {
    return HTTP.send(request(token, path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String token, String path, String body)
      throws Exception {
    return HTTP.send(
        request(token, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(console.uri().resolve(path))
        .header("Authorization", "Bearer " + token)
        .timeout(Duration.ofSeconds(30));
  }
}
