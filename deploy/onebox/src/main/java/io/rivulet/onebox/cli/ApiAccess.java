package io.rivulet.onebox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks an API of a role over HTTP. */
final class ApiAccess {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /**
   * What is asked.
   *
   * @param name what people call it
   * @param address where it is unless said otherwise
   * @param command what starts one
   */
  record Api(String name, String address, String command) {
    /** The session desk. */
    static final Api DESK = new Api("session desk", "http://127.0.0.1:8090", "sessions");

    /** Alerting. */
    static final Api ALERTING = new Api("alerting", "http://127.0.0.1:8091", "alerting");
  }

  /** What was answered. */
  record Answer(int status, JsonNode body) {
    boolean done() {
      return status == 200 || status == 201;
    }

    String text(String field) {
      return body.path(field).asText();
    }
  }

  private final Api api;
  private final URI root;
  private final String token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  ApiAccess(Api api, URI root, String token) {
    this.api = api;
    this.root = root;
    this.token = token;
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Numbers, texts, flags, and lists and maps of these. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  static JsonNode read(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  Answer post(String path, ObjectNode body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(root.resolve("/api/v1/" + path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), MAPPER.readTree(response.body()));
    } catch (ConnectException e) {
      throw new IOException(
          "no "
              + api.name()
              + " answers at "
              + root
              + "; start one with ./rivulet "
              + api.command()
              + ", or say where it is with --url",
          e);
    } catch (JsonProcessingException e) {
      throw new IOException("what answers at " + root + " is no " + api.name(), e);
    }
  }
}
