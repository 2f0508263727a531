package io.rivulet.sessions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.domain.series.OutcomeRules;
import io.rivulet.runtime.http.ApiServer;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.sessions.DeskClient;
import io.rivulet.sessions.DeskClient.Answer;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskServerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Path GOLDEN = Path.of("src/test/resources/openapi.json");

  private final MemoryClerk clerk = new MemoryClerk(() -> NOW);
  private ApiServer server;
  private DeskClient desk;

  @BeforeEach
  void start() {
    Tokens tokens =
        Tokens.parse(
            "sessions.tokens",
            "ward:"
                + Tokens.hashOf(DeskClient.TOKEN)
                + ", display:"
                + Tokens.hashOf(DeskClient.READ_TOKEN)
                + ":read, console:"
                + Tokens.hashOf(DeskClient.ACTING_TOKEN)
                + ":acts-for");
    server =
        DeskServer.start("127.0.0.1", 0, tokens, clerk, OutcomeRules.COMMON_PRACTICE, () -> NOW);
    desk = new DeskClient(URI.create("http://127.0.0.1:" + server.port()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer open(String session) throws Exception {
    return desk.post(
        "/api/v1/sessions",
        "{'eventId':'o-%s','session':'%s','site':'clinic','subject':'p-%s','drug':'Ketamine','dosePerKg':0.5}"
            .formatted(session, session, session));
  }

  @Test
  @Requirement("DESK-012")
  void withoutAKnownTokenNothingIsAnsweredButTheDescription() throws Exception {
    HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();

    assertThat(desk.send(null, "GET", "/openapi.json", nothing).status()).isEqualTo(200);
    for (String token : new String[] {null, "", "wrong", DeskClient.TOKEN + "x"}) {
      assertThat(desk.send(token, "GET", "/api/v1/sessions", nothing).status()).isEqualTo(401);
      assertThat(desk.send(token, "GET", "/nothing", nothing).status()).isEqualTo(401);
      assertThat(desk.post(token, "/api/v1/sessions", "{}").text("type"))
          .isEqualTo("urn:rivulet:problem:no-token");
    }
  }

  @Test
  @Requirement("DESK-012")
  void aTokenForLookingDoesNotRecord() throws Exception {
    HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();

    assertThat(desk.send(DeskClient.READ_TOKEN, "GET", "/api/v1/sessions", nothing).status())
        .isEqualTo(200);
    Answer refused = desk.post(DeskClient.READ_TOKEN, "/api/v1/sessions", "{}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("detail")).isEqualTo("the token of display may only look");
  }

  @Test
  @Requirement("DESK-012")
  void theTokensNameIsWhoRecorded() throws Exception {
    assertThat(open("s1").status()).isEqualTo(201);
    assertThat(clerk.recordedBy).containsExactly("ward");
  }

  @Test
  @Requirement("BEDSIDE-001")
  void whoActsForSomebodyElseIsKeptWithThem() throws Exception {
    String body = "{'eventId':'o','session':'s1','site':'clinic','subject':'p'}";
    String path = "/api/v1/sessions";

    Answer refused = desk.postFor(DeskClient.TOKEN, "ada", path, body);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("type")).isEqualTo("urn:rivulet:problem:may-not-act-for-others");
    assertThat(refused.text("detail")).contains("the token of ward may not act for others");
    Answer noName = desk.postFor(DeskClient.ACTING_TOKEN, "ada lovelace", path, body);
    assertThat(noName.status()).isEqualTo(400);
    assertThat(noName.text("detail")).contains("1 to 64 of letters");
    assertThat(clerk.recordedBy).isEmpty();

    assertThat(desk.postFor(DeskClient.ACTING_TOKEN, "ada", path, body).status()).isEqualTo(201);
    assertThat(desk.postFor(DeskClient.ACTING_TOKEN, "ada", path, body).status()).isEqualTo(200);
    assertThat(clerk.recordedBy).containsExactly("ada via console");
  }

  @Test
  @Requirement("BEDSIDE-002")
  void itsFormsAreDescribedWithUnitsRangesAndChoices() throws Exception {
    JsonNode actions = desk.get("/api/v1/actions").body();

    assertThat(actions.path("session").findValuesAsText("verb"))
        .startsWith("open", "screen", "phase")
        .endsWith("withdraw", "close");
    JsonNode weight = actions.path("session").get(4);
    assertThat(weight.path("fields").get(1).toString())
        .isEqualTo(
            "{\"name\":\"weightKg\",\"kind\":\"NUMBER\",\"required\":true,\"help\":\"body weight, kg\",\"unit\":\"kg\",\"lowest\":0.1,\"highest\":1000.0}");
    assertThat(actions.path("session").get(2).path("fields").get(1).path("choices")).hasSize(6);
    assertThat(actions.path("observations").get(1).toString())
        .isEqualTo("{\"kind\":\"MOAA_S\",\"lowest\":0,\"highest\":5}");
    Answer wrong =
        desk.post("/api/v1/sessions/s1/weight", "{'eventId':'a','from':'yesterday','weightKg':70}");
    assertThat(wrong.body().path("errors").get(0).path("field").asText()).isEqualTo("from");
  }

  @Test
  @Requirement("DESK-013")
  void everyAnswerOfAWholeSessionSaysWhatItIs() throws Exception {
    assertThat(open("s1").status()).isEqualTo(201);
    assertThat(open("s1").status()).isEqualTo(200);
    Answer question =
        desk.post(
            "/api/v1/sessions/s1/weight",
            "{'eventId':'w1','from':'2026-03-01T10:00:00Z','weightKg':8}");
    assertThat(question.status()).isEqualTo(428);
    assertThat(question.body().path("questions").get(0).asText()).contains("weight 8 kg");
    Answer confirmed =
        desk.post(
            "/api/v1/sessions/s1/weight",
            "{'eventId':'w1','from':'2026-03-01T10:00:00Z','weightKg':8,'confirmation':'%s'}"
                .formatted(question.text("confirmation")));
    assertThat(confirmed.status()).isEqualTo(201);
    assertThat(confirmed.body().path("events").get(0).path("event").path("weightKg").asInt())
        .isEqualTo(8);
    assertThat(
            desk.post(
                    "/api/v1/sessions/s1/screen",
                    "{'eventId':'f1','at':'2026-03-01T09:00:00Z','eligible':true,'flags':{'SBP':true}}")
                .status())
        .isEqualTo(201);
    assertThat(
            desk.post(
                    "/api/v1/sessions/s1/phase",
                    "{'eventId':'h1','at':'2026-03-01T09:30:00+00:00','phase':'INFUSION'}")
                .status())
        .isEqualTo(201);

    JsonNode shown = desk.get("/api/v1/sessions/s1").body();
    assertThat(shown.path("phase").asText()).isEqualTo("INFUSION");
    assertThat(shown.path("weightKg").asInt()).isEqualTo(8);
    assertThat(shown.path("planned").get(0).path("dosePerKg").asDouble()).isEqualTo(0.5);
    assertThat(shown.path("events")).hasSize(4);
    assertThat(desk.get("/api/v1/sessions").body().path("sessions")).hasSize(1);
  }

  @ParameterizedTest
  @Requirement("DESK-014")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "weight | not json | 400 | the body is not JSON",
        "weight | [] | 400 | not a JSON object",
        "weight | {'eventId':'a','from':'2026-03-01T10:00:00Z'} | 400 | weightKg is missing: body weight, kg",
        "weight | {'eventId':'a','from':'2026-03-01T10:00:00Z','weightkg':8} | 400 | unknown field \"weightkg\"; known are eventId, from, weightKg",
        "weight | {'eventId':'a','from':'2026-03-01T10:00:00Z','weightKg':'8'} | 400 | weightKg is \"8\", not a number",
        "weight | {'eventId':'a','from':'2026-03-01T10:00:00Z','weightKg':NaN} | 400 | not JSON",
        "weight | {'eventId':'a','from':'2026-03-01T10:00:00Z','weightKg':1e999} | 400 | weightKg is",
        "weight | {'eventId':'a','from':'2026-03-01T10:00:00Z','weightKg':8,'weightKg':80} | 400 | not JSON: Duplicate",
        "weight | {'eventId':'a','from':'yesterday','weightKg':70} | 400 | from is \"yesterday\", not a time",
        "weight | {'eventId':'a b','from':'2026-03-01T10:00:00Z','weightKg':70} | 422 | eventId \"a b\" is not",
        "weight | {'eventId':'a','from':'2026-03-01T10:00:00Z','weightKg':0} | 422 | weight 0.0 kg is outside",
        "weight | {'eventId':'a','from':'1970-01-01T00:00:00Z','weightKg':70} | 422 | more than PT720H before now",
        "close | {'eventId':'a','at':'9999-12-31T00:00:00Z'} | 422 | more than PT5M after now",
        "phase | {'eventId':'a','at':'2026-03-01T10:00:00Z','phase':'SLEEP'} | 422 | phase \"SLEEP\" is none of",
        "observe | {'eventId':'a','at':'2026-03-01T10:00:00Z','kind':'CADSS','score':93} | 422 | CADSS score 93.0",
        "dose | {'eventId':'a','at':'2026-03-01T10:00:00Z','drug':'K','route':'IM','amount':5,'unit':'mcg'} | 422 | \"mcg\"",
        "order | {'eventId':'a','from':'2026-03-01T10:00:00Z','interval':'PT0.5S'} | 400 | in whole seconds",
        "order | {'eventId':'a','from':'2026-03-01T10:00:00Z','interval':'ten'} | 400 | not a duration",
        "screen | {'eventId':'a','at':'2026-03-01T10:00:00Z','eligible':true,'flags':{'A B':true}} | 422 | \"A B\"",
        "screen | {'eventId':'a','at':'2026-03-01T10:00:00Z','eligible':true,'flags':{'A':1}} | 400 | flags.A is 1",
        "bind | {'eventId':'a','from':'2026-03-01T10:00:00Z','device':'a/b'} | 422 | device \"a/b\"",
        "withdraw | {'eventId':'a','event':'zz','reason':'x'} | 404 | has no event zz",
        "limits | {'eventId':'a','from':'2026-03-01T10:00:00Z','profile':'day'} | 404 | \"day\" is not published",
      })
  void aMistakeIsAnsweredWithTheFieldTheValueAndWhatIsAccepted(
      String verb, String body, int status, String said) throws Exception {
    assertThat(open("s1").status()).isEqualTo(201);

    Answer answer = desk.post("/api/v1/sessions/s1/" + verb, body);

    assertThat(answer.status()).as(answer.text("detail")).isEqualTo(status);
    assertThat(answer.text("detail")).contains(said);
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.text("type")).startsWith("urn:rivulet:problem:");
  }

  @Test
  @Requirement("DESK-014")
  void whatIsTooLargeOrNowhereIsRefused() throws Exception {
    assertThat(desk.post("/api/v1/sessions", " ".repeat(200_000)).status()).isEqualTo(413);
    assertThat(desk.get("/api/v1/nothing").status()).isEqualTo(404);
    assertThat(desk.post("/api/v1/sessions/s1/fly", "{}").status()).isEqualTo(404);
    assertThat(desk.get("/api/v1/sessions/none").text("detail")).contains("none is not open here");
    assertThat(desk.get("/api/v1/sessions/a%20b").status()).isEqualTo(422);
  }

  @Test
  @Requirement("DESK-014")
  void withoutKafkaItSaysSo() throws Exception {
    clerk.away = true;

    Answer answer = desk.get("/api/v1/sessions");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text("type")).isEqualTo("urn:rivulet:problem:unavailable");
  }

  @Test
  @Requirement("DESK-015")
  void aSeriesIsPlannedAssessedAndProposes() throws Exception {
    Answer opened =
        desk.post(
            "/api/v1/series",
            "{'eventId':'o','site':'clinic','subject':'p','drug':'Ketamine','blocks':[{'sessions':6,'dosePerKg':0.5,'daysBetween':2},{'sessions':2,'dosePerKg':0.5,'daysBetween':14}],'ruleInstrument':'MADRS','ruleAfterSessions':3,'ruleRaisePerKg':0.25,'ruleMaxPerKg':1}");
    assertThat(opened.status()).isEqualTo(201);
    String path = "/api/v1/series/" + opened.text("series");
    String outcome =
        "{'eventId':'%s','at':'2026-03-01T10:00:00Z','instrument':'MADRS','afterSessions':%d,'score':%d}";
    assertThat(desk.post(path + "/outcome", outcome.formatted("b", 0, 30)).status()).isEqualTo(201);
    assertThat(desk.post(path + "/outcome", outcome.formatted("m", 3, 20)).status()).isEqualTo(201);

    JsonNode shown = desk.get(path).body();
    assertThat(shown.path("steps")).hasSize(8);
    assertThat(shown.path("outcomes").get(1).path("response").booleanValue()).isFalse();
    assertThat(shown.path("proposal").path("toPerKg").doubleValue()).isEqualTo(0.75);
    assertThat(
            desk.post(
                    path + "/dose",
                    "{'eventId':'d','number':4,'dosePerKg':0.75,'reason':'as proposed'}")
                .status())
        .isEqualTo(201);
    assertThat(desk.get(path).body().path("steps").get(3).path("decided").booleanValue()).isTrue();
    assertThat(desk.get("/api/v1/series").body().path("series")).hasSize(1);
    Answer half =
        desk.post(
            "/api/v1/series",
            "{'eventId':'h','site':'c','subject':'q','drug':'K','blocks':[{'sessions':1,'dosePerKg':0.5}],'ruleInstrument':'MADRS'}");
    assertThat(half.status()).isEqualTo(422);
    assertThat(half.text("detail")).contains("a response rule needs");
  }

  @Test
  @Requirement("DESK-016")
  void theDescriptionIsTheOneThatWasReviewed() throws Exception {
    JsonNode described =
        desk.send(null, "GET", "/openapi.json", HttpRequest.BodyPublishers.noBody()).body();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN, described.toPrettyString() + "\n");
    }

    assertThat(described.toPrettyString() + "\n").isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  @Requirement("DESK-016")
  void everythingDescribedIsAnswered() throws Exception {
    JsonNode paths =
        desk.send(null, "GET", "/openapi.json", HttpRequest.BodyPublishers.noBody())
            .body()
            .path("paths");
    List<String> asked = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      String name = path.getKey().replaceAll("\\{[a-z]+}", "x1");
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        Answer answer = operation.getKey().equals("get") ? desk.get(name) : postNothing(name);
        assertThat(answer.text("type")).as(name).isNotEqualTo("urn:rivulet:problem:no-such-path");
        asked.add(operation.getKey() + " " + path.getKey());
      }
    }
    assertThat(asked).hasSize(28).contains("post /api/v1/sessions/{session}/bind");
  }

  private Answer postNothing(String path) throws IOException, InterruptedException {
    Answer answer = desk.post(path, "{}");
    assertThat(answer.status()).as(path).isEqualTo(400);
    assertThat(answer.text("detail")).startsWith("eventId is missing");
    return answer;
  }
}
