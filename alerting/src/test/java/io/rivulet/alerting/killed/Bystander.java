package io.rivulet.alerting.killed;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody who acts over HTTP, and asks again under the same event id until they are answered. */
final class Bystander {
  static final String TOKEN = "token-of-the-test";

  private static final Duration PATIENCE = Duration.ofSeconds(600);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final AlertingProcess process;

  Bystander(AlertingProcess process) {
    this.process = process;
  }

  /** Posts until it is answered with success. */
  JsonNode insist(String path, String body) {
    AtomicReference<JsonNode> answer = new AtomicReference<>();
    await(path)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              if (process.port().isEmpty()) {
                return false;
              }
              HttpResponse<String> response =
                  http.send(
                      HttpRequest.newBuilder(
                              URI.create(
                                  "http://127.0.0.1:" + process.port().get() + "/api/v1/" + path))
                          .timeout(Duration.ofSeconds(10))
                          .header("Authorization", "Bearer " + TOKEN)
                          .POST(HttpRequest.BodyPublishers.ofString(body))
                          .build(),
                      HttpResponse.BodyHandlers.ofString());
              if (response.statusCode() >= 300) {
                return false;
              }
              answer.set(JSON.readTree(response.body()));
              return true;
            });
    return answer.get();
  }
}
