package io.rivulet.onebox.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every route of the whole console, called as everybody. */
class EveryRouteIT {
  private static final Path DOCUMENT = Path.of("../../docs/access.md");
  private static final String ELSEWHERE = "everything-at-another-site";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private static OneBox box;
  private static URI page;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> tokens = new HashMap<>();
    for (ConsoleRole role : ConsoleRole.values()) {
      tokens.put(role.word(), role.word());
    }
    tokens.put(
        ELSEWHERE,
        Arrays.stream(ConsoleRole.values())
            .map(role -> role.word() + "@elsewhere")
            .collect(Collectors.joining("+")));
    String setting =
        tokens.entrySet().stream()
            .map(one -> one.getKey() + ":" + Tokens.hashOf(one.getKey()) + ":" + one.getValue())
            .collect(Collectors.joining(","));
    box =
        OneBox.start(
            new OneBoxConfig(
                    Optional.empty(), Optional.of(0), Map.of("console.tokens", setting))
                .asDemo(),
            InstantSource.system(),
            line -> {});
    page = box.page().orElseThrow();
    fill();
  }

  /** What is at a site where those of another may not look. */
  private static void fill() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                box.settings().get(Catalogue.DATABASE_URL),
                box.settings().get(Catalogue.DATABASE_USER),
                box.settings().find(Catalogue.DATABASE_PASSWORD).orElse(""));
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO rivulet.session (session, site, subject, route, opened_time, event_time)
            VALUES ('s-north', 'north', 'P-1', 'IV', now(), now());
          INSERT INTO rivulet.session_event (event_id, session, recorded_time, recorded_by, kind, site, subject, route)
            VALUES ('e-north', 's-north', now(), 'x', 'opened', 'north', 'P-1', 'IV');
          INSERT INTO rivulet.device (device, site, last_received_time) VALUES ('pump-north', 'north', now());
          """);
    }
  }

  @AfterAll
  static void end() {
    box.close();
  }

  private record Answer(int status, String body, Optional<String> location) {}

  private static Answer call(ConsoleRoute route, String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(page.resolve(path)).timeout(Duration.ofSeconds(30));
    headers.forEach(request::setHeader);
    if (route.method().toString().equals("GET")) {
      request.GET();
    } else {
      request
          .header("Content-Type", "application/json")
          .method(route.method().toString(), HttpRequest.BodyPublishers.ofString("{}"));
    }
    HttpResponse<InputStream> answer =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    // A stream of events never ends: its first bytes are enough.
    try (InputStream body = answer.body()) {
      boolean stream =
          answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
      return new Answer(
          answer.statusCode(),
          stream ? "" : new String(body.readNBytes(100_000), StandardCharsets.UTF_8),
          answer.headers().firstValue("Location"));
    }
  }

  private static Map<String, String> as(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private static String guess(ConsoleRoute route, String id) {
    return route.path().replaceAll("\\{[^}]+}", id);
  }

  @Test
  @Requirement("ACCESS-030")
  void theTableInTheDocumentIsThatOfTheCode() throws Exception {
    String document = Files.readString(DOCUMENT);
    String now = RouteTable.in(document, RouteTable.of(box.routes()));
    if (Boolean.getBoolean("rivulet.regenerate")) {
      Files.writeString(DOCUMENT, now);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("docs/access.md: run this with -Drivulet.regenerate=true to make the table anew")
        .isEqualTo(now);
  }

  @Test
  @Requirement("ACCESS-031")
  void everyRouteIsAnsweredToThoseOfTheTableAndToNobodyElse() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (ConsoleRoute route : RouteTable.told(box.routes())) {
      String path = guess(route, "guessed");
      boolean everybody = route.permission() == Permission.PUBLIC;
      boolean isPage = !path.startsWith("/api/");
      Answer nobody = call(route, path, Map.of());
      boolean out =
          isPage
              ? nobody.status() == 302
                  && nobody.location().orElse("").startsWith("/sign-in?to=")
              : nobody.status() == 401;
      if (everybody ? isRefusal(nobody) : !out) {
        wrong.add(route.method() + " " + path + " as nobody: " + nobody.status());
      }
      Answer guessed = call(route, path, as("rvt_guessed"));
      if (!everybody && guessed.status() != 401 && guessed.status() != 302 && guessed.status() != 429) {
        wrong.add(route.method() + " " + path + " with a guessed token: " + guessed.status());
      }
      for (ConsoleRole role : ConsoleRole.values()) {
        Answer answer = call(route, path, as(role.word()));
        if (RouteTable.may(route, role) == isRefusal(answer)) {
          wrong.add(route.method() + " " + path + " as " + role.word() + ": " + answer.status());
        }
      }
      if (route.sites() == SiteRule.EVERY_SITE
          && call(route, path, as(ELSEWHERE)).status() != 403) {
        wrong.add(route.method() + " " + path + " at one site only was answered");
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isRefusal(Answer answer) {
    // A token of the configuration has no password and makes no tokens, whatever its roles.
    boolean own = answer.body().contains("no-password") || answer.body().contains("not-by-token");
    return !own && (answer.status() == 401 || answer.status() == 403);
  }

  @Test
  @Requirement("ACCESS-032")
  void guessedNamesOfAnotherSiteTeachNothing() throws Exception {
    Map<String, String> names =
        Map.of("{session}", "s-north", "{device}", "pump-north");
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (ConsoleRoute route : RouteTable.told(box.routes())) {
      String there = route.path();
      for (Map.Entry<String, String> name : names.entrySet()) {
        there = there.replace(name.getKey(), name.getValue());
      }
      if (route.sites() == SiteRule.OF_ITS_SITE
          && route.method().toString().equals("GET")
          && !there.contains("{")) {
        asked++;
        Answer theirs = call(route, there, as(ELSEWHERE));
        String absent = there.replace("s-north", "s-never").replace("pump-north", "pump-never");
        Answer none = call(route, absent, as(ELSEWHERE));
        if (theirs.status() != none.status()
            || !theirs.body().equals(none.body().replace("s-never", "s-north").replace("pump-never", "pump-north"))) {
          wrong.add(there + ": " + theirs.status() + ", where nothing is: " + none.status());
        }
      }
      if (route.sites() == SiteRule.FILTERED
          && route.method().toString().equals("GET")
          && !there.contains("{")) {
        Answer theirs = call(route, there, as(ELSEWHERE));
        if (theirs.body().contains("s-north") && !there.contains("s-north")
            || theirs.body().contains("pump-north") && !there.contains("pump-north")) {
          wrong.add(there + " holds what is of another site");
        }
      }
    }
    assertThat(asked).isPositive();
    assertThat(wrong).isEmpty();
  }

  @Test
  @Requirement("ACCESS-033")
  void noCommandIsTakenFromAPageOfAnotherSite() throws Exception {
    HttpResponse<String> signedIn =
        HTTP.send(
            HttpRequest.newBuilder(page.resolve("/api/v1/sign-in/demo"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString("{\"name\":\"demo-administrator\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
    assertThat(JsonMapper.builder().build().readTree(signedIn.body()).path("demo").asBoolean())
        .isTrue();
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    List<String> wrong = new ArrayList<>();
    for (ConsoleRoute route : RouteTable.told(box.routes())) {
      if (!route.method().toString().equals("GET")
          && route.permission() != Permission.PUBLIC) {
        for (Map<String, String> headers :
            List.of(
                Map.of("Cookie", cookie),
                Map.of("Cookie", cookie, "X-Rivulet-Csrf", "guessed"),
                Map.of("Cookie", cookie, "Origin", "https://evil.example"))) {
          Answer answer = call(route, guess(route, "guessed"), headers);
          if (answer.status() != 403 || !answer.body().contains("csrf")) {
            wrong.add(route.method() + " " + route.path() + ": " + answer.status());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
