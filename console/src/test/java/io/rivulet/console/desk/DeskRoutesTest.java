package io.rivulet.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.javalin.Javalin;
import io.javalin.http.ForbiddenResponse;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleAudit;
import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.runtime.http.Json;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console's routes over something that answers as a desk does. */
class DeskRoutesTest {
  private static final Caller ADA =
      new Caller("ada", "Ada", List.of(new Grant(ConsoleRole.CLINICIAN, only("north"))));
  private static final Caller EVE =
      new Caller("eve", "Eve", List.of(new Grant(ConsoleRole.CLINICIAN, only("south"))));
  private static final Caller ENGINEER =
      new Caller("bob", "Bob", List.of(new Grant(ConsoleRole.ENGINEER, new SiteScope.All())));

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> kept = Collections.synchronizedList(new ArrayList<>());
  private HttpServer desk;
  private Javalin console;
  private volatile Caller caller = ADA;
  private volatile int refusal;

  @BeforeEach
  void start() throws IOException {
    desk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    desk.createContext("/", this::answer);
    desk.start();
    DeskClient client =
        new DeskClient(
            new DeskAddress(
                URI.create("http://127.0.0.1:" + desk.getAddress().getPort() + "/"), "secret"));
    ConsoleAudit audit =
        (who, action, subject, sites, detail) ->
            kept.add(who.name() + " " + action + " " + subject + " " + sites + " " + detail);
    List<RouteGroup> routes =
        List.of(new DeskRoutes(client, audit), new SeriesRoutes(client, audit));
    console =
        Javalin.create(
                javalin -> {
                  javalin.startup.showJavalinBanner = false;
                  javalin.routes.beforeMatched(
                      context -> {
                        if (context.routeRoles().stream()
                            .noneMatch(role -> role instanceof Permission one && caller.may(one))) {
                          throw new ForbiddenResponse();
                        }
                        caller.attachTo(context);
                      });
                  routes.stream()
                      .flatMap(group -> group.routes().stream())
                      .forEach(route -> route.addTo(javalin.routes));
                })
            .start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    console.stop();
    desk.stop(0);
  }

  private static SiteScope only(String site) {
    return new SiteScope.Only(Set.of(site));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    asked.add(
        exchange.getRequestMethod()
            + " "
            + path
            + " "
            + exchange.getRequestHeaders().getFirst("Rivulet-Acting-For")
            + " "
            + body);
    boolean known = exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer secret");
    boolean get = exchange.getRequestMethod().equals("GET");
    int status = known ? refusal : 401;
    String said = "{\"type\":\"urn:rivulet:problem:told\",\"questions\":[\"so much?\"]}";
    if (status == 0) {
      status = get ? 200 : 201;
      said = get ? "{\"session\":\"s1\",\"site\":\"north\"}" : "{\"session\":\"s1\"}";
      if (path.equals("/api/v1/series")) {
        said =
            "{\"series\":[{\"series\":\"c1\",\"site\":\"north\"},{\"series\":\"c2\",\"site\":\"south\"}]}";
      }
      if (path.endsWith("/nobody")) {
        status = 404;
      }
    } else if (get && known) {
      status = 200;
      said = "{\"site\":\"north\"}";
    }
    byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private HttpResponse<String> post(String path, String body, String type) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.port() + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return post(path, body, "application/json");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> response) {
    JsonNode body = Json.read(response.body());
    return body.path("type").asText().replace("urn:rivulet:problem:", "");
  }

  @Test
  @Requirement("BEDSIDE-003")
  void whatSomebodyDoesReachesTheDeskAsDoneByThemAndIsAuditedBefore() throws Exception {
    String weight = "{'eventId':'w1','weightKg':70}";

    assertThat(post("/api/v1/sessions/s1/weight", weight).statusCode()).isEqualTo(201);
    assertThat(post("/api/v1/sessions", "{'eventId':'o1','site':'north'}").statusCode())
        .isEqualTo(201);

    assertThat(asked)
        .containsExactly(
            "GET /api/v1/sessions/s1 null ",
            "POST /api/v1/sessions/s1/weight ada {\"eventId\":\"w1\",\"weightKg\":70}",
            "POST /api/v1/sessions ada {\"eventId\":\"o1\",\"site\":\"north\"}");
    assertThat(kept)
        .containsExactly(
            "ada session.weight s1 [north] {eventId=w1}", "ada session.open  [north] {eventId=o1}");
  }

