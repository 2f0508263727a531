package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.user.Passwords;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What an attacker would try; docs/access.md lists it. */
class AttackIT extends AccessCase {
  private static final String SIGN_IN = "/api/v1/sign-in";

  /** Sends bytes as they are, and reads what comes until the server hangs up or says no more. */
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      socket.setSoTimeout(5_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
    }
  }

  private static int rawStatus(String head) throws IOException {
    String answer = raw(head.replace("\n", "\r\n") + "\r\n\r\n");
    return answer.length() < 12 ? 0 : Integer.parseInt(answer.substring(9, 12));
  }

  @ParameterizedTest
  @Requirement("ACCESS-054")
  @ValueSource(
      strings = {
        "/assets/../application.properties",
        "/assets/../../../../etc/passwd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/assets/..;/io/rivulet/console/Console.class",
        "/assets//page.css",
        "/assets/page.css%00.html",
        "/assets/%5c..%5c..%5cwindows",
        "/vendor/../assets.txt",
        "/assets.txt",
        "/io/rivulet/console/page/admin.html",
        "/admin.html",
        "/META-INF/MANIFEST.MF",
        "/WEB-INF/web.xml",
        "/.git/config",
        "//evil.example/%2f..",
        "/%c0%ae%c0%ae/etc/passwd",
        "/%zz"
      })
  void aPathLeadsToNothingButWhatIsListed(String path) throws Exception {
    int status = rawStatus("GET " + path + " HTTP/1.1\nHost: 127.0.0.1\nConnection: close");

    assertThat(status).isIn(302, 400, 404);
    if (status == 302) {
      throw new AssertionError(path + " is a page");
    }
  }

  @Test
  @Requirement("ACCESS-054")
  void namesAndMethodsThatAreNotTheConsolesAreRefused() throws Exception {
    String me = "GET /api/v1/sign-in HTTP/1.1\n";
    assertThat(rawStatus(me + "Host: 127.0.0.1")).isEqualTo(200);
    assertThat(rawStatus(me + "Host: evil.example")).isEqualTo(421);
    assertThat(rawStatus(me + "Host: 127.0.0.1.evil.example")).isEqualTo(421);
    assertThat(rawStatus(me + "Host: 127.0.0.1\nX-Forwarded-Host: evil.example")).isEqualTo(200);
    assertThat(rawStatus(me + "Host: evil.example\nX-Forwarded-Host: 127.0.0.1")).isEqualTo(421);
    assertThat(rawStatus("GET http://evil.example/ HTTP/1.1\nHost: 127.0.0.1")).isIn(400, 421);
    assertThat(rawStatus(me + "Host: 127.0.0.1\nHost: evil.example")).isEqualTo(400);
    assertThat(rawStatus("TRACE /sign-in HTTP/1.1\nHost: 127.0.0.1")).isIn(404, 405);
    assertThat(
            rawStatus(
                "POST /api/v1/sign-out HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 2\nTransfer-Encoding: chunked"))
        .isEqualTo(400);
    HttpResponse<String> foreign =
        visitor().with("Origin", "https://evil.example").get("/api/v1/sign-in");
    assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(
            rawStatus(
                "OPTIONS /api/v1/sign-in HTTP/1.1\nHost: 127.0.0.1\nOrigin: https://evil.example\n"
                    + "Access-Control-Request-Method: POST"))
        .isIn(404, 405);
  }

  @Test
  @Requirement("ACCESS-054")
  void bodiesAndHeadersThatAreTooLargeOrTooDeepAreRefused() throws Exception {
    String large = "{\"name\":\"" + "x".repeat(20_000) + "\",\"password\":\"y\"}";
    assertThat(visitor().post(SIGN_IN, large).statusCode()).isEqualTo(413);
    HttpResponse<String> chunked =
        visitor()
            .send(
                visitor()
                    .request(SIGN_IN)
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofInputStream(
                            () ->
                                new java.io.ByteArrayInputStream(
                                    large.getBytes(StandardCharsets.UTF_8)))));
    assertThat(chunked.statusCode()).isEqualTo(413);
    for (String odd :
        List.of("[".repeat(8_000), "{\"a\":".repeat(2_000), "null", "\"\"", "1e999999999", "{")) {
      assertThat(visitor().post(SIGN_IN, odd).statusCode()).as(odd).isEqualTo(400);
    }
    assertThat(rawStatus("GET / HTTP/1.1\nHost: 127.0.0.1\nX-Large: " + "x".repeat(20_000)))
        .isEqualTo(431);
    assertThat(rawStatus("GET /" + "x".repeat(20_000) + " HTTP/1.1\nHost: 127.0.0.1"))
        .isIn(414, 431);
  }

  @Test
  @Requirement("ACCESS-054")
  void everyAnswerHasItsHeadersAndNoAnswerOfAnApiIsKept() throws Exception {
    Visitor ada = visitor().signIn("ada", PASSWORD);
    List<String> wrong = new ArrayList<>();
    List<String> paths =
        new ArrayList<>(
            List.of("/sign-in", "/sessions", "/assets/page.css", "/nothing", "/api/v1/nothing"));
    console.routes().stream()
        .filter(route -> route.method().toString().equals("GET"))
        .map(ConsoleRoute::path)
        .filter(path -> path.startsWith("/api/") && !path.endsWith("/stream"))
        .map(path -> path.replaceAll("\\{[^}]+}", "guessed"))
        .forEach(paths::add);
    for (String path : paths) {
      for (Visitor who : List.of(ada, visitor())) {
        HttpResponse<String> answer = who.get(path);
        Map<String, String> expected =
            Map.of(
                "X-Content-Type-Options", "nosniff",
                "X-Frame-Options", "DENY",
                "Referrer-Policy", "no-referrer",
                "Cross-Origin-Opener-Policy", "same-origin",
                "Cross-Origin-Resource-Policy", "same-origin");
        expected.forEach(
            (name, value) -> {
              if (!answer.headers().firstValue(name).equals(Optional.of(value))) {
                wrong.add(path + " has no " + name);
              }
            });
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        if (!policy.contains("frame-ancestors 'none'") || policy.contains("unsafe")) {
          wrong.add(path + " has policy " + policy);
        }
        String kept = answer.headers().firstValue("Cache-Control").orElse("");
        boolean noData = path.endsWith("openapi.json");
        if (path.startsWith("/api/") && !kept.equals(noData ? "no-cache" : "no-store")) {
          wrong.add(path + " may be kept: " + kept);
        }
        if (answer.headers().firstValue("Server").isPresent()) {
          wrong.add(path + " tells what serves it");
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  @Requirement("ACCESS-054")
  void addressesThatSomebodyMakesUpDoNotLetThemGuessOn() throws Exception {
    user("sprayed", "engineer");
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Visitor elsewhere =
          visitor()
              .with("X-Forwarded-For", "192.0.2." + i)
              .with("X-Real-IP", "192.0.2." + i)
              .with("Forwarded", "for=192.0.2." + i);
      answers.add(elsewhere.post(SIGN_IN, credentials("sprayed", "wrong " + i)).statusCode());
    }
    assertThat(answers).containsExactly(401, 401, 401, 401, 401, 429, 429);

    Visitor many = visitor();
    for (int i = 0; i < 40; i++) {
      int status = many.post(SIGN_IN, credentials("name-" + i, "wrong")).statusCode();
      answers.add(status);
    }
    assertThat(answers.subList(answers.size() - 5, answers.size())).containsOnly(429);
    // By address too, so that those who try many names wait; not those who are in.
    NOW.updateAndGet(now -> now.plusSeconds(3600));
    assertThat(visitor().signIn("ada", PASSWORD).cookie(COOKIE)).isPresent();
  }

  @Test
  @Requirement("ACCESS-054")
  void aNameThatNobodyHasTakesAsLongAsAWrongPassword() {
    Passwords passwords = new Passwords();
    String kept = passwords.hash("a password that is kept");

    long known = quickest(() -> passwords.match("wrong", Optional.of(kept)));
    long unknown = quickest(() -> passwords.match("wrong", Optional.empty()));

    assertThat(unknown).isBetween(known / 3, known * 3);
  }

  private static long quickest(java.util.function.BooleanSupplier asked) {
    return IntStream.range(0, 8)
        .mapToLong(
            i -> {
              long begunNanos = System.nanoTime();
              assertThat(asked.getAsBoolean()).isFalse();
              return System.nanoTime() - begunNanos;
            })
        .min()
        .orElseThrow();
  }

  @Test
  @Requirement("ACCESS-054")
  void theWayBackAfterSigningInIsOfThisConsole() throws Exception {
    for (String path : List.of("/sessions?a=b", "/sessions/%0d%0aSet-Cookie:x=1", "/history//x")) {
      HttpResponse<String> sent = visitor().get(path);
      assertThat(sent.headers().allValues("Set-Cookie")).isEmpty();
      if (sent.statusCode() == 302) {
        assertThat(sent.headers().firstValue("Location").orElseThrow())
            .startsWith("/sign-in?to=%2F");
      }
    }
    assertThat(visitor().get("/sign-in?to=https://evil.example").statusCode()).isEqualTo(200);
  }

  @Test
  @Requirement("ACCESS-054")
  void noSecretIsInTheLogWhateverGoesWrong() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    try {
      Visitor ada = visitor().signIn("ada", PASSWORD);
      JsonNode made =
          Visitor.parse(
              ada.command(
                  "/api/v1/me/tokens",
                  Map.of(
                      "name",
                      "logged",
                      "grants",
                      List.of("clinician@north"),
                      "expires",
                      NOW.get().plusSeconds(86_400).toString())));
      String token = made.path("token").asText();
      String cookie = ada.cookie(COOKIE).orElseThrow();
      assertThat(visitor().token(token).get("/api/v1/me").statusCode()).isEqualTo(200);
      visitor().post(SIGN_IN, credentials("ada", PASSWORD + " wrong"));
      visitor().post(SIGN_IN, "{\"name\":\"ada\",\"password\":\"" + PASSWORD);
      visitor().post(SIGN_IN, "{\"name\":\"ada\",\"pass\":\"" + PASSWORD + "\"}");
      visitor().token(token + "x").get("/api/v1/me");
      visitor().token(token).get("/api/v1/overview?token=" + token);
      ada.post("/api/v1/me/password", credentials("ada", PASSWORD));

      List<ILoggingEvent> said = List.copyOf(log.list);
      for (ILoggingEvent event : said) {
        String whole =
            event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getMessage());
        assertThat(whole).doesNotContain(PASSWORD, token, cookie, MACHINE);
      }
    } finally {
      root.detachAppender(log);
    }
  }
}
