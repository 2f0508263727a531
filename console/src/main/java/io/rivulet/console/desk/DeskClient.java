package io.rivulet.console.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.runtime.http.ApiServer;
import io.rivulet.runtime.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks the session desk over HTTP, for whoever asks the console. Safe for use by many threads. */
public final class DeskClient {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** The desk answers within 15 s where Kafka is slow, and 503 beyond. */
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private static final int MAX_BYTES = 8 * 1024 * 1024;
  private static final HttpRequest.BodyPublisher NOTHING = HttpRequest.BodyPublishers.noBody();

  private final DeskAddress address;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /** Asks the desk there. */
  public DeskClient(DeskAddress address) {
    this.address = address;
  }

  /**
   * What the desk answered.
   *
   * @param status HTTP status
   * @param mediaType of the body
   * @param body JSON
   */
  public record Reply(int status, String mediaType, String body) {
    /** The body, read. */
    public JsonNode json() {
      return Json.read(body);
    }
  }

  /**
   * Looks something up.
   *
   * @param path from {@code /api/v1/} on, of characters that need no escape
   * @throws DeskUnreachableException where it does not answer
   */
  public Reply get(String path) {
    return send(request(path).GET().build());
  }

  /**
   * Records something.
   *
   * @param body JSON as somebody sent it
   * @param by for whom; kept with what is recorded
   * @throws DeskUnreachableException where it does not answer; it may have been recorded
   * @throws IllegalArgumentException where the name cannot stand in a header
   */
  public Reply post(String path, String body, String by) {
    return send(
        request(path)
            .header(ApiServer.ACTING_FOR, by)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root() + path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + address.token())
        .method("GET", NOTHING);
  }

  private String root() {
    String root = address.root().toString();
    return root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
  }

  private Reply send(HttpRequest request) {
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] body = in.readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
          throw new DeskUnreachableException(
              "the session desk answered with more than " + MAX_BYTES + " bytes");
        }
        return new Reply(
            response.statusCode(),
            response.headers().firstValue("Content-Type").orElse("application/json"),
            new String(body, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new DeskUnreachableException(
          "the session desk at " + address.root() + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeskUnreachableException("interrupted while the session desk was asked", e);
    }
  }
}
