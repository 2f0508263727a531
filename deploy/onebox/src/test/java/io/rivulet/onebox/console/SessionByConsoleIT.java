package io.rivulet.onebox.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.runtime.http.Json;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A whole session, recorded through the console, over the real desk, Kafka and database. */
class SessionByConsoleIT {
  private static final String TOKEN = "a-clinicians-token";
  private static final String PROFILE =
      "{'id':'day','plausible':{},'limits':{'systolic':{'high':{'warning':160}}},"
          + "'hysteresis':{'systolic':5},'confirm':{'readings':2,'withinSeconds':1200}}";

  private static OneBox box;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String now =
      InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).toString();

  @BeforeAll
  static void start() {
    box =
        OneBox.start(
            new OneBoxConfig(
                Optional.empty(),
                Optional.of(0),
                Map.of(
                    "sessions.tokens",
                    "test:" + Tokens.hashOf(TOKEN),
                    "console.tokens",
                    "ada:" + Tokens.hashOf(TOKEN) + ":clinician")),
            InstantSource.system(),
            line -> {});
  }

  @AfterAll
  static void stop() {
    box.close();
  }

  private HttpResponse<String> send(URI root, String path, Optional<String> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json");
    body.ifPresentOrElse(
        text -> request.POST(HttpRequest.BodyPublishers.ofString(text.replace('\'', '"'))),
        request::GET);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(box.page().orElseThrow(), "/api/v1/sessions" + path, Optional.of(body));
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> response =
        send(box.page().orElseThrow(), "/api/v1/sessions" + path, Optional.empty());
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    return Json.read(response.body());
  }

  private void recorded(String verb, String body) throws Exception {
    String whole = "{'eventId':'" + verb + "-1'," + body + "}";
    HttpResponse<String> first = post("/s-1/" + verb, whole);
    assertThat(first.statusCode()).as(verb + " " + first.body()).isEqualTo(201);
    HttpResponse<String> again = post("/s-1/" + verb, whole);
    assertThat(again.statusCode()).as(verb).isEqualTo(200);
    assertThat(Json.read(again.body()).path("repeated").booleanValue()).isTrue();
  }

  private HttpResponse<String> series(String path, String body) throws Exception {
    return send(box.page().orElseThrow(), "/api/v1/series" + path, Optional.of(body));
  }

  @Test
  @Requirement("BEDSIDE-011")
  void aSeriesIsOpenedScoredDosedAndEndedOnceAndSaysWhatIsNext() throws Exception {
    String open =
        "{'eventId':'c','series':'c-1','site':'north','subject':'p-9','drug':'Ketamine',"
            + "'blocks':[{'sessions':3,'dosePerKg':0.5,'daysBetween':2}]}";
    assertThat(series("", open).statusCode()).isEqualTo(201);
    assertThat(series("", open).statusCode()).isEqualTo(200);
    String score =
        "{'eventId':'m','at':'" + now + "','instrument':'MADRS','afterSessions':0,'score':30}";
    assertThat(series("/c-1/outcome", score).statusCode()).isEqualTo(201);
    assertThat(series("/c-1/outcome", score).statusCode()).isEqualTo(200);
    HttpResponse<String> beyond =
        series("/c-1/outcome", score.replace("'m'", "'n'").replace("30", "61"));
    assertThat(beyond.statusCode()).as(beyond.body()).isEqualTo(422);
    assertThat(
            series("/c-1/dose", "{'eventId':'d','number':2,'dosePerKg':0.4,'reason':'nausea'}")
                .statusCode())
        .isEqualTo(201);
    HttpResponse<String> told =
        send(box.page().orElseThrow(), "/api/v1/series/c-1", Optional.empty());
    JsonNode known = Json.read(told.body());
    assertThat(known.path("steps").get(1).path("dosePerKg").asDouble()).isEqualTo(0.4);
    assertThat(known.path("steps").get(1).path("decided").booleanValue()).isTrue();
    assertThat(known.path("outcomes").get(0).path("score").asInt()).isEqualTo(30);
    assertThat(series("/c-1/close", "{'eventId':'e','at':'" + now + "'}").statusCode())
        .isEqualTo(201);
    assertThat(series("/none/close", "{'eventId':'e','at':'" + now + "'}").statusCode())
        .isEqualTo(404);
    assertThat(get("/actions").path("instruments").findValuesAsText("instrument"))
        .containsExactly("PHQ-9", "MADRS");
  }

  @Test
  @Requirement("BEDSIDE-006")
  void everythingThatCanBeDoneIsKeptOnceByWhomAndShown() throws Exception {
    HttpResponse<String> published =
        send(
            box.desk(),
            "/api/v1/limits/day",
            Optional.of(
                "{'eventId':'l','version':1,'from':'" + now + "','profile':" + PROFILE + "}"));
    assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
    assertThat(get("/actions").path("session").findValuesAsText("verb"))
        .contains("weight", "close");

    assertThat(
            post(
                    "",
                    "{'eventId':'o','session':'s-1','site':'north','subject':'p-1','drug':'Ketamine','dosePerKg':0.5,'duration':'PT40M'}")
                .statusCode())
        .isEqualTo(201);
    recorded("screen", "'at':'" + now + "','eligible':true");
    recorded("weight", "'from':'" + now + "','weightKg':80");
    recorded("limits", "'from':'" + now + "','profile':'day'");
    recorded("bind", "'from':'" + now + "','device':'pump-1'");
    recorded("rebind", "'binding':'bind-1','from':'" + Instant.parse(now).minusSeconds(60) + "'");
    recorded("order", "'from':'" + now + "','interval':'PT10M'");
    recorded("phase", "'at':'" + now + "','phase':'INFUSION'");
    recorded("plan", "'from':'" + now + "','drug':'Ketamine','dosePerKg':0.6");
    recorded("concentration", "'from':'" + now + "','drug':'Ketamine','concentration':5");
    recorded("observe", "'at':'" + now + "','kind':'CADSS','score':12");
    recorded("dose", "'at':'" + now + "','drug':'Ketamine','route':'IM','amount':20");
    HttpResponse<String> question =
        post("/s-1/weight", "{'eventId':'w2','from':'" + now + "','weightKg':8}");
    assertThat(question.statusCode()).isEqualTo(428);
    HttpResponse<String> mistake =
        post("/s-1/weight", "{'eventId':'w3','from':'" + now + "','weightKg':'80'}");
    assertThat(mistake.statusCode()).isEqualTo(400);
    assertThat(Json.read(mistake.body()).path("errors").get(0).path("field").asText())
        .isEqualTo("weightKg");
    recorded("withdraw", "'event':'observe-1','reason':'wrong subject'");
    recorded("unbind", "'at':'" + Instant.parse(now).plusSeconds(1) + "','device':'pump-1'");
    recorded("close", "'at':'" + Instant.parse(now).plusSeconds(2) + "'");
    assertThat(post("/s-2/close", "{'eventId':'c','at':'" + now + "'}").statusCode())
        .isEqualTo(404);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(get("/s-1/record").path("events")).hasSize(15));
    JsonNode day = get("/profiles").path("profiles").get(0);
    assertThat(day.path("profile").asText()).isEqualTo("day");
    assertThat(day.path("versions").get(0).path("content").path("limits").has("systolic")).isTrue();
    JsonNode record = get("/s-1/record");
    List<String> by = new ArrayList<>();
    record.path("events").forEach(event -> by.add(event.path("recordedBy").asText()));
    assertThat(by).allMatch(name -> name.endsWith(" via console"));
    assertThat(record.path("session").path("site").asText()).isEqualTo("north");
    assertThat(record.path("events").findValuesAsText("kind"))
        .contains("opened", "weight", "observation", "charted-dose", "withdrawn", "closed");
    for (JsonNode event : record.path("events")) {
      if (event.path("kind").asText().equals("observation")) {
        assertThat(event.path("withdrawn").booleanValue()).isTrue();
        assertThat(event.path("body").path("score").asDouble()).isEqualTo(12);
      }
      if (event.path("kind").asText().equals("phase")) {
        assertThat(event.path("body").path("phase").asText()).isEqualTo("INFUSION");
      }
    }
    assertThat(get("/sites").path("sites").toString()).contains("north");
    JsonNode free = get("/devices?site=north").path("devices");
    assertThat(free.findValuesAsText("device")).containsExactly("pump-1");
    assertThat(free.get(0).has("session")).as("it is free again").isFalse();
    assertThat(get("/s-1/series").has("series")).isFalse();
  }
}
