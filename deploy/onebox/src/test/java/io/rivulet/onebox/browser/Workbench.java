package io.rivulet.onebox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.rivulet.onebox.cli.DemoProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A demo, a Chromium to drive its pages, and its API by the token that the demo prints. */
final class Workbench implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("export RIVULET_TOKEN=(\\S+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The course of treatment that the demo's past has. */
  static final String SERIES = "synthetic-series-1";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Chromium chromium;
  private final DemoProcess demo;
  private final URI page;
  private final String token;

  private Workbench(Chromium chromium, DemoProcess demo, URI page, String token) {
    this.chromium = chromium;
    this.demo = demo;
    this.page = page;
    this.token = token;
  }

  /**
   * Starts both. With {@code -Ddemo.page=URL -Ddemo.token=TOKEN} a demo that runs already is used.
   *
   * @param folder for the demo's log and data
   * @param more options of the demo
   */
  static Workbench start(Path folder, String... more) throws IOException {
    // Two cores do everything here.
    PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
    Chromium chromium = Chromium.start();
    String running = System.getProperty("demo.page", "");
    if (!running.isEmpty()) {
      return new Workbench(
          chromium, null, URI.create(running), System.getProperty("demo.token", ""));
    }
    DemoProcess demo = DemoProcess.start(folder, more);
    try {
      Matcher printed = TOKEN.matcher(demo.log());
      assertThat(printed.find()).as("the demo prints a token").isTrue();
      return new Workbench(chromium, demo, demo.page(), printed.group(1));
    } catch (IOException | RuntimeException | Error e) {
      demo.close();
      chromium.close();
      throw e;
    }
  }

  /** Somebody at a laptop, signed in with one click. */
  Visit visit(String role) {
    return new Visit(chromium, page, role, Chromium.Screen.LAPTOP, ColorScheme.LIGHT);
  }

  /** The same, who reaches the console by another address. */
  Visit visit(URI console, String role) {
    return new Visit(chromium, console, role, Chromium.Screen.LAPTOP, ColorScheme.LIGHT);
  }

  /** Somebody at a laptop who has not signed in. */
  Visit stranger() {
    return Visit.ofStranger(chromium, page);
  }

  /** Somebody at a laptop who has a password. */
  Visit visit(String name, String password) {
    return Visit.byPassword(chromium, page, name, password);
  }

  /** Where the console is. */
  URI page() {
    return page;
  }

  /** Where the demo's broker is; of a demo that runs already {@code -Ddemo.broker} says it. */
  String broker() throws IOException {
    return demo == null ? System.getProperty("demo.broker", "") : demo.broker();
  }

  DemoProcess demo() {
    return demo;
  }

  String token() {
    return token;
  }

  /** What the API answers whoever has the demo's token; anything but a success fails. */
  JsonNode get(String path) {
    Answer answer = ask(path, token);
    assertThat(answer.status()).as(path + ": " + answer.body()).isBetween(200, 299);
    return answer.json();
  }

  /** Waits until the last of the demo's past has landed. */
  void awaitSeries() {
    Awaitility.await("the demo's past")
        .atMost(Duration.ofSeconds(150))
        .until(
            () ->
                get("/api/v1/history/sessions?series=" + SERIES + "&limit=10")
                        .path("rows")
                        .findValuesAsText("dose_per_kg")
                        .stream()
                        .filter(dose -> !dose.equals("null"))
                        .count()
                    == 6);
  }

  Answer ask(String path, String byToken) {
    return send(request(path, byToken).GET().build());
  }

  /** Sends a command by the demo's token. */
  Answer post(String path, String json) {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /** Sends a command once, and expects that it is taken. */
  void command(String path, Map<String, ?> fields) {
    Map<String, Object> body = new LinkedHashMap<>(fields);
    body.put("eventId", UUID.randomUUID().toString());
    Answer answer = post(path, JSON.valueToTree(body).toString());
    assertThat(answer.status()).as(path + ": " + answer.body()).isBetween(200, 299);
  }

  /** Opens a session of a subject of its own at riverside, with a weight, limits and a device. */
  void openSession(String session, String drug, String device) {
    command(
        "/api/v1/sessions",
        Map.of(
            "session",
            session,
            "site",
            "riverside",
            "subject",
            "S-" + session,
            "drug",
            drug,
            "dosePerKg",
            0.5,
            "unit",
            "mg",
            "duration",
            "PT40M"));
    String path = "/api/v1/sessions/" + session;
    command(path + "/weight", Map.of("from", now(), "weightKg", 70));
    command(path + "/limits", Map.of("from", now(), "profile", "clinic-default"));
    command(path + "/bind", Map.of("from", now(), "device", device));
  }

  /** The time, as commands have it. */
  static String now() {
    return InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private HttpRequest.Builder request(String path, String byToken) {
    return HttpRequest.newBuilder(page.resolve(path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + byToken);
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A status and a text. */
  record Answer(int status, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }
  }

  @Override
  public void close() {
    if (demo != null) {
      demo.close();
    }
    chromium.close();
  }
}
