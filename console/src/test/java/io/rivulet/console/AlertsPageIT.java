package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.alerting.AlertingAccess;
import io.rivulet.console.alerting.TestDesk;
import io.rivulet.testkit.Requirement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsPageIT {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
  private static final String MARKUP = "SpO2 <img src=x onerror=alert(1)>";
  private static final String ACKNOWLEDGE = "/api/v1/alerts/a-1/acknowledge";

  private static TestClinic clinic;

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestDesk desk = new TestDesk(MARKUP);
  private volatile Optional<String> refusal = Optional.empty();
  private final TestAccess access =
      TestAccess.tokens(Map.of("known", "on-call", "looks", "engineer", "away", "on-call@kandy-2"))
          .otherwise(TestAccess.EVERYTHING);
  private Console console;
  private ConsoleClient client;

  @BeforeAll
  static void startTheDatabase() throws Exception {
    clinic = TestClinic.start();
  }

  @AfterAll
  static void stopTheDatabase() {
    clinic.close();
  }

  @BeforeEach
  void startTheConsole() {
    desk.seen(NOW);
    console = console(Optional.of(new AlertingAccess(desk, () -> refusal)));
    client = new ConsoleClient(console.uri());
  }

  private Console console(Optional<AlertingAccess> alerting) {
    return Console.start(
        new ConsoleConfig("127.0.0.1", 0),
        access,
        clinic.reads(),
        List::of,
        alerting,
        InstantSource.fixed(NOW),
        new SimpleMeterRegistry());
  }

  @AfterEach
  void closeTheConsole() {
    console.close();
  }

  private HttpResponse<String> post(String token, String type, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(console.uri().resolve(ACKNOWLEDGE))
            .header("Content-Type", type)
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  @Requirement("ALERTPAGE-001")
  void everyPagesDocumentSaysWhichUrgentAlertIsNotTold() throws Exception {
    desk.suppressed("dr.night", "<b>probe</b>");

    JsonNode alerting = client.json("/api/v1/overview").path("alerting");

    assertThat(alerting.path("state").asText()).isEqualTo("UP");
    assertThat(alerting.at("/suppressed/0/by").asText()).isEqualTo("dr.night");
    assertThat(alerting.at("/suppressed/0/reason").asText()).isEqualTo("<b>probe</b>");
    assertThat(alerting.at("/suppressed/0/until").asText()).isEqualTo("2026-11-21T10:20:00Z");
    for (String page : List.of("/sessions", "/alerts")) {
      assertThat(client.get(page).body()).as(page).contains("id=\"banners\"");
    }
  }

  @Test
  @Requirement({"ALERTPAGE-004", "ACCESS-037"})
  void actingTakesARoleThatMayAndJson() throws Exception {
    String body = "{\"eventId\": \"e\"}";
    assertThat(client.json("/api/v1/alerts").at("/alerts/0/alert/detail").asText())
        .isEqualTo(MARKUP);

    assertThat(post("guessed", "application/json", body).statusCode()).isEqualTo(401);
    assertThat(post("looks", "application/json", body).statusCode()).isEqualTo(403);
    assertThat(post("known", "text/plain", body).statusCode()).isEqualTo(415);
    assertThat(post("known", "application/x-www-form-urlencoded", "eventId=e").statusCode())
        .isEqualTo(415);
    assertThat(post("known", "application/json", "{" + " ".repeat(20_000) + "}").statusCode())
        .isEqualTo(413);
    assertThat(post("known", "application/json", "{}").statusCode()).isEqualTo(400);
    assertThat(client.json("/api/v1/alerts").at("/alerts/0/alert/state").asText())
        .isEqualTo("open");

    HttpResponse<String> done = post("known", "application/json; charset=utf-8", body);
    assertThat(done.statusCode()).isEqualTo(201);
    assertThat(ConsoleClient.parse(done.body()).at("/alert/alert/acknowledgedBy").asText())
        .isEqualTo("known");
    assertThat(access.kept())
        .as("what was refused did nothing and is not kept")
        .containsExactly(
            new TestAccess.Kept(
                "known", "alert.acknowledge", "a-1", Set.of("colombo-1"), Map.of("eventId", "e")));
    assertThat(done.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(done.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  @Requirement({"CALL-001", "CALL-004"})
  void whoeverIsOfAnotherSiteSeesNothingAndActsOnNothingByAGuessedId() throws Exception {
    String body = "{\"eventId\": \"e\"}";

    assertThat(ConsoleClient.parse(as("away", "/api/v1/alerts").body()).path("alerts")).isEmpty();
    assertThat(as("known", "/api/v1/alerts").body()).contains("a-1");
    assertThat(post("away", "application/json", body).statusCode()).isEqualTo(404);
    assertThat(access.kept()).isEmpty();
    assertThat(as("away", "/api/v1/audit/verification").statusCode()).isEqualTo(403);
    assertThat(as("away", "/alerts/a-1").statusCode()).isEqualTo(200);
    assertThat(as("away", "/alerts/a-1").body()).doesNotContain("SpO2");
    assertThat(as("known", "/on-call").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> as(String token, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(console.uri().resolve(path))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(20))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  @Requirement("ALERTPAGE-004")
  void whereAlertingGoesByAnotherConfigurationNobodyActsAndEverybodyLooks() throws Exception {
    refusal = Optional.of("give both the same alerting.file");

    HttpResponse<String> refused = post("known", "application/json", "{\"eventId\": \"e\"}");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("give both the same alerting.file");
    assertThat(client.get("/api/v1/alerts").statusCode()).isEqualTo(200);
  }

  @Test
  @Requirement("ALERTPAGE-005")
  void anOpenPageHearsOfAnAcknowledgement() throws Exception {
    try (StreamReader page = StreamReader.open(console.port())) {
      await().atMost(Duration.ofSeconds(30)).until(() -> page.count("overview") == 1);

      assertThat(post("known", "application/json", "{\"eventId\": \"e\"}").statusCode())
          .isEqualTo(201);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> page.newest("data").orElse("").contains("\"lastAudit\":2"));
      JsonNode alerting = ConsoleClient.parse(page.newest("data").orElseThrow()).path("alerting");
      assertThat(alerting.at("/open/high").asInt()).isZero();
      assertThat(alerting.at("/acknowledged/high").asInt()).isEqualTo(1);
    }
  }

  @Test
  @Requirement("ALERTPAGE-002")
  void alertingThatDoesNotAnswerIsSaidOnThePageAndOtherPartsGoOn() throws Exception {
    desk.away(true);

    JsonNode overview = client.json("/api/v1/overview");
    assertThat(overview.at("/alerting/state").asText()).isEqualTo("DOWN");
    assertThat(overview.path("live").isArray()).isTrue();
    HttpResponse<String> alerts = client.get("/api/v1/alerts");
    assertThat(alerts.statusCode()).isEqualTo(503);
    assertThat(alerts.headers().firstValue("Retry-After")).hasValue("5");
  }

  @Test
  void withoutAlertingThereIsNothingOfItButThePage() throws Exception {
    try (Console alone = console(Optional.empty())) {
      ConsoleClient asked = new ConsoleClient(URI.create(alone.uri().toString()));
      assertThat(asked.json("/api/v1/overview").has("alerting")).isFalse();
      assertThat(asked.get("/api/v1/alerts").statusCode()).isEqualTo(404);
    }
  }
}
