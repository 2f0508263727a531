package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rivulet demo} in a process of its own: what it shows, and what it leaves behind. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DemoIT {
  private static final Pattern PAGE = Pattern.compile("open (http://\\S+)");
  private static final Pattern TOKEN = Pattern.compile("RIVULET_TOKEN=(\\S+)");
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  private Process demo;

  @AfterEach
  void end() throws InterruptedException {
    if (demo != null) {
      demo.destroyForcibly().waitFor();
    }
  }

  @Test
  @Requirement("ONEBOX-018")
  void thePageShowsSessionsDosesAndAnExcursionAndATerminationClosesEverything() throws Exception {
    URI page = start();

    await("the demo's token")
        .atMost(Duration.ofSeconds(30))
        .until(() -> TOKEN.matcher(log()).find());
    assertThat(get(page)).contains("<html", "Rivulet");
    assertThat(get(page.resolve("/alerts"))).contains("Waiting for somebody");
    await("sessions, doses and an excursion")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode overview =
                  JsonMapper.builder().build().readTree(get(page.resolve("/api/v1/overview")));
              assertThat(overview.path("live")).isNotEmpty();
              assertThat(overview.path("live").findValues("amountPerKg")).isNotEmpty();
              // Whether one is open depends on the time of day; the page shows those that ended
              // too.
              assertThat(overview.findValues("peak")).isNotEmpty();
              assertThat(overview.at("/alerting/state").asText()).isEqualTo("UP");
              assertThat(overview.at("/alerting/lastAudit").asLong()).isPositive();
            });
    assertThat(postgres()).isNotEmpty();

    demo.destroy();

    assertThat(demo.waitFor(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)).as(log()).isTrue();
    assertThat(postgres()).isEmpty();
    assertThat(log()).doesNotContain("did not close", "not closed within", "Exception");
  }

  @Test
  @Requirement("ONEBOX-003")
  void aDemoThatIsKilledLeavesNoDatabaseServer() throws Exception {
    start();
    assertThat(postgres()).isNotEmpty();

    demo.destroyForcibly().waitFor();

    await("no postgres").atMost(CLOSE_LIMIT).until(() -> postgres().isEmpty());
  }

  private URI start() throws IOException {
    demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Rivulet.class.getName(),
                "demo",
                "--port",
                "0",
                "--data",
                data().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("demo.log").toFile())
            .start();
    return await("the page")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              assertThat(demo.isAlive()).as(log()).isTrue();
              Matcher matcher = PAGE.matcher(log());
              return matcher.find() ? URI.create(matcher.group(1)) : null;
            },
            found -> found != null);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("demo.log"), StandardCharsets.UTF_8);
  }

  private String get(URI uri) throws IOException, InterruptedException {
    Matcher token = TOKEN.matcher(log());
    assertThat(token.find()).as(log()).isTrue();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + token.group(1))
                    .timeout(Duration.ofSeconds(10))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(200);
    return answer.body();
  }

  /** The PostgreSQL processes that work below this test's data directory. */
  private List<Long> postgres() {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains("postgres"))
        .filter(process -> commandLine(process).contains("\0" + data()))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
