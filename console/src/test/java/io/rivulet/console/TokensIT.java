package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.console.access.Grant;
import io.rivulet.testkit.Requirement;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens, open streams, and secrets that are kept nowhere. */
class TokensIT extends AccessCase {
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
}
