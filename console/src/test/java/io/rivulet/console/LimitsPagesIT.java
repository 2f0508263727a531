package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.desk.DeskAddress;
import io.rivulet.console.desk.DeskClient;
import io.rivulet.console.limits.LimitsRoutes;
import io.rivulet.runtime.http.ApiServer;
import io.rivulet.store.read.LimitsRecords;
import io.rivulet.testkit.Requirement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LimitsPagesIT {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();

  private static TestClinic clinic;
  private static Javalin desk;
  private static TestAccess access;
  private static Console console;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    clinic = TestClinic.start();
    desk =
        Javalin.create(
                javalin -> {
                  javalin.startup.showJavalinBanner = false;
                  javalin.routes.get(
                      "/api/v1/limits",
                      context -> context.contentType("application/json").result("{}"));
                  javalin.routes.post(
                      "/api/v1/limits/{profile}",
                      context -> {
                        ASKED.add(context.header(ApiServer.ACTING_FOR) + " " + context.body());
                        context
                            .status(201)
                            .contentType("application/json")
                            .result("{\"version\":3}");
                      });
                })
            .start(0);
    try (Connection connection = clinic.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO rivulet.limits_profile VALUES"
              + " ('day', 1, '2026-01-01T00:00:00Z', '{\"id\": \"day\"}'),"
              + " ('day', 2, '2026-12-01T00:00:00Z', '{\"id\": \"day\", \"limits\": {}}')");
    }
    access =
        TestAccess.tokens(
            Map.of(
                "boss", "administrator",
                "part", "administrator@kandy-2",
                "ward", "clinician"));
    LimitsRoutes limits =
        new LimitsRoutes(
            new LimitsRecords(clinic.database()),
            Optional.of(
                new DeskClient(
                    new DeskAddress(URI.create("http://127.0.0.1:" + desk.port()), "token"))),
            access.audit(),
            InstantSource.fixed(NOW));
    console =
        Console.start(
            new ConsoleConfig("127.0.0.1", 0),
            access,
            clinic.reads(),
            List::of,
            Optional.empty(),
            List.of(limits),
            InstantSource.fixed(NOW),
            new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() {
    console.close();
    desk.stop();
    clinic.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String token) throws Exception {
    return http.send(
        request.header("Authorization", "Bearer " + token).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String token, String path) throws Exception {
    return send(HttpRequest.newBuilder(console.uri().resolve(path)), token);
  }

  private int publish(String token) throws Exception {
    return send(
            HttpRequest.newBuilder(console.uri().resolve("/api/v1/limits/day"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"version\": 3}")),
            token)
        .statusCode();
  }

  @Test
  @Requirement({"PROFILE-001", "PROFILE-002"})
  void versionsAreShownAndPublishedByWhoeverMayAtEverySite() throws Exception {
    JsonNode day = ConsoleClient.parse(get("ward", "/api/v1/limits").body()).at("/profiles/0");
    assertThat(day.path("profile").asText()).isEqualTo("day");
    assertThat(day.at("/versions/0/holds").asBoolean()).isTrue();
    assertThat(day.at("/versions/1/holds").asBoolean()).isFalse();
    assertThat(get("ward", "/api/v1/limits/day/versions/2").body()).contains("limits");
    assertThat(get("ward", "/api/v1/limits/day/versions/3").statusCode()).isEqualTo(404);
    assertThat(get("ward", "/api/v1/limits/sessions").body()).contains("\"sessions\":[]");
    assertThat(get("ward", "/limits/day").statusCode()).isEqualTo(200);

    assertThat(publish("ward")).isEqualTo(403);
    assertThat(publish("part")).isEqualTo(403);
    assertThat(ASKED).isEmpty();
    assertThat(access.kept()).isEmpty();
    assertThat(publish("boss")).isEqualTo(201);
    assertThat(access.kept())
        .containsExactly(new TestAccess.Kept("boss", "limits.publish", "day", Set.of(), Map.of()));
    assertThat(ASKED).containsExactly("boss {\"version\": 3}");
  }
}
