package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.ConsoleAccess;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.user.UserDesk;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.testkit.Requirement;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users, sessions, tokens and the audit over HTTP, with a real database. */
class AccessIT {
  private static final Instant BEGIN = Instant.parse("2026-11-21T09:30:00Z");
  private static final String COOKIE = "rivulet_session";
  private static final String MACHINE = "a-token-of-a-machine";

  /** Words that nothing but a test would take. */
  private static final String PASSWORD = "four green kettles sing";

  private static final AtomicReference<Instant> NOW = new AtomicReference<>(BEGIN);

  private static TestClinic clinic;
  private static Console console;
  private static UserDesk desk;
  private static JsonNode waysWithoutUsers;

  @BeforeAll
  static void start() throws Exception {
    clinic = TestClinic.start();
    Settings settings =
        clinic.consoleSettings(
            Map.of("console.tokens", "etl:" + Tokens.hashOf(MACHINE) + ":researcher@north"));
    console =
        Console.start(
            new ConsoleConfig("127.0.0.1", 0),
            ConsoleAccess.open(settings, NOW::get),
            clinic.reads(),
            List::of,
            Optional.empty(),
            NOW::get,
            new SimpleMeterRegistry());
    waysWithoutUsers = visitor().json("/api/v1/sign-in");
    desk = UserDesk.open(DatabaseConfig.from(settings), "tester", NOW::get);
    desk.add("root", "Root", PASSWORD, Grant.parseAll("administrator"));
    desk.add("ada", "Ada Example", PASSWORD, Grant.parseAll("clinician@north+engineer@south"));
  }

  @AfterAll
  static void end() {
    desk.close();
    console.close();
    clinic.close();
  }

  /** Each test asks as if nobody had for a minute: how often anybody may ask is kept by address. */
  @BeforeEach
  void letAMinutePass() {
    NOW.updateAndGet(now -> now.plusSeconds(60));
  }

  private static Visitor visitor() {
    return new Visitor(console.uri());
  }

  private static void user(String name, String grants) {
    desk.add(name, name, PASSWORD, grants.isEmpty() ? List.of() : Grant.parseAll(grants));
  }

  @Test
  @Requirement("ACCESS-010")
  void somebodySignsInSeesWhoTheyAreAndSignsOut() throws Exception {
    assertThat(waysWithoutUsers.path("users").asBoolean()).isFalse();
    assertThat(visitor().json("/api/v1/sign-in").path("users").asBoolean()).isTrue();
    Visitor ada = visitor().signIn("ada", PASSWORD);
    String cookie = ada.cookie(COOKIE).orElseThrow();

    JsonNode me = ada.json("/api/v1/me");
    assertThat(me.path("name").asText()).isEqualTo("ada");
    assertThat(me.path("by").asText()).isEqualTo("session");
    assertThat(me.at("/roles/0/role").asText()).isEqualTo("engineer");
    assertThat(me.at("/roles/1/sites/0").asText()).isEqualTo("north");
    assertThat(me.path("permissions").findValuesAsText("name"))
        .contains("SEE_SESSIONS", "SEE_FLEET")
        .doesNotContain("MANAGE_USERS", "SEE_AUDIT");
    assertThat(me.path("home").asText()).isEqualTo("/sessions");
    assertThat(ada.get("/sessions").statusCode()).isEqualTo(200);

    assertThat(ada.post("/api/v1/sign-out", "{}").statusCode()).isEqualTo(200);
    assertThat(ada.cookie(COOKIE)).isEmpty();
    assertThat(visitor().plant(COOKIE, cookie).get("/api/v1/me").statusCode()).isEqualTo(401);
  }

  @Test
  @Requirement("ACCESS-011")
  void aCookieIsForNoScriptNewAtEachSignInAndNamesNobody() throws Exception {
    HttpResponse<String> answer =
        visitor()
            .plant(COOKIE, "planted")
            .post("/api/v1/sign-in", "{\"name\":\"ada\",\"password\":\"" + PASSWORD + "\"}");
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();

    assertThat(cookie)
        .startsWith("rivulet_session=")
        .contains("HttpOnly", "SameSite=Lax", "Path=/")
        .doesNotContain("planted", "Secure", "Domain");
    Visitor ada = visitor().signIn("ada", PASSWORD);
    String first = ada.cookie(COOKIE).orElseThrow();
    ada.signIn("ada", PASSWORD);
    assertThat(ada.cookie(COOKIE)).isPresent().get().isNotEqualTo(first);
    assertThat(visitor().plant(COOKIE, first).get("/api/v1/me").statusCode()).isEqualTo(401);
  }

