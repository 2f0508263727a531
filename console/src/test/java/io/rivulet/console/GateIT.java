package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is let through, and what is refused to whom. */
class GateIT extends AccessCase {
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
}
