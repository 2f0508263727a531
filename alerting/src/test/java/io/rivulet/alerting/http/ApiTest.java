package io.rivulet.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.desk.MemoryDesk;
import io.rivulet.alerting.desk.Samples;
import io.rivulet.alerting.http.ApiClient.Answer;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.runtime.http.ApiServer;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.testkit.Requirement;
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

class ApiTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Path GOLDEN = Path.of("src/test/resources/openapi-alerting.json");

  private final MemoryDesk desk = new MemoryDesk(() -> NOW);
  private ApiServer server;
  private ApiClient client;

  @BeforeEach
  void start() {
    Tokens tokens =
        Tokens.parse(
            "alerting.tokens",
            "ward:"
                + Tokens.hashOf(ApiClient.TOKEN)
                + ", wall:"
                + Tokens.hashOf(ApiClient.READ_TOKEN)
                + ":read");
    server = Api.start(new ApiConfig("127.0.0.1", 0, tokens), desk, () -> NOW);
    client = new ApiClient(server.uri());
    desk.put(
        Samples.pressure("a-1", AlertPriority.HIGH, AlertState.OPEN, "s-1", NOW.minusSeconds(60)));
    desk.put(
        Samples.silent("a-2", AlertPriority.LOW, AlertState.CLOSED, "s-2", NOW.minusSeconds(90)));
    desk.put(Samples.delivery("n-1", "a-1", "delivered", NOW.minusSeconds(59)));
    desk.put(Samples.delivery("n-2", "a-1", "dead", NOW.minusSeconds(58)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Requirement("ALERTAPI-001")
  void withoutAKnownTokenNothingIsAnsweredButTheDescription() throws Exception {
    assertThat(client.get(null, "/openapi.json").status()).isEqualTo(200);
    for (String token : new String[] {null, "", "wrong", ApiClient.TOKEN + "x"}) {
      assertThat(client.get(token, "/api/v1/alerts").status()).isEqualTo(401);
      assertThat(client.post(token, "/api/v1/alerts/a-1/acknowledge", "{}").text("type"))
          .isEqualTo("urn:rivulet:problem:no-token");
    }
    assertThat(desk.done()).extracting(AuditEntry::actor).containsOnly("rivulet");
  }

  @Test
  @Requirement("ALERTAPI-001")
  void aTokenForLookingAsksAndDoesNothing() throws Exception {
    assertThat(client.get(ApiClient.READ_TOKEN, "/api/v1/alerts").status()).isEqualTo(200);
    assertThat(
            client
                .post(ApiClient.READ_TOKEN, "/api/v1/explain", "{'labels':{'site':'colombo-1'}}")
                .status())
        .isEqualTo(200);
    Answer refused =
        client.post(ApiClient.READ_TOKEN, "/api/v1/alerts/a-1/acknowledge", "{'eventId':'e'}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("detail")).isEqualTo("the token of wall may only look");
  }

  @Test
  @Requirement("ALERTAPI-002")
  void whoeverAcknowledgesIsNamedByTheirToken() throws Exception {
    Answer answer =
        client.post("/api/v1/alerts/a-1/acknowledge", "{'eventId':'e-1','note':'on my way'}");

    assertThat(answer.status()).isEqualTo(201);
    JsonNode alert = answer.body().path("alert").path("alert");
    assertThat(alert.path("state").asText()).isEqualTo("acknowledged");
    assertThat(alert.path("acknowledgedBy").asText()).isEqualTo("ward");
    assertThat(alert.path("note").asText()).isEqualTo("on my way");
    assertThat(alert.path("priority").asText()).isEqualTo("high");
    assertThat(alert.path("measured").asDouble()).isEqualTo(191);
    assertThat(answer.body().path("alert").path("acknowledgedAt").asText())
        .isEqualTo("2026-03-01T10:00:00Z");
    assertThat(answer.body().path("alert").has("over")).isFalse();
  }

  @Test
  @Requirement("ALERTAPI-003")
  void theSameCommandTwiceIsOneAndItsIdForAnotherIsRefused() throws Exception {
    String body = "{'eventId':'e-1','note':'on my way'}";
    assertThat(client.post("/api/v1/alerts/a-1/acknowledge", body).status()).isEqualTo(201);

    Answer again = client.post("/api/v1/alerts/a-1/acknowledge", body);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("repeated").booleanValue()).isTrue();
    Answer other = client.post("/api/v1/alerts/a-2/acknowledge", body);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("type")).isEqualTo("urn:rivulet:problem:conflict");
    assertThat(desk.done().stream().filter(entry -> entry.actor().equals("ward"))).hasSize(1);
  }

  @Test
  @Requirement("ALERTAPI-004")
  void alertsAreFilteredAndComeInPages() throws Exception {
    for (int i = 0; i < 5; i++) {
      desk.put(Samples.silent("t-" + i, AlertPriority.MEDIUM, AlertState.OPEN, "s-3", NOW));
    }
    assertThat(ids(client.get("/api/v1/alerts?state=open,latched&priority=high")))
        .containsExactly("a-1");
    assertThat(ids(client.get("/api/v1/alerts?session=s-2"))).containsExactly("a-2");
    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      Answer page = client.get("/api/v1/alerts?priority=medium&limit=2" + next);
      seen.addAll(ids(page));
      next = page.body().has("next") ? "&cursor=" + page.text("next") : "";
    } while (!next.isEmpty());
    assertThat(seen).containsExactly("t-0", "t-1", "t-2", "t-3", "t-4");
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.text("detail")).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    answer.body().path("alerts").forEach(view -> ids.add(view.at("/alert/id").asText()));
    return ids;
  }

  @ParameterizedTest
  @Requirement("ALERTAPI-005")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "alerts?state=opened | 422 | state is \"opened\", not one of open, acknowledged",
        "alerts?priority=urgent | 422 | not one of high, medium, low",
        "alerts?limit=0 | 422 | limit is \"0\", not a whole number 1 to 500",
        "alerts?limit=501 | 422 | limit is \"501\"",
        "alerts?priorty=high | 400 | unknown parameter \"priorty\"; known are state, priority",
        "alerts/none | 404 | alert none is not known",
        "incidents?open=maybe | 422 | open is \"maybe\", not true or false",
        "oncall?at=now | 422 | at is \"now\", not a time",
        "oncall/none/shifts | 404 | schedule none is not in the configuration",
        "deliveries?state=lost | 422 | not one of waiting, sending, delivered, dead",
        "audit?event=eaten | 422 | event is \"eaten\"",
        "previews/none | 404 | channel none is not in the configuration",
        "previews/mail?reason=why | 422 | reason is \"why\"",
        "nothing | 404 | /openapi.json lists what there is",
      })
  void aQuestionThatCannotBeReadSaysWhatCouldBe(String path, int status, String said)
      throws Exception {
    assertMistake(client.get("/api/v1/" + path), status, said);
  }

  @ParameterizedTest
  @Requirement("ALERTAPI-005")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "alerts/a-1/acknowledge | not json | 400 | the body is not JSON",
        "alerts/a-1/acknowledge | {} | 400 | eventId is missing",
        "alerts/a-1/acknowledge | {'eventId':'a b'} | 422 | eventId has to be",
        "alerts/a-1/acknowledge | {'eventId':'a','nte':'x'} | 400 | unknown field \"nte\"; known are eventId, note",
        "alerts/none/acknowledge | {'eventId':'a'} | 404 | alert none is not known",
        "alerts/a-1/notes | {'eventId':'a'} | 400 | note is missing",
        "alerts/a-1/notes | {'eventId':'a','note':''} | 422 | a note has 0 characters",
        "silences | {'eventId':'a','matchers':'site=x','reason':'r','ends':'2026-03-01T11:00:00Z'} | 400 | matchers is \"site=x\", not a list of texts",
        "silences | {'eventId':'a','matchers':[1],'reason':'r','ends':'2026-03-01T11:00:00Z'} | 400 | matchers[0] is 1, not a text",
        "silences | {'eventId':'a','matchers':['site = x'],'reason':'r'} | 400 | ends is missing",
        "silences | {'eventId':'a','matchers':['site = x'],'reason':'r','ends':'2026-03-09T11:00:00Z'} | 422 | at most PT24H",
        "silences/none/end | {'eventId':'a'} | 404 | silence none is not known",
        "tests | {'eventId':'a'} | 422 | for a person or for a channel",
        "tests | {'eventId':'a','person':'anna','channel':'mail'} | 422 | for a person or for a channel",
        "tests | {'eventId':'a','person':'zoe'} | 404 | person zoe is not configured",
        "explain | {'labels':{'site':1}} | 400 | labels.site is 1, not a text",
        "explain | {'eventId':'a','labels':{}} | 400 | unknown field \"eventId\"",
        "deliveries/n-9/replay | {'eventId':'a'} | 404 | notification n-9 is not known",
      })
  void aCommandThatCannotBeSaysWhatCouldBe(String path, String body, int status, String said)
      throws Exception {
    assertMistake(client.post("/api/v1/" + path, body), status, said);
  }

  private static void assertMistake(Answer answer, int status, String said) {
    assertThat(answer.status()).as(answer.text("detail")).isEqualTo(status);
    assertThat(answer.text("detail")).contains(said);
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.text("type")).startsWith("urn:rivulet:problem:");
  }

  @Test
  @Requirement("ALERTAPI-006")
  void aSilenceIsMadeShownAndEnded() throws Exception {
    Answer made =
        client.post(
            "/api/v1/silences",
            "{'eventId':'s','matchers':['session = s-1'],'reason':'cuff is off','ends':'2026-03-01T10:30:00Z'}");
    assertThat(made.status()).isEqualTo(201);
    JsonNode status = client.get("/api/v1/status").body();
    assertThat(status.at("/suppressed/0/alert/alert/id").asText()).isEqualTo("a-1");
    assertThat(status.at("/suppressed/0/by").asText()).isEqualTo("ward");
    assertThat(status.at("/suppressed/0/reason").asText()).isEqualTo("cuff is off");
    assertThat(status.at("/suppressed/0/until").asText()).isEqualTo("2026-03-01T10:30:00Z");
    assertThat(status.at("/open/high").asInt()).isEqualTo(1);
    String id = made.body().at("/silence/id").asText();
    assertThat(client.post("/api/v1/silences/" + id + "/end", "{'eventId':'t'}").status())
        .isEqualTo(201);
    assertThat(client.get("/api/v1/silences").body().path("silences")).isEmpty();
    assertThat(client.get("/api/v1/silences?over=true").body().at("/silences/0/endedBy").asText())
        .isEqualTo("ward");
  }

  @Test
  @Requirement("ALERTAPI-007")
  void whoIsOnCallIsSaidAndOverridden() throws Exception {
    JsonNode now = client.get("/api/v1/oncall").body();
    assertThat(now.path("at").asText()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(now.at("/schedules/0/people/0/name").asText()).isEqualTo("Anna Perera");
    assertThat(
            client
                .get("/api/v1/oncall?at=2026-07-01T02:00:00%2B02:00")
                .body()
                .at("/schedules/0/until")
                .asText())
        .isEqualTo("2026-07-01T05:00:00Z");
    assertThat(client.get("/api/v1/oncall/ward/shifts").body().at("/shifts/0/until").asText())
        .isEqualTo("2026-03-15T10:00:00Z");
    Answer taken =
        client.post(
            "/api/v1/overrides",
            "{'eventId':'o','schedule':'ward','person':'ben','from':'2026-03-02T10:00:00Z','until':'2026-03-02T18:00:00Z','reason':'swap'}");
    assertThat(taken.status()).isEqualTo(201);
    assertThat(client.get("/api/v1/overrides").body().at("/overrides/0/person").asText())
        .isEqualTo("ben");
    String id = taken.body().at("/override/id").asText();
    assertThat(client.post("/api/v1/overrides/" + id + "/end", "{'eventId':'p'}").status())
        .isEqualTo(201);
  }

  @Test
  @Requirement("ALERTAPI-008")
  void deliveriesAreShownTestedAndReplayed() throws Exception {
    assertThat(
            client
                .get("/api/v1/deliveries?state=dead")
                .body()
                .at("/deliveries/0/lastError")
                .asText())
        .isEqualTo("550 no such mailbox");
    assertThat(
            client
                .post("/api/v1/deliveries/n-2/replay", "{'eventId':'r'}")
                .body()
                .at("/delivery/state")
                .asText())
        .isEqualTo("waiting");
    assertThat(
            client
                .post(
                    "/api/v1/deliveries/replay",
                    "{'eventId':'q','channel':'mail','since':'2026-03-01T00:00:00Z'}")
                .body()
                .path("replayed")
                .asInt())
        .isZero();
    assertThat(
            client
                .post("/api/v1/tests", "{'eventId':'t','person':'anna'}")
                .body()
                .at("/deliveries/0/reason")
                .asText())
        .isEqualTo("test");
    assertThat(client.get("/api/v1/directory").body().at("/people/1/name").asText())
        .contains("<script>");
  }

  @Test
  @Requirement("ALERTAPI-009")
  void whatHappenedIsShownAndVerified() throws Exception {
    assertThat(
            client.post("/api/v1/alerts/a-1/notes", "{'eventId':'n','note':'cuff moved'}").status())
        .isEqualTo(201);
    JsonNode story = client.get("/api/v1/alerts/a-1").body();
    assertThat(story.at("/audit/1/entry/event").asText()).isEqualTo("noted");
    assertThat(story.at("/audit/1/entry/detail/note").asText()).isEqualTo("cuff moved");
    assertThat(story.at("/alert/notes/0/text").asText()).isEqualTo("cuff moved");
    assertThat(story.path("deliveries")).hasSize(2);
    assertThat(client.get("/api/v1/audit?event=noted").body().path("entries")).hasSize(1);
    assertThat(client.get("/api/v1/audit/verification").body().path("whole").booleanValue())
        .isTrue();
  }

  @Test
  @Requirement("ALERTAPI-010")
  void theConfigurationIsExplainedAndPreviewed() throws Exception {
    assertThat(
            client
                .post("/api/v1/explain", "{'labels':{'site':'colombo-1','priority':'high'}}")
                .body()
                .at("/lines/0/why")
                .asText())
        .isEqualTo("route root takes colombo-1");
    assertThat(
            client.get("/api/v1/previews/mail?reason=resolved").body().at("/parts/0/text").asText())
        .isEqualTo("HIGH resolved");
    assertThat(client.get("/api/v1/configuration").body().at("/warnings/0").asText())
        .isEqualTo("schedule ward has a gap");
    JsonNode burden = client.get("/api/v1/burden").body();
    assertThat(burden.at("/days/0/alerts/high").asInt()).isEqualTo(1);
    assertThat(burden.path("medianSecondsToAcknowledge").asDouble()).isEqualTo(42);
    assertThat(burden.path("from").asText()).isEqualTo("2026-02-01T10:00:00Z");
    assertThat(client.get("/api/v1/instances").body().path("instances")).hasSize(1);
  }

  @Test
  @Requirement("ALERTAPI-011")
  void withoutADatabaseItSaysSoAndWhenToAskAgain() throws Exception {
    desk.away(true);

    for (Answer answer :
        List.of(
            client.get("/api/v1/alerts"),
            client.post("/api/v1/alerts/a-1/acknowledge", "{'eventId':'e'}"))) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text("type")).isEqualTo("urn:rivulet:problem:unavailable");
      assertThat(answer.text("detail")).contains("send it again with the same eventId");
    }
  }

  @Test
  @Requirement("ALERTAPI-012")
  void theDescriptionIsTheOneThatWasReviewed() throws Exception {
    JsonNode described = client.get(null, "/openapi.json").body();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN, described.toPrettyString() + "\n");
    }

    assertThat(described.toPrettyString() + "\n").isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  @Requirement("ALERTAPI-012")
  void everythingDescribedIsAnswered() throws Exception {
    JsonNode paths = client.get(null, "/openapi.json").body().path("paths");
    List<String> asked = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      String name = path.getKey().replaceAll("\\{[A-Za-z]+}", "x1");
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        Answer answer =
            operation.getKey().equals("get") ? client.get(name) : client.post(name, "{}");
        assertThat(answer.text("type")).as(name).isNotEqualTo("urn:rivulet:problem:no-such-path");
        assertThat(answer.status()).as(name).isIn(200, 400, 404);
        asked.add(operation.getKey() + " " + path.getKey());
      }
    }
    assertThat(asked)
        .hasSameSizeAs(Api.endpoints(Askers.byToken(desk), () -> NOW))
        .hasSizeGreaterThan(20);
  }
}
