package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.ConsoleAccess;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.user.UserDesk;
import io.rivulet.runtime.config.Settings;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in by a provider as clinics run them. */
class OidcIT {
  private static final String START = "/api/v1/sign-in/oidc?to=/alerts";

  private static TestClinic clinic;
  private static TestProvider provider;
  private static Console console;
  private static UserDesk desk;

  @BeforeAll
  static void start() throws Exception {
    clinic = TestClinic.start();
    int port = freePort();
    URI url = URI.create("http://127.0.0.1:" + port);
    provider = TestProvider.start(url);
    Settings settings =
        clinic.settings(
            Map.of(
                "console.url",
                url.toString(),
                "console.port",
                Integer.toString(port),
                "console.live",
                "false",
                "console.oidc.issuer",
                provider.issuer().toString(),
                "console.oidc.client.secret",
                TestProvider.SECRET,
                "console.oidc.label",
                "Clinic login",
                "console.oidc.grants",
                "ward=clinician@north+on-call@north"));
    desk = UserDesk.open(settings, "tester", InstantSource.system());
    desk.add("root", "Root", "four green kettles sing", Grant.parseAll("administrator"));
    console =
        Console.start(
            ConsoleConfig.from(settings),
            ConsoleAccess.open(settings, InstantSource.system()),
            clinic.reads(),
            List::of,
            Optional.empty(),
            InstantSource.system(),
            new SimpleMeterRegistry());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  static void end() throws Exception {
    desk.close();
    console.close();
    provider.close();
    clinic.close();
  }

  private static Visitor visitor() {
    return new Visitor(URI.create("http://127.0.0.1:" + console.port() + "/"));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse(answer.statusCode() + answer.body());
  }

  /** Where the provider sends the browser back to. */
  private static String through(Visitor browser, String name, String password) throws Exception {
    String there = location(browser.get(START));
    assertThat(there).startsWith(provider.issuer() + "/oauth2/authorize?");
    String credentials =
        Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    Visitor atProvider =
        new Visitor(provider.issuer()).with("Authorization", "Basic " + credentials);
    assertThat(atProvider.get("/").statusCode()).isEqualTo(404);
    String back = location(atProvider.get(there));
    assertThat(back).contains("/api/v1/sign-in/oidc/callback?code=");
    return back;
  }

  @Test
  @Requirement("ACCESS-040")
  void somebodyOfTheProviderSignsInIsWhatItSaysAndSignsOut() throws Exception {
    assertThat(visitor().json("/api/v1/sign-in").at("/oidc/label").asText())
        .isEqualTo("Clinic login");
    Visitor grace = visitor();

    assertThat(location(grace.get(through(grace, "grace", "hopper")))).isEqualTo("/alerts");

    JsonNode me = grace.json("/api/v1/me");
    assertThat(me.path("name").asText()).isEqualTo("grace");
    assertThat(me.path("label").asText()).isEqualTo("Grace grace");
    assertThat(me.path("local").asBoolean()).isFalse();
    assertThat(me.path("roles").findValuesAsText("role")).containsExactly("on-call", "clinician");
    assertThat(me.at("/roles/0/sites/0").asText()).isEqualTo("north");
    HttpResponse<String> out =
        grace.with("X-Rivulet-Csrf", me.path("csrf").asText()).post("/api/v1/sign-out", "{}");
    assertThat(Visitor.parse(out).path("end").asText())
        .startsWith(provider.issuer() + "/connect/logout?")
        .contains("client_id=rivulet");
    assertThat(grace.get("/api/v1/me").statusCode()).isEqualTo(401);
  }

  @Test
  @Requirement("ACCESS-041")
  void whatWasBegunElsewhereOrIsUsedTwiceOrWouldTakeANameIsRefused() throws Exception {
    Visitor grace = visitor();
    String back = through(grace, "grace", "hopper");
    assertThat(location(visitor().get(back))).isEqualTo("/sign-in?failed=not-begun-here");
    assertThat(location(grace.get(back.replaceAll("state=[^&]*", "state=guessed"))))
        .isEqualTo("/sign-in?failed=not-begun-here");

    Visitor again = visitor();
    String used = through(again, "grace", "hopper");
    String cookie = again.cookie("rivulet_oidc").orElseThrow();
    assertThat(location(again.get(used))).isEqualTo("/alerts");
    assertThat(location(visitor().plant("rivulet_oidc", cookie).get(used)))
        .isEqualTo("/sign-in?failed=refused");

    Visitor taker = visitor();
    assertThat(location(taker.get(through(taker, "root", "other"))))
        .isEqualTo("/sign-in?failed=name-taken");
    assertThat(taker.get("/api/v1/me").statusCode()).isEqualTo(401);

    desk.disable("grace", true);
    Visitor kept = visitor();
    assertThat(location(kept.get(through(kept, "grace", "hopper"))))
        .isEqualTo("/sign-in?failed=kept-out");
    desk.disable("grace", false);
  }
}
