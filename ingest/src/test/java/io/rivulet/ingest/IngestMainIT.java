package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.runtime.config.Settings;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestMainIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  @Requirement("BRIDGE-016")
  void tellsHowItIsOverHttpUntilItIsToldToStop(@TempDir Path directory) throws Exception {
    int port = freePort();
    CountDownLatch stop = new CountDownLatch(1);
    try (Servers servers = Servers.start(directory)) {
      Settings settings =
          Settings.of(
              Map.of(
                  "mqtt.uri", servers.mqttUri(),
                  "kafka.bootstrap.servers", servers.bootstrapServers(),
                  "health.port", Integer.toString(port)));
      CompletableFuture<Void> process = CompletableFuture.runAsync(() -> run(settings, stop));

      await()
          .atMost(LIMIT)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> get(port, "/health/ready").statusCode() == 200);
      assertThat(get(port, "/health/ready").body()).contains("subscribed; Kafka answers");
      assertThat(get(port, "/metrics").body()).contains("rivulet_bridge_ready 1.0");

      servers.stopBroker();
      await().atMost(LIMIT).until(() -> get(port, "/health/ready").statusCode() == 503);
      assertThat(get(port, "/health/ready").body()).contains("not connected to the MQTT broker");
      assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);

      stop.countDown();
      process.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void run(Settings settings, CountDownLatch stop) {
    try {
      IngestMain.run(settings, InstantSource.fixed(Payloads.NOW), stop);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