  @Test
  @Requirement("ACCESS-012")
  void whoGuessesLearnsNothingAndHasToWait() throws Exception {
    user("guessed", "engineer");
    Set<String> answers = new HashSet<>();
    for (String name : List.of("guessed", "nobody-of-that-name")) {
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> wrong = visitor().post("/api/v1/sign-in", credentials(name, "x" + i));
        assertThat(wrong.statusCode()).isEqualTo(401);
        answers.add(wrong.body());
      }
      HttpResponse<String> locked = visitor().post("/api/v1/sign-in", credentials(name, PASSWORD));
      assertThat(locked.statusCode()).isEqualTo(429);
      assertThat(Visitor.code(locked)).isEqualTo("locked-out");
      assertThat(Integer.parseInt(locked.headers().firstValue("Retry-After").orElseThrow()))
          .isBetween(1, 31);
    }
    assertThat(answers).hasSize(1);
    assertThat(visitor().signIn("ada", PASSWORD).cookie(COOKIE)).isPresent();

    NOW.updateAndGet(now -> now.plusSeconds(31));
    assertThat(visitor().signIn("guessed", PASSWORD).cookie(COOKIE)).isPresent();
  }

  private static String credentials(String name, String password) {
    return "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
  }

  @Test
  @Requirement("ACCESS-013")
  void aPageOfAnotherSiteCannotActThroughAVisitorsBrowser() throws Exception {
    Visitor root = visitor().signIn("root", PASSWORD);
    String body = "{\"eventId\":\"forged\",\"label\":\"Forged\"}";
    String path = "/api/v1/admin/users/ada/label";

    for (Map<String, String> headers :
        List.of(
            Map.of("X-Rivulet-Csrf", "guessed"),
            Map.of("X-Rivulet-Csrf", ""),
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"),
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site"))) {
      HttpRequest.Builder request =
          root.request(path)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      headers.forEach(request::setHeader);
      HttpResponse<String> answer = root.send(request);
      assertThat(answer.statusCode()).as(headers.toString()).isEqualTo(403);
      assertThat(Visitor.code(answer)).isEqualTo("csrf");
    }
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
      assertThat(
              root.send(
                      root.request(path)
                          .header("Content-Type", type)
                          .POST(HttpRequest.BodyPublishers.ofString(body)))
                  .statusCode())
          .isEqualTo(415);
    }
    assertThat(
            visitor()
                .with("Origin", "https://evil.example")
                .post("/api/v1/sign-in", credentials("ada", PASSWORD))
                .statusCode())
        .isEqualTo(403);
    assertThat(visitor().signIn("ada", PASSWORD).json("/api/v1/me").path("label").asText())
        .isEqualTo("Ada Example");
  }

  @Test
  @Requirement("ACCESS-014")
  void nobodyGetsIn() throws Exception {
    HttpResponse<String> page = visitor().get("/alerts?open=1&theme=dark");
    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(page.headers().firstValue("Location"))
        .hasValue("/sign-in?to=%2Falerts%3Fopen%3D1%26theme%3Ddark");
    HttpResponse<String> api = visitor().get("/api/v1/overview");
    assertThat(api.statusCode()).isEqualTo(401);
    assertThat(Visitor.code(api)).isEqualTo("not-signed-in");
    assertThat(api.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    for (String token : List.of("", "guessed", "rvt_guessed", MACHINE + "x")) {
      assertThat(visitor().token(token).get("/api/v1/me").statusCode()).isEqualTo(401);
    }
    assertThat(visitor().plant(COOKIE, "guessed").get("/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(visitor().token(MACHINE).json("/api/v1/me").path("name").asText()).isEqualTo("etl");
  }

  @Test
  @Requirement("ACCESS-015")
  void whoMayNotIsToldSoByAPageAndByTheApi() throws Exception {
    user("nothing", "");
    user("mender", "engineer@south");
    Visitor nothing = visitor().signIn("nothing", PASSWORD);

    assertThat(nothing.json("/api/v1/me").path("roles")).isEmpty();
    HttpResponse<String> page = nothing.get("/alerts");
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("Your roles do not have this page");
    HttpResponse<String> api = nothing.get("/api/v1/admin/users");
    assertThat(api.statusCode()).isEqualTo(403);
    assertThat(Visitor.code(api)).isEqualTo("not-allowed");
    assertThat(visitor().signIn("mender", PASSWORD).get("/").headers().firstValue("Location"))
        .hasValue("/fleet");
    user("half", "administrator@north");
    HttpResponse<String> half = visitor().signIn("half", PASSWORD).get("/api/v1/admin/users");
    assertThat(half.statusCode()).isEqualTo(403);
    assertThat(Visitor.code(half)).isEqualTo("not-everywhere");
  }

  @Test
  @Requirement("ACCESS-016")
  void anAdministratorMakesChangesAndDisablesAUserOnceForAnEvent() throws Exception {
    Visitor root = visitor().signIn("root", PASSWORD);
    Map<String, Object> bob =
        Map.of(
            "eventId",
            "make-bob",
            "name",
            "bob",
            "label",
            "Bob",
            "password",
            PASSWORD,
            "grants",
            List.of("engineer@north"));
    assertThat(root.command("/api/v1/admin/users", bob).statusCode()).isEqualTo(201);
    assertThat(root.command("/api/v1/admin/users", bob).statusCode()).isEqualTo(200);
    Visitor before = visitor().signIn("bob", PASSWORD);

    assertThat(
            root.command("/api/v1/admin/grants", Map.of("user", "bob", "grant", "clinician@north"))
                .statusCode())
        .isEqualTo(201);
    assertThat(before.json("/api/v1/me").path("roles").findValuesAsText("role"))
        .containsExactly("engineer", "clinician");
    assertThat(root.json("/api/v1/admin/grants?user=bob").path("grants").findValuesAsText("grant"))
        .containsExactly("clinician@north", "engineer@north");
    assertThat(
            root.command(
                    "/api/v1/admin/grants/revoke", Map.of("user", "bob", "grant", "engineer@north"))
                .statusCode())
        .isEqualTo(200);
    assertThat(root.command("/api/v1/admin/users/bob/disable", Map.of()).statusCode())
        .isEqualTo(200);
    assertThat(before.get("/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(visitor().post("/api/v1/sign-in", credentials("bob", PASSWORD)).statusCode())
        .isEqualTo(401);
    assertThat(root.command("/api/v1/admin/users/bob/enable", Map.of()).statusCode())
        .isEqualTo(200);
    assertThat(
            root.command(
                    "/api/v1/admin/users/bob/password",
                    Map.of("password", "another long pass word"))
                .statusCode())
        .isEqualTo(200);
    assertThat(visitor().signIn("bob", "another long pass word").cookie(COOKIE)).isPresent();
    JsonNode page = root.json("/api/v1/admin/users?limit=1");
    assertThat(page.path("users")).hasSize(1);
    assertThat(
            root.json("/api/v1/admin/users?limit=1&after=" + page.path("next").asText())
                .at("/users/0/name")
                .asText())
        .isGreaterThan(page.at("/users/0/name").asText());
  }

  @Test
  @Requirement("ACCESS-016")
  void whatCannotBeIsRefusedWithTheWayOut() throws Exception {
    Visitor root = visitor().signIn("root", PASSWORD);
    Map<String, Object> fields = Map.of("name", "eve", "label", "Eve", "password", "short");
    assertThat(Visitor.code(root.command("/api/v1/admin/users", fields)))
        .isEqualTo("weak-password");
    assertThat(
            Visitor.code(
                root.command(
                    "/api/v1/admin/users",
                    Map.of("name", "../eve", "label", "Eve", "password", PASSWORD))))
        .isEqualTo("invalid");
    assertThat(
            Visitor.code(
                root.command(
                    "/api/v1/admin/users",
                    Map.of("name", "ada", "label", "Ada", "password", PASSWORD))))
        .isEqualTo("user-exists");
    assertThat(
            Visitor.code(
                root.command("/api/v1/admin/grants", Map.of("user", "ada", "grant", "king"))))
        .isEqualTo("invalid");
    assertThat(root.post("/api/v1/admin/grants", "{\"usr\": 1}").statusCode()).isEqualTo(400);
    assertThat(root.get("/api/v1/admin/users?colour=red").statusCode()).isEqualTo(400);
    assertThat(root.command("/api/v1/admin/users/no-such-user/disable", Map.of()).statusCode())
        .isEqualTo(404);
    HttpResponse<String> last = root.command("/api/v1/admin/users/root/disable", Map.of());
    assertThat(last.statusCode()).isEqualTo(409);
    assertThat(Visitor.code(last)).isEqualTo("last-administrator");
    assertThat(root.get("/api/v1/me").statusCode()).isEqualTo(200);
  }

  @Test
  @Requirement("ACCESS-017")
  void aTokenMayWhatItsOwnerMayAndNoMoreUntilItEnds() throws Exception {
    user("tess", "researcher@north+engineer@south");
    Visitor tess = visitor().signIn("tess", PASSWORD);
    String expires = NOW.get().plus(Duration.ofDays(30)).toString();
    Map<String, Object> wide =
        Map.of("name", "wide", "grants", List.of("researcher"), "expires", expires);
    assertThat(tess.command("/api/v1/me/tokens", wide).statusCode()).isEqualTo(422);
    HttpResponse<String> made =
        tess.command(
            "/api/v1/me/tokens",
            Map.of("name", "notebook", "grants", List.of("researcher@north"), "expires", expires));
    assertThat(made.statusCode()).isEqualTo(201);
    String token = Visitor.parse(made).path("token").asText();
    String id = Visitor.parse(made).at("/id").asText();
    Visitor program = visitor().token(token);

    assertThat(token).startsWith("rvt_").hasSizeGreaterThan(40);
    JsonNode me = program.json("/api/v1/me");
    assertThat(me.path("by").asText()).isEqualTo("token");
    assertThat(me.path("roles").findValuesAsText("role")).containsExactly("researcher");
    assertThat(me.has("csrf")).isFalse();
    assertThat(program.command("/api/v1/me/tokens", wide).statusCode()).isEqualTo(403);
    assertThat(tess.get("/api/v1/me/tokens").body())
        .contains("notebook", "lastUsed")
        .doesNotContain(token);

    desk.revoke("tess", Grant.parseAll("researcher@north"));
    NOW.updateAndGet(now -> now.plusSeconds(3));
    assertThat(program.json("/api/v1/me").path("roles")).isEmpty();
    assertThat(
            visitor()
                .signIn("ada", PASSWORD)
                .command("/api/v1/me/tokens/" + id + "/revoke", Map.of())
                .statusCode())
        .isEqualTo(404);
    assertThat(tess.command("/api/v1/me/tokens/" + id + "/revoke", Map.of()).statusCode())
        .isEqualTo(200);
    assertThat(program.get("/api/v1/me").statusCode()).isEqualTo(401);
  }

  @Test
  @Requirement("ACCESS-018")
  void aSessionEndsWhenNobodyAsksAndWhenItIsOldAndWhenItsPasswordChanges() throws Exception {
    user("sleeper", "engineer");
    Visitor idle = visitor().signIn("sleeper", PASSWORD);
    Visitor busy = visitor().signIn("sleeper", PASSWORD);
    for (int hours = 0; hours < 24 * 7; hours += 11) {
      assertThat(busy.get("/api/v1/me").statusCode()).isEqualTo(200);
      NOW.updateAndGet(now -> now.plus(Duration.ofHours(11)));
    }
    assertThat(busy.get("/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(idle.get("/api/v1/me").statusCode()).isEqualTo(401);

    Visitor here = visitor().signIn("sleeper", PASSWORD);
    Visitor there = visitor().signIn("sleeper", PASSWORD);
    assertThat(
            here.post(
                    "/api/v1/me/password",
                    "{\"password\":\"wrong\",\"newPassword\":\"a quite different one\"}")
                .statusCode())
        .isEqualTo(401);
    HttpResponse<String> changed =
        here.post(
            "/api/v1/me/password",
            "{\"password\":\"" + PASSWORD + "\",\"newPassword\":\"a quite different one\"}");
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(here.get("/api/v1/me").statusCode()).isEqualTo(200);
    assertThat(there.get("/api/v1/me").statusCode()).isEqualTo(401);
    here.with("X-Rivulet-Csrf", Visitor.parse(changed).path("csrf").asText());
    Visitor third = visitor().signIn("sleeper", "a quite different one");
    assertThat(here.post("/api/v1/sign-out", "{\"everywhere\":true}").statusCode()).isEqualTo(200);
    assertThat(third.get("/api/v1/me").statusCode()).isEqualTo(401);
  }

  @Test
  @Requirement("ACCESS-019")
  void theAuditSaysWhoDidWhatAndNobodyChangesIt() throws Exception {
    user("seen", "engineer@north");
    desk.grant("seen", Grant.parseAll("on-call@north"));
    Visitor root = visitor().signIn("root", PASSWORD);
    assertThat(
            root.command("/api/v1/admin/grants", Map.of("user", "seen", "grant", "clinician@north"))
                .statusCode())
        .isEqualTo(201);

    JsonNode entries = root.json("/api/v1/admin/audit?subject=seen&action=grant.*").path("entries");
    assertThat(entries.findValuesAsText("who")).containsExactly("root", "command-line:tester");
    assertThat(entries.at("/0/detail/grant").asText()).isEqualTo("clinician@north");
    assertThat(root.json("/api/v1/admin/audit?site=north&who=root&subject=seen").path("entries"))
        .hasSize(1);
    assertThat(root.json("/api/v1/admin/audit?from=" + NOW.get().plusSeconds(60)).path("entries"))
        .isEmpty();
    JsonNode first = root.json("/api/v1/admin/audit?limit=2");
    assertThat(
            root.json("/api/v1/admin/audit?limit=2&after=" + first.path("next").asText())
                .at("/entries/0/id")
                .asLong())
        .isLessThan(first.at("/entries/1/id").asLong());
    assertThat(root.get("/api/v1/admin/audit?after=x").statusCode()).isEqualTo(422);
    for (String sql :
        List.of(
            "UPDATE rivulet_console.audit SET who = 'x'",
            "DELETE FROM rivulet_console.audit",
            "TRUNCATE rivulet_console.audit")) {
      assertThatThrownBy(() -> execute(sql)).hasMessageContaining("append-only");
      assertThatThrownBy(() -> execute("SET LOCAL ROLE rivulet_console_writer; " + sql))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  @Requirement("ACCESS-022")
  void aProgramWithAnOldTokenAndAForgedPageKeepNobodyFromSigningIn() throws Exception {
    Visitor root = visitor().signIn("root", PASSWORD);
    Visitor old = visitor().token("rvt_old");
    Set<Integer> answers = new HashSet<>();
    for (int i = 0; i < 80; i++) {
      answers.add(old.get("/api/v1/me").statusCode());
      HttpResponse<String> forged =
          root.send(
              root.request("/api/v1/sign-out")
                  .header("Content-Type", "application/json")
                  .setHeader("X-Rivulet-Csrf", "guessed")
                  .POST(HttpRequest.BodyPublishers.ofString("{}")));
      assertThat(Visitor.code(forged)).isEqualTo("csrf");
    }

    assertThat(answers).containsExactlyInAnyOrder(401, 429);
    assertThat(visitor().signIn("ada", PASSWORD).cookie(COOKIE)).isPresent();
    assertThat(root.get("/api/v1/me").statusCode()).isEqualTo(200);
  }

  @Test
  @Requirement("ACCESS-035")
  void anOpenStreamEndsWithItsSessionItsTokenAndARole() throws Exception {
    user("hearer", "clinician@north");
    user("other", "clinician@north");
    Visitor hearer = visitor().signIn("hearer", PASSWORD);
    Visitor second = visitor().signIn("hearer", PASSWORD);
    Visitor other = visitor().signIn("other", PASSWORD);
    Visitor root = visitor().signIn("root", PASSWORD);
    JsonNode made =
        Visitor.parse(
            other.command(
                "/api/v1/me/tokens",
                Map.of(
                    "name",
                    "wall",
                    "grants",
                    List.of("clinician@north"),
                    "expires",
                    NOW.get().plusSeconds(86_400).toString())));
    try (StreamReader first = stream(hearer);
        StreamReader again = stream(second);
        StreamReader others = stream(other);
        StreamReader wall =
            StreamReader.open(
                console.port(), "Authorization: Bearer " + made.path("token").asText())) {
      for (StreamReader one : List.of(first, again, others, wall)) {
        await().until(() -> one.statusLine().contains("200"));
      }

      assertThat(hearer.post("/api/v1/sign-out", "{}").statusCode()).isEqualTo(200);
      await("signed out").atMost(Duration.ofSeconds(4)).until(first::isOver);
      assertThat(again.isOver()).isFalse();

      assertThat(
              root.command(
                      "/api/v1/admin/grants", Map.of("user", "hearer", "grant", "on-call@south"))
                  .statusCode())
          .isEqualTo(201);
      await("another role").atMost(Duration.ofSeconds(4)).until(again::isOver);

      assertThat(
              other
                  .command("/api/v1/me/tokens/" + made.path("id").asText() + "/revoke", Map.of())
                  .statusCode())
          .isEqualTo(200);
      await("the token").atMost(Duration.ofSeconds(4)).until(wall::isOver);
      assertThat(others.isOver()).as("nothing changed for them").isFalse();

      desk.disable("other", true);
      await("kept out elsewhere").atMost(Duration.ofSeconds(15)).until(others::isOver);
    }
  }

  private static StreamReader stream(Visitor visitor) throws Exception {
    return StreamReader.open(
        console.port(), "Cookie: " + COOKIE + "=" + visitor.cookie(COOKIE).orElseThrow());
  }

  @Test
  @Requirement("ACCESS-036")
  void behindHttpsTheCookieIsOfItsHostAndSentByHttpsOnly() throws Exception {
    Settings settings =
        clinic.settings(
            Map.of(
                "console.url",
                "https://rivulet.example",
                "console.proxy.trusted",
                "true",
                "console.live",
                "false"));
    try (Console secure =
        Console.start(
            ConsoleConfig.from(settings).on("127.0.0.1", 0),
            ConsoleAccess.open(settings, NOW::get),
            clinic.reads(),
            List::of,
            Optional.empty(),
            NOW::get,
            new SimpleMeterRegistry())) {
      Visitor browser = new Visitor(secure.uri());
      HttpResponse<String> answer = browser.post("/api/v1/sign-in", credentials("ada", PASSWORD));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("__Host-rivulet_session=")
          .contains("; Secure", "; HttpOnly", "; Path=/")
          .doesNotContain("Domain");
      for (String path : List.of("/sign-in", "/api/v1/me", "/assets/page.css", "/nothing")) {
        assertThat(browser.get(path).headers().firstValue("Strict-Transport-Security"))
            .as(path)
            .hasValue("max-age=31536000");
      }
      String cookie = browser.cookie("__Host-rivulet_session").orElseThrow();
      assertThat(new Visitor(secure.uri()).plant(COOKIE, cookie).get("/api/v1/me").statusCode())
          .as("a cookie that any page of the domain could have planted")
          .isEqualTo(401);
    }
    assertThat(visitor().get("/sign-in").headers().firstValue("Strict-Transport-Security"))
        .isEmpty();
  }

  @Test
  @Requirement("ACCESS-020")
  void noPasswordAndNoTokenIsKept() throws Exception {
    Visitor root = visitor().signIn("root", PASSWORD);
    String token =
        Visitor.parse(
                root.command(
                    "/api/v1/admin/tokens",
                    Map.of(
                        "owner",
                        "ada",
                        "name",
                        "kept",
                        "grants",
                        List.of("clinician@north"),
                        "expires",
                        NOW.get().plusSeconds(3600).toString())))
            .path("token")
            .asText();
    assertThat(token).startsWith("rvt_");
    String cookie = root.cookie(COOKIE).orElseThrow();

    for (String table :
        List.of(
            "app_user",
            "user_grant",
            "web_session",
            "api_token",
            "sign_in_failure",
            "command",
            "audit")) {
      assertThat(rows(table))
          .as(table)
          .doesNotContain(PASSWORD, token, token.substring(4), cookie, MACHINE);
    }
    assertThat(rows("app_user")).contains("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = clinic.database().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.execute(sql);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static String rows(String table) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = clinic.database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT row_to_json(t)::text FROM rivulet_console." + table + " t")) {
      while (rows.next()) {
        all.append(rows.getString(1)).append('\n');
      }
    }
    return all.toString();
  }
}
