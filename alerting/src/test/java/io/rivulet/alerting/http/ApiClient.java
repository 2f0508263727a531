package io.rivulet.alerting.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks alerting over HTTP. */
final class ApiClient {
  static final String TOKEN = "correct-horse-battery-staple";
  static final String READ_TOKEN = "only-looking";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;

  ApiClient(URI root) {
    this.root = root;
  }

  record Answer(int status, JsonNode body) {
    String text(String name) {
      return body.path(name).asText();
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return get(TOKEN, path);
  }

  Answer get(String token, String path) throws IOException, InterruptedException {
    return send(token, HttpRequest.newBuilder(root.resolve(path)));
  }

  /** Posts a body in which single quotes stand for double ones. */
  Answer post(String path, String body) throws IOException, InterruptedException {
    return post(TOKEN, path, body);
  }

  Answer post(String token, String path, String body) throws IOException, InterruptedException {
    return send(
        token,
        HttpRequest.newBuilder(root.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
  }

  private Answer send(String token, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response =
        http.send(
            request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }
}
