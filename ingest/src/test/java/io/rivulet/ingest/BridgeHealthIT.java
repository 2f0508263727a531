package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rivulet.runtime.health.HealthServer;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeHealthIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  @Requirement("BRIDGE-016")
  void tellsHowItIsOverHttp(@TempDir Path directory) throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (Servers servers = Servers.start(directory);
        Bridge bridge =
            Bridge.start(
                servers.bridge("bridge-health", Map.of()),
                InstantSource.fixed(Payloads.NOW),
                registry);
        HealthServer server =
            HealthServer.start(
                "127.0.0.1",
                0,
                () -> bridge.health().liveness(),
                () -> bridge.health().readiness(),
                registry)) {
      int port = server.port();
      await().atMost(LIMIT).until(() -> get(port, "/health/ready").statusCode() == 200);
      await()
          .atMost(LIMIT)
          .until(() -> get(port, "/health/ready").body().contains("subscribed; Kafka answers"));
      assertThat(get(port, "/metrics").body())
          .contains("rivulet_bridge_ready 1.0")
          .contains("rivulet_bridge_spool_full{connection=\"bridge-health\"} 0.0")
          .contains("rivulet_bridge_in_flight{connection=\"bridge-health\"} 0.0");

      servers.stopKafka();
      await()
          .atMost(LIMIT)
          .until(() -> get(port, "/health/ready").body().contains("messages go to the spool"));
      assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);

      servers.stopBroker();
      await().atMost(LIMIT).until(() -> get(port, "/health/ready").statusCode() == 503);
      assertThat(get(port, "/health/ready").body()).contains("not connected to the MQTT broker");
      assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
