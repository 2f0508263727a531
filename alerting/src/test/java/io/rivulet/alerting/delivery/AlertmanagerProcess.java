package io.rivulet.alerting.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The Alertmanager of this system (Debian package prometheus-alertmanager), on 127.0.0.1. */
final class AlertmanagerProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI url;

  private AlertmanagerProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            directory ->
                Stream.of("prometheus-alertmanager", "alertmanager")
                    .map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts one that tells a webhook of every alert at once, of an end too. */
  static AlertmanagerProcess start(Path directory, URI receiver) throws IOException {
    Path configuration = directory.resolve("alertmanager.yml");
    Files.writeString(
        configuration,
        """
        route: {receiver: here, group_by: [alertname], group_wait: 0s, group_interval: 1s}
        receivers:
          - name: here
            webhook_configs: [{url: '%s', send_resolved: true}]
        """
            .formatted(receiver));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "--config.file=" + configuration,
                "--storage.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("alertmanager.log").toFile())
            .start();
    AlertmanagerProcess alertmanager =
        new AlertmanagerProcess(process, URI.create("http://127.0.0.1:" + port));
    try {
      Awaitility.await()
          .atMost(LIMIT)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> alertmanager.get("/-/ready").statusCode() == 200);
    } catch (RuntimeException e) {
      alertmanager.close();
      throw e;
    }
    return alertmanager;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI url() {
    return url;
  }

  /** The alerts that it holds to be there. */
  JsonNode active() throws IOException, InterruptedException {
    return MAPPER.readTree(get("/api/v2/alerts?active=true").body());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(url.resolve(path)).timeout(LIMIT).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
