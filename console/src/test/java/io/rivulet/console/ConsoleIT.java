package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.http.VendorFiles;
import io.rivulet.console.role.RoleStatus;
import io.rivulet.console.role.RoleStatus.State;
import io.rivulet.console.stream.StreamLimits;
import io.rivulet.testkit.Requirement;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleIT {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final StreamLimits TIGHT =
      new StreamLimits(2, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(1));

  private static TestClinic clinic;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private Console console;
  private ConsoleClient client;

  @BeforeAll
  static void fillTheClinic() throws Exception {
    clinic = TestClinic.start();
    Instant started = NOW.minusSeconds(1200);
    clinic.session("s-live", "P-7C20", "Ketamine", started);
    clinic.dose("s-live", "pump-1", "ketamine", NOW, 14, 70, "RUN", 10.5);
    clinic.dose("s-live", "pump-2", "ketamine", NOW, 3.5, 70, "HOLD", 0);
    clinic.pressure("s-live", "NIBP", NOW.minusSeconds(60), 184, 106, 132);
    clinic.excursion("x-1", "s-live", "systolic", "critical", NOW.minusSeconds(300), 191);
    clinic.session("s-calm", "P-<img src=x onerror=alert(1)>", "<b>ketamine</b>", started);
    clinic.excursion("x-2", "s-calm", "mean", "warning", NOW.minusSeconds(90), 121);
    clinic.session("s-ended", "P-0001", "ketamine", NOW.minusSeconds(9000));
    clinic.dose("s-ended", "pump-3", "ketamine", NOW.minusSeconds(6600), 35, 70, "STOP", 0);
    clinic.closed("s-ended", NOW.minusSeconds(6600));
    clinic.excursion("x-3", "s-ended", "systolic", "warning", NOW.minusSeconds(8000), 168);
    clinic.excursionEnded("x-3", NOW.minusSeconds(7700));
    bedside();
    clinic.landed("rivulet.pump.samples", 4800, 12, NOW.minusSeconds(2));
    clinic.landed("rivulet.vitals.samples", 40, 0, NOW.minusSeconds(8));
  }

  /** What the clinical engine states of one session, and an alert of a pump that nobody has. */
  private static void bedside() {
    clinic.phase("s-calm", "INFUSION", NOW.minusSeconds(1100));
    clinic.screened("s-calm", false, "[{\"code\": \"FASTING\", \"passed\": false}]");
    clinic.dose("s-calm", "pump-7", "<b>ketamine</b>", NOW, 14, 70, "RUN", 10.5);
    clinic.received(
        "s-calm",
        "<b>Ketamine</b>",
        NOW,
        28,
        70,
        0.75,
        "[{\"route\": \"IV\", \"charted\": false, \"amount\": 14}, {\"route\": \"IM\", \"charted\":"
            + " true, \"amount\": 14}]",
        "[{\"model\": \"Clements 250\", \"plasmaNgPerMl\": 177.3, \"effectSiteNgPerMl\": 170}]");
    clinic.bound("s-calm", "monitor-7");
    clinic.device("monitor-7", NOW.minusSeconds(200), NOW.minusSeconds(200), -1_440_000_000L);
    clinic.vitals("monitor-7", NOW.minusSeconds(240), 72.0, 99.0, null);
    clinic.vitals("monitor-7", NOW.minusSeconds(210), null, 91.0, null);
    clinic.desaturation("s-calm", NOW.minusSeconds(210), 91, "warning");
    clinic.observed(
        "s-calm", "CADSS", NOW.minusSeconds(600), "{\"kind\": \"CADSS\", \"score\": 4}");
    clinic.observed(
        "s-calm", "CADSS", NOW.minusSeconds(60), "{\"kind\": \"CADSS\", \"score\": 12}");
    clinic.alert(
        "a-low",
        "s-calm",
        "pump-7",
        "technical",
        "PUMP_NEAR_END",
        "low",
        NOW.minusSeconds(5),
        "near end");
    clinic.alert(
        "a-spo2",
        "s-calm",
        "monitor-7",
        "physiological",
        "SPO2_EXCURSION",
        "medium",
        NOW.minusSeconds(210),
        "SpO2 beyond its limit");
    clinic.measured("a-spo2", "MONITOR", "spo2", "low", 91, 94, "%");
    clinic.alert(
        "a-nobody",
        null,
        "pump-99",
        "technical",
        "UNATTRIBUTED_INFUSION",
        "high",
        NOW.minusSeconds(900),
        "infusion bound to no session");
    clinic.alert(
        "a-ended",
        "s-ended",
        null,
        "physiological",
        "PRESSURE_EXCURSION",
        "high",
        NOW.minusSeconds(8000),
        "NIBP");
  }

  @AfterAll
  static void close() {
    clinic.close();
  }

  @BeforeEach
  void startTheConsole() {
    RoleStatus bridge = new RoleStatus("Bridge", State.UP, "2 devices", Optional.of(NOW));
    console =
        Console.start(
            new ConsoleConfig("127.0.0.1", 0),
            TestAccess.everything(),
            clinic.reads(),
            () -> List.of(bridge),
            Optional.empty(),
            InstantSource.fixed(NOW),
            metrics,
            TIGHT);
    client = new ConsoleClient(console.uri());
  }

  @AfterEach
  void closeTheConsole() {
    console.close();
  }

  @Test
  @Requirement("CONSOLE-001")
  void theOverviewSaysWhatRunsAndWhatHasLanded() throws Exception {
    JsonNode overview = client.json("/api/v1/overview");

    assertThat(overview.path("at").asText()).isEqualTo("2026-11-21T09:30:00Z");
    assertThat(overview.at("/roles/0/name").asText()).isEqualTo("Bridge");
    assertThat(overview.at("/roles/0/state").asText()).isEqualTo("UP");
    assertThat(overview.path("lastLanded").asText()).isEqualTo("2026-11-21T09:29:58Z");
    assertThat(overview.at("/pipeline/topics/0/topic").asText()).isEqualTo("rivulet.pump.samples");
    assertThat(overview.at("/pipeline/topics/0/records").asLong()).isEqualTo(4800);
    assertThat(overview.at("/pipeline/topics/0/repeats").asLong()).isEqualTo(12);
  }

  @Test
  @Requirement("CONSOLE-001")
  void aLiveSessionShowsItsDoseAgainstThePlanFromAllItsPumps() throws Exception {
    JsonNode card = card(client.json("/api/v1/overview"), "live", "s-live");

    assertThat(card.path("deliveredPerKg").asDouble()).isEqualTo(0.25, within(1e-9));
    assertThat(card.path("deliveredFraction").asDouble()).isEqualTo(0.5, within(1e-9));
    assertThat(card.path("plannedSeconds").asLong()).isEqualTo(2400);
    assertThat(card.path("weightKg").asDouble()).isEqualTo(70);
    assertThat(card.at("/doses/0/rateMlPerHour").asDouble()).isEqualTo(10.5);
    assertThat(card.at("/doses/1/state").asText()).isEqualTo("HOLD");
    assertThat(card.at("/pressures/0/systolic").asDouble()).isEqualTo(184);
    assertThat(card.path("worstSeverity").asText()).isEqualTo("critical");
  }

  @Test
  @Requirement("CONSOLE-001")
  void openExcursionsAreCountedBySeverityAndCriticalOnesComeFirst() throws Exception {
    JsonNode overview = client.json("/api/v1/overview");

    assertThat(overview.path("openCritical").asLong()).isEqualTo(1);
    assertThat(overview.path("openWarning").asLong()).isEqualTo(2);
    assertThat(overview.at("/openExcursions/0/id").asText()).isEqualTo("x-1");
    assertThat(overview.at("/openExcursions/0/peak").asDouble()).isEqualTo(191);
    assertThat(overview.at("/live/0/session").asText()).isEqualTo("s-live");
    assertThat(overview.path("endedExcursions")).hasSize(1);
    assertThat(overview.at("/endedExcursions/0/end").asText()).isEqualTo("2026-11-21T07:21:40Z");
  }

  @Test
  @Requirement("CONSOLE-011")
  void alertsThatStandComeByPriorityWithWhatWasMeasuredAgainstWhichLimit() throws Exception {
    JsonNode overview = client.json("/api/v1/overview");

    assertThat(overview.path("alerts").findValuesAsText("id"))
        .containsExactly("a-nobody", "a-spo2", "a-low");
    assertThat(overview.path("standingAlerts").toString())
        .isEqualTo("{\"high\":1,\"medium\":1,\"low\":1}");
    JsonNode low = overview.at("/alerts/1");
    assertThat(low.path("measured").asDouble()).isEqualTo(91);
    assertThat(low.path("limit").asDouble()).isEqualTo(94);
    assertThat(low.path("unit").asText()).isEqualTo("%");
    assertThat(low.path("profile").asText()).isEqualTo("ketamine");
    assertThat(low.path("profileVersion").asInt()).isEqualTo(2);
    assertThat(overview.at("/alerts/0").has("session")).isFalse();
    JsonNode card = card(overview, "live", "s-calm");
    assertThat(card.path("alerts").asInt()).isEqualTo(2);
    assertThat(card.path("worstPriority").asText()).isEqualTo("medium");
  }

  @Test
  @Requirement("CONSOLE-012")
  void theDoseOfAllRoutesCountsAgainstThePlanAndPredictionsAreNamed() throws Exception {
    JsonNode card = card(client.json("/api/v1/overview"), "live", "s-calm");

    assertThat(card.path("deliveredPerKg").asDouble()).isEqualTo(0.4, within(1e-9));
    assertThat(card.path("deliveredFraction").asDouble()).isEqualTo(0.8, within(1e-9));
    assertThat(card.at("/received/0/ratePerKgPerHour").asDouble()).isEqualTo(0.75);
    assertThat(card.at("/received/0/rateUgPerKgPerMinute").asDouble()).isEqualTo(12.5);
    assertThat(card.at("/received/0/routes/1/charted").asBoolean()).isTrue();
    assertThat(card.at("/received/0/predictions/0/model").asText()).isEqualTo("Clements 250");
    assertThat(card.at("/received/0/predictions/0/plasmaNgPerMl").asDouble()).isEqualTo(177.3);
  }

  @Test
  @Requirement("CONSOLE-013")
  void aCardSaysPhaseScreeningVitalSignsWithTheirLimitsObservationsAndDevices() throws Exception {
    JsonNode card = card(client.json("/api/v1/overview"), "live", "s-calm");

    assertThat(card.at("/course/phase").asText()).isEqualTo("INFUSION");
    assertThat(card.at("/course/eligible").asBoolean(true)).isFalse();
    assertThat(card.at("/course/failedFlags/0").asText()).isEqualTo("FASTING");
    assertThat(card.at("/course/pressureIntervalSeconds").asLong()).isEqualTo(600);
    assertThat(card.path("vitals").findValuesAsText("component"))
        .containsExactly("heartRate", "spo2", "spo2");
    assertThat(card.at("/vitals/0").has("beyond")).isFalse();
    assertThat(card.at("/vitals/1/value").asDouble()).isEqualTo(91);
    assertThat(card.at("/vitals/1/beyond/limit").asDouble()).isEqualTo(94);
    assertThat(card.path("observations")).hasSize(1);
    assertThat(card.at("/observations/0/score").asDouble()).isEqualTo(12);
    assertThat(card.at("/devices/0/device").asText()).isEqualTo("monitor-7");
    assertThat(card.at("/devices/0/silentSince").asText()).isEqualTo("2026-11-21T09:26:40Z");
    assertThat(card.at("/devices/0/clockOffsetMillis").asLong()).isEqualTo(-1_440_000);
  }

  @Test
  @Requirement("CONSOLE-013")
  void aSessionWithoutAnyOfThatHasEmptyLists() throws Exception {
    JsonNode card = card(client.json("/api/v1/overview"), "live", "s-live");

    assertThat(card.at("/course").has("phase")).isFalse();
    assertThat(card.path("vitals")).isEmpty();
    assertThat(card.path("observations")).isEmpty();
    assertThat(card.path("devices")).isEmpty();
    assertThat(card.path("received")).isEmpty();
  }

  @Test
  void anEndedSessionIsListedApart() throws Exception {
    JsonNode overview = client.json("/api/v1/overview");

    assertThat(card(overview, "ended", "s-ended").path("deliveredPerKg").asDouble())
        .isEqualTo(0.5, within(1e-9));
    assertThat(overview.path("live")).hasSize(2);
  }

  @Test
  void aSessionHasItsDosesTalliesAndExcursions() throws Exception {
    JsonNode detail = client.json("/api/v1/sessions/s-live");

    assertThat(detail.path("doses")).hasSize(2);
    assertThat(detail.at("/tallies/0/readings").asLong()).isEqualTo(6);
    assertThat(detail.at("/excursions/0/severity").asText()).isEqualTo("critical");
    JsonNode calm = client.json("/api/v1/sessions/s-calm");
    assertThat(calm.path("observations")).hasSize(2);
    assertThat(calm.path("alerts").findValuesAsText("id")).containsExactly("a-low", "a-spo2");
    assertThat(calm.path("vitalsExcursions")).hasSize(1);
    assertThat(calm.path("doseTotals")).hasSize(1);
    assertThat(client.get("/api/v1/sessions/unknown").statusCode()).isEqualTo(404);
  }

  @Test
  @Requirement("CONSOLE-006")
  void markupInDataTravelsAsTextAndNoScriptMakesMarkupOfText() throws Exception {
    JsonNode card = card(client.json("/api/v1/overview"), "live", "s-calm");

    assertThat(card.path("subject").asText()).isEqualTo("P-<img src=x onerror=alert(1)>");
    assertThat(card.path("drug").asText()).isEqualTo("<b>ketamine</b>");
  }

  @Test
  @Requirement("CONSOLE-002")
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    for (String path : List.of("/", "/assets/app.js", "/api/v1/overview", "/nothing")) {
      HttpResponse<String> response = client.get(path);
      assertThat(response.headers().firstValue("Content-Security-Policy"))
          .as(path)
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'self'", "frame-ancestors 'none'")
                      .doesNotContain("unsafe"));
      assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(response.headers().firstValue("Server")).isEmpty();
    }
  }

  @Test
  @Requirement({"SHELL-001", "ADMIN-001"})
  void whoMaySeeOneSiteIsShownNothingOfAnother() throws Exception {
    clinic.site("s-ended", "north");
    Caller north =
        new Caller(
            "ada",
            "Ada",
            List.of(new Grant(ConsoleRole.CLINICIAN, new SiteScope.Only(Set.of("north")))));
    try (Console limited =
        Console.start(
            new ConsoleConfig("127.0.0.1", 0),
            TestAccess.as(north),
            clinic.reads(),
            List::of,
            Optional.empty(),
            InstantSource.fixed(NOW),
            new SimpleMeterRegistry())) {
      ConsoleClient ada = new ConsoleClient(limited.uri());

      JsonNode overview = ada.json("/api/v1/overview");
      assertThat(overview.path("live")).isEmpty();
      assertThat(overview.path("ended")).hasSize(1);
      assertThat(overview.at("/ended/0/session").asText()).isEqualTo("s-ended");
      assertThat(overview.path("openExcursions")).isEmpty();
      assertThat(overview.at("/endedExcursions/0/id").asText()).isEqualTo("x-3");
      assertThat(ada.json("/api/v1/frame").at("/alerts/high").asInt(-1)).isZero();
      assertThat(client.json("/api/v1/frame").at("/alerts/high").asInt()).isEqualTo(1);

      HttpResponse<String> refused = ada.get("/admin");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("Your roles do not have this page");
    }
  }

  @Test
  @Requirement("SHELL-005")
  void aLibraryComesCompressedAndIsKeptByTheBrowser() throws Exception {
    String path = VendorFiles.paths().get(0);
    String packed =
        client.raw(
            "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
                .formatted(path));

    assertThat(packed)
        .startsWith("HTTP/1.1 200")
        .contains("Content-Encoding: gzip", "immutable", "text/javascript");
    assertThat(packed.length()).isLessThan(500_000);
    assertThat(client.get(path).body()).contains("registerTheme");
  }

  @Test
  @Requirement("SHELL-007")
  void theFirstPageLeadsToThatOfTheRoleAndAWrongAddressIsAnsweredForPeople() throws Exception {
    assertThat(client.get("/").headers().firstValue("Location")).hasValue("/sessions");
    assertThat(
            client.raw(
                "GET /nothing HTTP/1.1\r\n"
                    + "Host: localhost\r\n"
                    + "Accept: text/html\r\n"
                    + "Connection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("There is nothing here", "Cache-Control: no-store");
    for (String page : List.of("/sessions", "/style", "/admin", "/account", "/sign-in")) {
      assertThat(client.get(page).statusCode()).as(page).isEqualTo(200);
    }
  }

  @Test
  @Requirement("CONSOLE-003")
  void whatIsNotListedIsNotFound() throws Exception {
    for (String path : List.of("/nothing", "/api/v1/", "/assets/", "/assets/%2e%2e/index.html")) {
      HttpResponse<String> response = client.get(path);
      assertThat(response.statusCode()).as(path).isIn(400, 404);
      assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(ConsoleClient.parse(response.body()).path("message").asText()).isNotEmpty();
    }
    assertThat(client.post("/api/v1/overview").statusCode()).isEqualTo(404);
  }

  @Test
  @Requirement("CONSOLE-008")
  void aRequestUnderANameFromElsewhereIsRefused() throws Exception {
    String answer =
        client.raw(
            "GET /api/v1/overview HTTP/1.1\r\nHost: clinic.example\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 421").contains("wrong_host").doesNotContain("P-7C20");
  }

  @Test
  void aRequestThatCannotBeReadIsAnsweredWithoutAStackTrace() throws Exception {
    assertThat(client.raw("GET\r\n\r\n"))
        .contains("400", "bad_request")
        .doesNotContain("at org.eclipse", "Exception");
  }

  @Test
  @Requirement("CONSOLE-004")
  void theStreamTellsAnOpenPageOfAChange() throws Exception {
    clinic.session("s-moving", "P-5555", "ketamine", NOW.minusSeconds(60));
    try (StreamReader page = StreamReader.open(console.port())) {
      await().atMost(LIMIT).until(() -> page.count("overview") == 1);
      clinic.dose("s-moving", "pump-9", "ketamine", NOW, 7, 70, "RUN", 10.5);

      await().atMost(LIMIT).until(() -> page.count("overview") == 2);
      JsonNode card = card(ConsoleClient.parse(newestOverview(page)), "live", "s-moving");
      assertThat(card.path("deliveredPerKg").asDouble()).isEqualTo(0.1, within(1e-9));
      assertThat(page.newest("id"))
          .hasValueSatisfying(id -> assertThat(id).endsWith(";overview=2"));
      await().atMost(LIMIT).until(() -> page.count("beat") >= 2);
      assertThat(page.count("overview")).isEqualTo(2);
    }
    clinic.closed("s-moving", NOW);
  }

  @Test
  void aPageThatComesBackWithTheNewestIdIsNotSentItAgain() throws Exception {
    try (StreamReader first = StreamReader.open(console.port())) {
      await().atMost(LIMIT).until(() -> first.count("overview") == 1);
      String id = first.newest("id").orElseThrow();
      try (StreamReader again = StreamReader.open(console.port(), "Last-Event-ID: " + id)) {
        await().atMost(LIMIT).until(() -> again.count("beat") >= 1);
        assertThat(again.count("overview")).isZero();
      }
    }
  }

  @Test
  @Requirement("CONSOLE-005")
  void oneStreamTooManyIsRefusedUntilAnotherEnds() throws Exception {
    StreamReader first = StreamReader.open(console.port());
    try (first;
        StreamReader second = StreamReader.open(console.port())) {
      await().atMost(LIMIT).until(() -> first.count("overview") + second.count("overview") == 2);

      HttpResponse<String> third = client.get("/api/v1/stream?topics=overview");
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Retry-After")).hasValue("10");
      assertThat(ConsoleClient.parse(third.body()).path("type").asText())
          .isEqualTo("urn:rivulet:problem:too-many-streams");

      first.close();
      await().atMost(LIMIT).until(() -> openStreams() == 1);
      try (StreamReader next = StreamReader.open(console.port())) {
        await().atMost(LIMIT).until(() -> next.count("overview") == 1);
      }
    }
  }

  @Test
  @Requirement("CONSOLE-009")
  void aPageThatDoesNotReadIsDroppedAndOthersGoOn() throws Exception {
    clinic.session("s-large", "P-" + "x".repeat(200_000), "ketamine", NOW.minusSeconds(60));
    try (StreamReader slow = StreamReader.openWithoutReading(console.port(), "overview");
        StreamReader good = StreamReader.open(console.port())) {
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                clinic.landed("rivulet.pump.samples", 4800 + good.count("overview"), 12, NOW);
                return metrics.counter("rivulet.console.streams.dropped").count() == 1;
              });
      assertThat(openStreams()).isEqualTo(1);
      assertThat(slow.statusLine()).isEmpty();
      long heard = good.count("overview") + good.count("beat");
      await().atMost(LIMIT).until(() -> good.count("overview") + good.count("beat") > heard);
    }
    clinic.remove("s-large");
    clinic.landed("rivulet.pump.samples", 4800, 12, NOW.minusSeconds(2));
  }

  @Test
  @Requirement("CONSOLE-007")
  void aDatabaseThatIsAwayIsSaidPlainlyAndItsReturnIsNoticed() throws Exception {
    try (StreamReader page = StreamReader.open(console.port())) {
      await().atMost(LIMIT).until(() -> page.count("overview") == 1);
      clinic.stopDatabase();
      try {
        await().atMost(LIMIT).until(() -> page.count("trouble") >= 1);
        HttpResponse<String> answer = client.get("/api/v1/overview");
        assertThat(answer.statusCode()).isEqualTo(503);
        JsonNode trouble = ConsoleClient.parse(answer.body());
        assertThat(trouble.path("error").asText()).isEqualTo("store_unavailable");
        assertThat(trouble.path("message").asText()).startsWith("The database does not answer.");
        assertThat(trouble.at("/roles/0/name").asText()).isEqualTo("Bridge");
        assertThat(answer.body()).doesNotContain("Exception", "127.0.0.1");
        assertThat(client.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(client.get("/").statusCode()).isEqualTo(200);
      } finally {
        clinic.startDatabase();
      }
      await().atMost(LIMIT).until(() -> page.count("overview") == 2);
      assertThat(client.get("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void closingEndsEveryStreamAndLeavesNoThread() throws Exception {
    try (StreamReader page = StreamReader.open(console.port())) {
      await().atMost(LIMIT).until(() -> page.count("overview") == 1);
      console.close();
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .noneMatch(thread -> thread.getName().startsWith("rivulet-console")));
      assertThat(openStreams()).isZero();
    }
  }

  private double openStreams() {
    return metrics.get("rivulet.console.streams").gauge().value();
  }

  private static String newestOverview(StreamReader page) {
    await().atMost(LIMIT).until(() -> page.newest("data").orElse("").contains("\"live\""));
    return page.newest("data").orElseThrow();
  }

  private static JsonNode card(JsonNode overview, String list, String session) {
    return StreamSupport.stream(overview.path(list).spliterator(), false)
        .filter(card -> card.path("session").asText().equals(session))
        .findFirst()
        .orElseThrow();
  }
}
