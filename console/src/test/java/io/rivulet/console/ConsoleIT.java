package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.role.RoleStatus;
import io.rivulet.console.stream.StreamLimits;
import io.rivulet.testkit.Requirement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console over a real database, spoken to as a browser does. */
@Timeout(120)
class ConsoleIT {
  private static final Instant NOW = Instant.parse("2026-03-01T10:20:00Z");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static TestClinic clinic;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private Console console;

  @BeforeAll
  static void fill() throws IOException, SQLException {
    clinic = TestClinic.start();
    clinic.session("s1", "P-1", "ketamine", NOW.minusSeconds(1200));
    clinic.dose("s1", "pump-1", "ketamine", NOW, 17.5, 70, "RUN", 10.5);
    clinic.pressure("s1", "NIBP", NOW, 186, 104, 131);
    clinic.excursion("x1", "s1", "systolic", "critical", NOW.minusSeconds(300), 186);
    clinic.session("s2", "<img src=x onerror=alert(1)>", "ketamine", NOW.minusSeconds(600));
  }

  @AfterAll
  static void end() {
    clinic.close();
  }

  @BeforeEach
  void open() {
    console =
        Console.start(
            new ConsoleConfig("127.0.0.1", 0),
            clinic.reads(),
            () ->
                List.of(
                    new RoleStatus("Bridge", RoleStatus.State.UP, "subscribed", Optional.empty())),
            InstantSource.fixed(NOW),
            new SimpleMeterRegistry(),
            new StreamLimits(
                2, Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(5)));
  }

  @AfterEach
  void close() {
    console.close();
  }

  private HttpRequest.Builder ask(String path) {
    return HttpRequest.newBuilder(URI.create(console.uri().resolve(path).toString()))
        .timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(ask(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  @Requirement("CONSOLE-001")
  void theOverviewShowsSessionsDosesPressuresAndOpenExcursions() throws Exception {
    HttpResponse<String> answer = get("/api/v1/overview");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode overview = JSON.readTree(answer.body());
    assertThat(overview.at("/openCritical").asInt()).isEqualTo(1);
    assertThat(overview.at("/openExcursions/0/peakMmHg").asDouble()).isEqualTo(186);
    assertThat(overview.at("/roles/0/name").asText()).isEqualTo("Bridge");
    JsonNode first = overview.at("/live/0");
    assertThat(first.at("/session").asText()).as("what needs attention first").isEqualTo("s1");
    assertThat(first.at("/doses/0/amountPerKg").asDouble()).isEqualTo(0.25);
    assertThat(first.at("/plannedDosePerKg").asDouble()).isEqualTo(0.5);
    assertThat(first.toString()).contains("186.0");
  }

  @Test
  @Requirement("CONSOLE-001")
  void aSessionHasItsDosesTalliesAndExcursions() throws Exception {
    JsonNode session = JSON.readTree(get("/api/v1/sessions/s1").body());

    assertThat(session.at("/doses/0/amount").asDouble()).isEqualTo(17.5);
    assertThat(session.at("/excursions/0/severity").asText()).isEqualTo("critical");
    assertThat(get("/api/v1/sessions/none").statusCode()).isEqualTo(404);
  }

  @Test
  @Requirement("CONSOLE-002")
  void thePageAndItsPartsAreServedWithHeadersThatForbidWhatItDoesNotNeed() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Listens only: bedside alarms remain in charge.");
    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe-inline");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.body()).doesNotContain("onclick").doesNotContain("style=");
    assertThat(get("/assets/app.js").headers().firstValue("Content-Type").orElseThrow())
        .contains("javascript");
  }

  @Test
  @Requirement("CONSOLE-003")
  void whatIsNotListedIsNotFoundAndSaysNothingOfTheInside() throws Exception {
    for (String path : List.of("/api/v1/nothing", "/assets/../index.html", "/etc/passwd")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isGreaterThanOrEqualTo(400);
      assertThat(answer.body()).as(path).doesNotContain("Exception").doesNotContain("io.rivulet");
    }
  }

  @Test
  @Requirement("CONSOLE-004")
  void aChangeInTheStoreReachesAnOpenPage() throws Exception {
    try (BufferedReader events = events()) {
      JsonNode first = nextOverview(events);
      assertThat(first.at("/live").toString()).contains("s1");

      clinic.dose("s1", "pump-1", "ketamine", NOW.plusSeconds(1), 21, 70, "RUN", 10.5);

      JsonNode next = nextOverview(events);
      while (next.at("/live/0/doses/0/amount").asDouble() != 21) {
        next = nextOverview(events);
      }
      assertThat(next.at("/live/0/doses/0/amountPerKg").asDouble()).isEqualTo(0.3);
    } finally {
      clinic.dose("s1", "pump-1", "ketamine", NOW, 17.5, 70, "RUN", 10.5);
    }
  }

  private BufferedReader events() throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(ask("/api/v1/events").build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode nextOverview(BufferedReader events) throws IOException {
    boolean overview = false;
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.startsWith("event:")) {
        overview = line.contains("overview");
      } else if (overview && line.startsWith("data:")) {
        return JSON.readTree(line.substring(5));
      }
    }
    throw new AssertionError("the stream ended");
  }

  @Test
  @Requirement("CONSOLE-005")
  void moreStreamsThanAllowedAreRefusedAndAClosedOneMakesRoom() throws Exception {
    BufferedReader first = events();
    try (BufferedReader second = events()) {
      nextOverview(second);
      HttpResponse<String> third = get("/api/v1/events");

      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.body()).contains("too_many_streams");
      first.close();
      int status = 503;
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (status == 503 && System.nanoTime() < deadline) {
        HttpResponse<InputStream> again =
            client.send(ask("/api/v1/events").build(), HttpResponse.BodyHandlers.ofInputStream());
        status = again.statusCode();
        again.body().close();
      }
      assertThat(status).isEqualTo(200);
    }
  }

  @Test
  @Requirement("CONSOLE-006")
  void hostileNamesLeaveAsDataAndNothingIsMadeOfThem() throws Exception {
    HttpResponse<String> answer = get("/api/v1/overview");

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(JSON.readTree(answer.body()).at("/live").toString())
        .contains("<img src=x onerror=alert(1)>");
    for (String module : List.of("app", "dom", "excursions", "header", "roles", "sessions")) {
      assertThat(get("/assets/" + module + ".js").body())
          .as(module)
          .doesNotContain("innerHTML")
          .doesNotContain("insertAdjacentHTML")
          .doesNotContain("document.write");
    }
  }

  @Test
  @Requirement("CONSOLE-007")
  void withoutADatabaseTheAnswerSaysSoAndComesBackWithIt() throws Exception {
    clinic.stopDatabase();
    try {
      HttpResponse<String> answer = get("/api/v1/overview");
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (answer.statusCode() == 200 && System.nanoTime() < deadline) {
        answer = get("/api/v1/overview");
      }
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("database").doesNotContain("Exception");
      assertThat(get("/health/ready").statusCode()).isEqualTo(503);
      assertThat(get("/health/live").statusCode()).isEqualTo(200);
    } finally {
      clinic.startDatabase();
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    int status = 503;
    while (status != 200 && System.nanoTime() < deadline) {
      status = get("/api/v1/overview").statusCode();
    }
    assertThat(status).isEqualTo(200);
  }
}
