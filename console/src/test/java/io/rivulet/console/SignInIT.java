package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.ConsoleAccess;
import io.rivulet.runtime.config.Settings;
import io.rivulet.testkit.Requirement;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Signing in and out, and who guesses. */
class SignInIT extends AccessCase {
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
}
