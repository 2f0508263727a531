package io.rivulet.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.runtime.http.ApiServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a desk over HTTP. */
public final class DeskClient {
  /** A token that desks of tests know. */
  public static final String TOKEN = "correct-horse-battery-staple";

  /** A token that may only look. */
  public static final String READ_TOKEN = "only-looking";

  /** A token that may act for others. */
  public static final String ACTING_TOKEN = "whoever-asks";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;

  public DeskClient(URI root) {
    this.root = root;
  }

  /** What a desk answered. */
  public record Answer(int status, JsonNode body) {
    /** A text of the body. */
    public String text(String name) {
      return body.path(name).asText();
    }
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send(TOKEN, "GET", path, HttpRequest.BodyPublishers.noBody());
  }

  /** Posts a body in which single quotes stand for double ones. */
  public Answer post(String path, String body) throws IOException, InterruptedException {
    return post(TOKEN, path, body);
  }

  public Answer post(String token, String path, String body)
      throws IOException, InterruptedException {
    return send(token, "POST", path, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
  }

  /** The same, for somebody else. */
  public Answer postFor(String token, String other, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request("POST", path, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    return send(token, request.header(ApiServer.ACTING_FOR, other));
  }

  public Answer send(String token, String method, String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    return send(token, request(method, path, body));
  }

  private HttpRequest.Builder request(String method, String path, HttpRequest.BodyPublisher body) {
    return HttpRequest.newBuilder(root.resolve(path))
        .method(method, body)
        .timeout(Duration.ofSeconds(60));
  }

  private Answer send(String token, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }
}
