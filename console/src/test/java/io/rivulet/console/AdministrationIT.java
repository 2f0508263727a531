package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.console.access.Grant;
import io.rivulet.testkit.Requirement;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What administrators do to users, and what is kept of it. */
class AdministrationIT extends AccessCase {
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
}