  @Test
  @Requirement("BEDSIDE-004")
  void anotherSitesSessionIsAsOneThatIsNotThereAndNothingReachesTheDesk() throws Exception {
    caller = EVE;

    HttpResponse<String> theirs = post("/api/v1/sessions/s1/weight", "{'eventId':'w1'}");
    HttpResponse<String> nobodys = post("/api/v1/sessions/nobody/weight", "{'eventId':'w1'}");
    HttpResponse<String> odd = post("/api/v1/sessions/..%2Flimits/weight", "{'eventId':'w1'}");
    HttpResponse<String> opened = post("/api/v1/sessions", "{'eventId':'o1','site':'north'}");

    assertThat(theirs.statusCode()).isEqualTo(404);
    assertThat(nobodys.body()).isEqualTo(theirs.body());
    assertThat(odd.statusCode()).isIn(400, 404);
    assertThat(opened.statusCode()).isEqualTo(403);
    assertThat(code(opened)).isEqualTo("not-your-site");
    assertThat(asked).noneMatch(line -> line.startsWith("POST"));
    assertThat(kept).isEmpty();
    caller = ENGINEER;
    assertThat(post("/api/v1/sessions/s1/weight", "{}").statusCode()).isEqualTo(403);
  }

  @Test
  @Requirement("BEDSIDE-010")
  void whatSomebodyDoesToASeriesReachesTheDeskAndSeriesOfOtherSitesAreNotThere() throws Exception {
    String score = "{'eventId':'o1','score':20}";

    assertThat(post("/api/v1/series/c1/outcome", score).statusCode()).isEqualTo(201);
    assertThat(post("/api/v1/series", "{'eventId':'c1','site':'north'}").statusCode())
        .isEqualTo(201);
    assertThat(get("/api/v1/series").body()).contains("c1").doesNotContain("c2");
    assertThat(get("/api/v1/series/c1").body()).contains("north");

    assertThat(asked)
        .contains("POST /api/v1/series/c1/outcome ada {\"eventId\":\"o1\",\"score\":20}");
    assertThat(kept)
        .containsExactly(
            "ada series.outcome c1 [north] {eventId=o1}", "ada series.open  [north] {eventId=c1}");
    asked.clear();
    caller = EVE;
    HttpResponse<String> theirs = post("/api/v1/series/c1/outcome", score);
    assertThat(theirs.statusCode()).isEqualTo(404);
    assertThat(post("/api/v1/series/nobody/outcome", score).body()).isEqualTo(theirs.body());
    assertThat(get("/api/v1/series/c1").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/series").body()).contains("c2").doesNotContain("c1");
    assertThat(code(post("/api/v1/series", "{'eventId':'c2','site':'north'}")))
        .isEqualTo("not-your-site");
    assertThat(asked).noneMatch(line -> line.startsWith("POST"));
  }

  @Test
  @Requirement("BEDSIDE-005")
  void whatTheDeskSaysComesBackAsItIsAndWhereItDoesNotAnswerThatIsSaid() throws Exception {
    refusal = 428;
    HttpResponse<String> question = post("/api/v1/sessions/s1/weight", "{'eventId':'w1'}");
    assertThat(question.statusCode()).isEqualTo(428);
    assertThat(question.body()).contains("so much?");

    refusal = 403;
    HttpResponse<String> noRight = post("/api/v1/sessions/s1/weight", "{'eventId':'w1'}");
    assertThat(noRight.statusCode()).isEqualTo(503);
    assertThat(noRight.body()).contains(":acts-for").doesNotContain("secret");

    refusal = 0;
    assertThat(post("/api/v1/sessions/s1/weight", "[]").statusCode()).isEqualTo(400);
    assertThat(code(post("/api/v1/sessions/s1/weight", "{}", "text/plain"))).isEqualTo("not-json");
    desk.stop(0);
    HttpResponse<String> away = post("/api/v1/sessions/s1/weight", "{'eventId':'w1'}");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(code(away)).isEqualTo("desk-unavailable");
    assertThat(away.body()).contains("same eventId").doesNotContain("secret");
    assertThat(new DeskAddress(URI.create("http://desk"), "secret").toString())
        .doesNotContain("secret");
  }
}
