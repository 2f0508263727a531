package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.fleet.FleetRoutes;
import io.rivulet.store.fleet.FleetRules;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fleet over HTTP, as an engineer of one site, of all, and as somebody who is none. */
class FleetRoutesIT {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final int DEVICES = 600;
  private static final String ALL = "engineer-everywhere";
  private static final String KANDY = "engineer-kandy";
  private static final String ON_CALL = "on-call-kandy";
  private static final String CLINICIAN = "clinician";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestClinic clinic;
  private static Console console;

  @BeforeAll
  static void start() throws Exception {
    clinic = TestClinic.start();
    TestFleet.fill(clinic.database(), DEVICES, NOW);
    InstantSource clock = InstantSource.fixed(NOW);
    console =
        Console.start(
            new ConsoleConfig("127.0.0.1", 0),
            TestAccess.tokens(
                Map.of(
                    ALL, "engineer",
                    KANDY, "engineer@kandy-2",
                    ON_CALL, "on-call@kandy-2",
                    CLINICIAN, "clinician")),
            clinic.reads(),
            List::of,
            Optional.empty(),
            List.of(
                new FleetRoutes(
                    clinic.database(), FleetRules.of(Duration.ofMinutes(1)), clock, () -> {})),
            clock,
            new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() {
    console.close();
    clinic.close();
  }

  @Test
  @Requirement("FLEET-010")
  void aPageOfDevicesGoesOnByItsCursor() throws Exception {
    JsonNode first = json(ALL, "/api/v1/fleet?sort=battery&order=asc&limit=100");
    JsonNode second =
        json(
            ALL,
            "/api/v1/fleet?sort=battery&order=asc&limit=100&after=" + first.get("next").asText());

    assertThat(first.get("devices")).hasSize(100);
    double last = first.get("devices").get(99).get("batteryPercent").asDouble();
    assertThat(second.get("devices").get(0).get("batteryPercent").asDouble())
        .isGreaterThanOrEqualTo(last);
    assertThat(second.get("asOf")).isEqualTo(first.get("asOf"));
    assertThat(json(ALL, "/api/v1/fleet/facets").get("total").asInt()).isEqualTo(DEVICES);
  }

  @Test
  @Requirement("FLEET-011")
  void whoeverMaySeeOneSiteSeesNothingOfAnother() throws Exception {
    for (JsonNode device : json(KANDY, "/api/v1/fleet?limit=1000").get("devices")) {
      assertThat(device.get("site").asText()).isEqualTo("kandy-2");
    }
    assertThat(json(KANDY, "/api/v1/fleet/facets?site=colombo-1").get("total").asInt()).isZero();
    assertThat(json(KANDY, "/api/v1/fleet?devices=pump-00001,pump-00002").get("devices"))
        .hasSize(1);
    assertThat(get(KANDY, "/api/v1/fleet?format=csv").body()).doesNotContain("colombo-1");
    HttpResponse<String> elsewhere = get(KANDY, "/api/v1/fleet/pump-00002");
    HttpResponse<String> nowhere = get(KANDY, "/api/v1/fleet/pump-99999");
    assertThat(elsewhere.statusCode()).isEqualTo(404);
    assertThat(elsewhere.body()).isEqualTo(nowhere.body());
    assertThat(get(KANDY, "/api/v1/fleet/pump-00002/history").statusCode()).isEqualTo(404);
    assertThat(get(KANDY, "/api/v1/fleet/pump-00002/quarantine").statusCode()).isEqualTo(404);
  }

  @Test
  @Requirement("FLEET-016")
  void theLiveStreamSaysHowTheDevicesOfTheCallersSitesStand() throws Exception {
    try (StreamReader page =
            StreamReader.topics(console.port(), "fleet", "", "Authorization: Bearer " + KANDY);
        StreamReader clinician =
            StreamReader.topics(
                console.port(), "fleet", "", "Authorization: Bearer " + CLINICIAN)) {
      await().untilAsserted(() -> assertThat(page.count("fleet")).isEqualTo(1));
      JsonNode counts =
          io.rivulet.runtime.http.Json.read(page.newest("data").orElseThrow()).get("counts");
      JsonNode facets = json(KANDY, "/api/v1/fleet/facets");
      assertThat(counts.get("total")).isEqualTo(facets.get("total"));
      assertThat(counts.get("needing")).isEqualTo(facets.get("needing"));
      for (JsonNode state : facets.at("/facets/state")) {
        assertThat(counts.get("states").get(state.get("value").asText()))
            .isEqualTo(state.get("devices"));
      }
      await().untilAsserted(() -> assertThat(clinician.statusLine()).contains("404"));
    }
  }

  @Test
  @Requirement("FLEET-011")
  void whoIsNoEngineerSeesNoRefusedMessagesAndAClinicianNoDevices() throws Exception {
    assertThat(get(ON_CALL, "/api/v1/fleet/pump-00001").statusCode()).isEqualTo(200);
    assertThat(get(ON_CALL, "/api/v1/fleet/pump-00001/quarantine").statusCode()).isEqualTo(403);
    assertThat(get(CLINICIAN, "/api/v1/fleet").statusCode()).isEqualTo(403);
    assertThat(get(CLINICIAN, "/fleet").statusCode()).isIn(403, 404);
    assertThat(get("nobody", "/api/v1/fleet").statusCode()).isEqualTo(401);
  }

  @Test
  @Requirement("FLEET-012")
  void whatADeviceSaysComesOutAsItIsAndNeverAsMoreThanText() throws Exception {
    HttpResponse<String> one = get(KANDY, "/api/v1/fleet/pump-00001");
    assertThat(one.headers().firstValue("Content-Type").orElseThrow())
        .isEqualTo("application/json");
    assertThat(one.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(ConsoleClient.parse(one.body()).get("model").asText()).isEqualTo(TestFleet.HOSTILE);
    JsonNode refused = json(KANDY, "/api/v1/fleet/pump-00001/quarantine?limit=50");
    assertThat(refused.get("messages")).hasSize(50);
    assertThat(refused.get("messages").get(0).get("payload").asText()).contains(TestFleet.HOSTILE);
    JsonNode rest =
        json(
            KANDY,
            "/api/v1/fleet/pump-00001/quarantine?limit=50&after=" + refused.get("next").asText());
    assertThat(rest.get("messages")).hasSize(7);
    assertThat(rest.has("next")).isFalse();
    assertThat(get(KANDY, "/fleet/%3Cimg%20src=x%3E").body()).doesNotContain("<img src=x");
  }

  @Test
  @Requirement("FLEET-013")
  void csvHasTheColumnsThatWereAskedForAndNoFormulas() throws Exception {
    try (var connection = clinic.database().getConnection();
        var statement = connection.createStatement()) {
      int unused =
          statement.executeUpdate(
              "UPDATE rivulet.device SET model = '=HYPERLINK(\"http://x\",\"y\")' WHERE device = 'pump-00004'");
    }
    HttpResponse<String> csv =
        get(ALL, "/api/v1/fleet?format=csv&columns=device,model&sort=device&order=asc");
    List<String> lines = csv.body().lines().toList();

    assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
        .isEqualTo("attachment; filename=\"fleet.csv\"");
    assertThat(lines).hasSize(DEVICES + 1);
    assertThat(lines.get(0)).isEqualTo("device,model");
    assertThat(lines)
        .contains("pump-00004,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")
        .contains("pump-00001," + TestFleet.HOSTILE);
  }

  @Test
  @Requirement("FLEET-014")
  void whatCannotBeAskedIsRefusedWithTheWayOut() throws Exception {
    assertProblem(400, "/api/v1/fleet?colour=red", "unknown parameter");
    assertProblem(422, "/api/v1/fleet?sort=price", "is not one of needs, device");
    assertProblem(422, "/api/v1/fleet?state=happy", "silent, never-heard, idle, running");
    assertProblem(422, "/api/v1/fleet?limit=100000000", "1 to 1000");
    assertProblem(422, "/api/v1/fleet?after=xyz", "cursor is not one of this question");
    assertProblem(422, "/api/v1/fleet?format=csv&columns=secret", "is not one of device");
    assertProblem(422, "/api/v1/fleet?search=%00", "character that no name has");
    assertProblem(422, "/api/v1/fleet/pump-00001/history?days=9999", "1 to 90");
    assertThat(json(ALL, "/api/v1/fleet?search=%27%20OR%201=1%20--").get("devices")).isEmpty();
  }

  private static void assertProblem(int status, String path, String words) throws Exception {
    HttpResponse<String> answer = get(ALL, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .isEqualTo("application/problem+json");
    assertThat(answer.body()).contains(words);
  }

  private static JsonNode json(String token, String path) throws Exception {
    HttpResponse<String> answer = get(token, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ConsoleClient.parse(answer.body());
  }

  private static HttpResponse<String> get(String token, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + console.port() + path);
    return HTTP.send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(20))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
