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
import java.nio.file.Path;
import java.time.Duration;
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
  private static final Pattern TOKEN = Pattern.compile("RIVULET_TOKEN=(\\S+)");
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  private DemoProcess demo;

  @AfterEach
  void end() throws InterruptedException {
    if (demo != null) {
      demo.process().destroyForcibly().waitFor();
    }
  }

  @Test
  @Requirement("ONEBOX-018")
  void thePageShowsSessionsDosesAndAnExcursionAndATerminationClosesEverything() throws Exception {
    URI page = start();

    await("the demo's token")
        .atMost(Duration.ofSeconds(30))
        .until(() -> TOKEN.matcher(demo.log()).find());
    assertThat(get(page.resolve("/sessions"))).contains("<html", "Rivulet");
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
    assertThat(demo.postgres()).isNotEmpty();

    demo.process().destroy();

    assertThat(demo.process().waitFor(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS))
        .as(demo.log())
        .isTrue();
    assertThat(demo.postgres()).isEmpty();
    assertThat(demo.log()).doesNotContain("did not close", "not closed within", "Exception");
  }

  @Test
  @Requirement("ONEBOX-003")
  void aDemoThatIsKilledLeavesNoDatabaseServer() throws Exception {
    start();
    assertThat(demo.postgres()).isNotEmpty();

    demo.process().destroyForcibly().waitFor();

    await("no postgres").atMost(CLOSE_LIMIT).until(() -> demo.postgres().isEmpty());
  }

  private URI start() throws IOException {
    demo = DemoProcess.start(folder);
    return demo.page();
  }

  private String get(URI uri) throws IOException, InterruptedException {
    Matcher token = TOKEN.matcher(demo.log());
    assertThat(token.find()).as(demo.log()).isTrue();
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
}
