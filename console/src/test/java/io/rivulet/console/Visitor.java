package io.rivulet.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A browser before a console, or a program with a token: keeps what it is given. */
public final class Visitor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger EVENTS = new AtomicInteger();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private final URI root;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** Before this console. */
  public Visitor(URI root) {
    this.root = root;
  }

  /** One that sends this with every request; nothing where empty. */
  public Visitor with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** One that sends this token. */
  public Visitor token(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** Signs in, and answers what it was told. */
  public Visitor signIn(String name, String password) throws Exception {
    HttpResponse<String> answer =
        post(
            "/api/v1/sign-in", JSON.writeValueAsString(Map.of("name", name, "password", password)));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return with("X-Rivulet-Csrf", parse(answer).path("csrf").asText());
  }

  /** The cookie that it was given. */
  public Optional<String> cookie(String name) {
    return Optional.ofNullable(cookies.get(name));
  }

  /** Plants a cookie. */
  public Visitor plant(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  /** Forgets its cookies. */
  public void forget() {
    cookies.clear();
  }

  /** Asks. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Asks, and reads the answer. */
  public JsonNode json(String path) throws IOException, InterruptedException {
    return parse(get(path));
  }

  /** Sends JSON. */
  public HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Sends a command with an id of its own. */
  public HttpResponse<String> command(String path, Map<String, ?> fields)
      throws IOException, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>(fields);
    body.putIfAbsent("eventId", "event-" + EVENTS.incrementAndGet());
    return post(path, JSON.writeValueAsString(body));
  }

  /** Sends what is built. */
  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    for (String cookie : answer.headers().allValues("Set-Cookie")) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    return answer;
  }

  /** A request with everything that it keeps. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(20));
    headers.forEach(request::setHeader);
    if (!cookies.isEmpty()) {
      request.setHeader(
          "Cookie",
          String.join(
              "; ",
              cookies.entrySet().stream()
                  .map(one -> one.getKey() + "=" + one.getValue())
                  .toList()));
    }
    return request;
  }

  /** Reads an answer. */
  public static JsonNode parse(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  /** The code of a refusal. */
  public static String code(HttpResponse<String> answer) throws IOException {
    return parse(answer).path("type").asText().replace("urn:rivulet:problem:", "");
  }
}
