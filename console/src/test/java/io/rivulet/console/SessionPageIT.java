package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.session.SessionPage;
import io.rivulet.store.read.SessionRecords;
import io.rivulet.testkit.Requirement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page of a session asks the store, as people of different sites. */
class SessionPageIT {
  private static final Instant NOW = InstantSource.system().instant();

  private static TestClinic clinic;
  private static Console console;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    clinic = TestClinic.start();
    clinic.session("s-1", "p-1", "Ketamine", NOW.minusSeconds(600));
    clinic.session("s-0", "p-1", "Ketamine", NOW.minusSeconds(90_000));
    clinic.closed("s-0", NOW.minusSeconds(80_000));
    clinic.session("s-south", "p-2", "Ketamine", NOW.minusSeconds(600));
    clinic.site("s-south", "south");
    clinic.device("pump-1", NOW, null, null);
    clinic.device("pump-2", NOW.minusSeconds(60), null, 4_000_000L);
    try (Connection connection = clinic.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          UPDATE rivulet.session SET series = 'r-1', series_number = 2 WHERE session = 's-1';
          UPDATE rivulet.session SET series = 'r-1', series_number = 1 WHERE session = 's-0';
          INSERT INTO rivulet.dose_total (session, drug, revision, as_of, unit, amount, amount_per_kg, routes,
            predictions) VALUES ('s-0', 'ketamine', 1, now(), 'mg', 35, 0.5, '[]', '[]');
          INSERT INTO rivulet.series VALUES ('r-1', 'colombo-1', 'p-1', 'Ketamine', 'IV', 'mg',
            '[{"number":1,"dosePerKg":0.5},{"number":2,"dosePerKg":0.5}]', '[{"number":2,"dosePerKg":0.75}]',
            NULL, now(), NULL, now());
          INSERT INTO rivulet.series_event (event_id, series, recorded_time, recorded_by, kind, effective_from, body)
            VALUES ('q-0', 'r-1', now(), 'ada via console', 'outcome', now(),
              '{"instrument":"MADRS","afterSessions":0,"score":31}');
          INSERT INTO rivulet.session_event (event_id, session, recorded_time, recorded_by, kind, effective_from, device)
            VALUES ('b-1', 's-1', now() - interval '1 minute', 'ada via console', 'device',
              now() - interval '5 minutes', 'pump-1');
          UPDATE rivulet.device SET site = 'colombo-1' WHERE device IN ('pump-1', 'pump-2')
          """);
    }
    console =
        Console.start(
            new ConsoleConfig("127.0.0.1", 0),
            TestAccess.tokens(
                Map.of(
                    "ada", "clinician@colombo-1",
                    "eve", "clinician@south",
                    "bob", "engineer")),
            clinic.reads(),
            List::of,
            Optional.empty(),
            List.of(
                new SessionPage(new SessionRecords(clinic.database()), InstantSource.fixed(NOW))),
            InstantSource.fixed(NOW),
            new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() {
    console.close();
    clinic.close();
  }

  private HttpResponse<String> get(String who, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.port() + path))
            .header("Authorization", "Bearer " + who)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String who, String path) throws Exception {
    HttpResponse<String> response = get(who, path);
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    return ConsoleClient.parse(response.body());
  }

  @Test
  @Requirement("BEDSIDE-007")
  void whatWasRecordedByWhomItsSeriesAndTheSitesDevicesAreShown() throws Exception {
    JsonNode record = json("ada", "/api/v1/sessions/s-1/record");
    assertThat(record.path("session").path("series").asText()).isEqualTo("r-1");
    assertThat(record.path("events")).hasSize(2);
    JsonNode bound = record.path("events").get(1);
    assertThat(bound.path("recordedBy").asText()).isEqualTo("ada via console");
    assertThat(bound.path("body").path("device").asText()).isEqualTo("pump-1");

    JsonNode series = json("ada", "/api/v1/sessions/s-1/series").path("series");
    assertThat(series.path("steps")).hasSize(2);
    assertThat(series.path("dosesSet").get(0).path("dosePerKg").asDouble()).isEqualTo(0.75);
    assertThat(series.path("sessions").findValuesAsText("session")).containsExactly("s-0", "s-1");
    assertThat(series.path("sessions").get(0).path("amountPerKg").asDouble()).isEqualTo(0.5);
    assertThat(series.path("outcomes").get(0).path("score").asDouble()).isEqualTo(31);

    JsonNode devices = json("ada", "/api/v1/sessions/devices?site=colombo-1").path("devices");
    assertThat(devices.findValuesAsText("device")).containsExactly("pump-1", "pump-2");
    assertThat(devices.get(0).path("session").asText()).isEqualTo("s-1");
    assertThat(devices.get(1).has("session")).isFalse();
    assertThat(devices.get(1).path("clockOffsetMicros").asLong()).isEqualTo(4_000_000L);
    assertThat(json("ada", "/api/v1/sessions/sites").path("sites").toString())
        .isEqualTo("[\"colombo-1\"]");
    assertThat(get("ada", "/sessions/s-1").body()).contains("/assets/session/page.js");
    assertThat(get("ada", "/sessions/new").body()).contains("/assets/session/new.js");
  }

  @Test
  @Requirement("BEDSIDE-008")
  void anotherSitesSessionsAndDevicesAreAsThoseThatAreNotThere() throws Exception {
    for (String what : List.of("record", "series")) {
      HttpResponse<String> theirs = get("eve", "/api/v1/sessions/s-1/" + what);
      HttpResponse<String> nobodys = get("eve", "/api/v1/sessions/none/" + what);
      assertThat(theirs.statusCode()).as(what).isEqualTo(404);
      assertThat(theirs.body()).isEqualTo(nobodys.body());
      assertThat(get("bob", "/api/v1/sessions/s-1/" + what).statusCode()).isEqualTo(403);
    }
    assertThat(json("eve", "/api/v1/sessions/s-south/record").path("events")).hasSize(1);
    assertThat(json("eve", "/api/v1/sessions/devices").path("devices")).isEmpty();
    assertThat(json("eve", "/api/v1/sessions/devices?site=colombo-1").path("devices")).isEmpty();
    assertThat(json("eve", "/api/v1/sessions/sites").path("sites").toString())
        .isEqualTo("[\"south\"]");
    assertThat(get("bob", "/api/v1/sessions/devices").statusCode()).isEqualTo(403);
  }
}
