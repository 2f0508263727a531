package io.rivulet.alerting.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.alerting.channel.AddressRange;
import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.channel.Secrets;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Requirement("HEART-001")
class HeartbeatTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Network LOCAL = local(Duration.ofSeconds(20));

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final HttpCalls calls = new HttpCalls();
  private volatile int status = 200;
  private HttpServer receiver;
  private Heartbeat heartbeat;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 4);
    receiver.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    receiver.start();
    heartbeat =
        new Heartbeat(calls, Secrets.of(Map.of("SWITCH", url("/secret"), "WORD", "x")), metrics);
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    calls.close();
  }

  @Test
  void itIsPostedWithALineOrGotWithoutAndTheOutcomeIsKnown() {
    heartbeat.beat(plan(url("/a"), HeartbeatPlan.Method.POST), "all is well", NOW);
    heartbeat.beat(plan(url("/b"), HeartbeatPlan.Method.GET), "all is well", NOW);

    assertThat(received).containsExactly("POST /a all is well", "GET /b ");
    assertThat(heartbeat.last().taken()).isTrue();
    assertThat(heartbeat.last().words()).isEqualTo("the last heartbeat was taken at " + NOW);
    assertThat(count("taken")).isEqualTo(2);
  }

  @Test
  void itIsDueOnceAnInterval() {
    HeartbeatPlan plan = plan(url("/"), HeartbeatPlan.Method.GET);
    assertThat(heartbeat.isDue(plan, NOW)).isTrue();
    heartbeat.beat(plan, "", NOW);
    assertThat(heartbeat.isDue(plan, NOW.plusSeconds(59))).isFalse();
    assertThat(heartbeat.isDue(plan, NOW.plusSeconds(60))).isTrue();
    assertThat(heartbeat.isDue(plan, NOW.minusSeconds(1))).as("a clock set back").isTrue();
  }

  @Test
  void aUrlThatIsASecretIsReadWhenItIsCalledAndNeverShown() {
    HeartbeatPlan plan = plan("env:SWITCH", HeartbeatPlan.Method.GET);
    heartbeat.beat(plan, "", NOW);
    assertThat(received).containsExactly("GET /secret ");

    heartbeat.beat(plan("env:GONE", HeartbeatPlan.Method.GET), "", NOW);
    assertThat(heartbeat.last().words()).contains("the secret env:GONE is not there");
    heartbeat.beat(plan("env:WORD", HeartbeatPlan.Method.GET), "", NOW);
    assertThat(heartbeat.last().words()).contains("what env:WORD holds is not taken");
    assertThat(plan(url("/secret"), HeartbeatPlan.Method.GET).toString()).doesNotContain("secret");
  }

  @Test
  void whatDoesNotTakeItIsNamedAndNoRedirectIsFollowed() throws IOException {
    status = 302;
    heartbeat.beat(plan(url("/a"), HeartbeatPlan.Method.GET), "", NOW);
    assertThat(heartbeat.last().words()).isEqualTo("the heartbeat of " + NOW + " failed: HTTP 302");
    assertThat(received).hasSize(1);

    receiver.stop(0);
    heartbeat.beat(plan(url("/a"), HeartbeatPlan.Method.GET), "", NOW);
    assertThat(heartbeat.last().words()).contains("could not be connected to");
    assertThat(count("failed")).isEqualTo(2);
  }

  @Test
  void aReceiverThatHangsIsLeft() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";
      Network impatient = local(Duration.ofMillis(200));
      heartbeat.beat(new HeartbeatPlan(url, HeartbeatPlan.Method.POST, MINUTE, impatient), "", NOW);
    }
    assertThat(heartbeat.last().taken()).isFalse();
  }

  @Test
  void anAddressThatIsNoPublicReceiverIsRefusedUnlessAllowed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new HeartbeatPlan(
                    "http://169.254.169.254/", HeartbeatPlan.Method.GET, MINUTE, LOCAL))
        .withMessageContaining("link-local, as cloud metadata is");
    HeartbeatPlan hidden =
        new HeartbeatPlan("env:SWITCH", HeartbeatPlan.Method.GET, MINUTE, Network.DEFAULT);
    heartbeat.beat(hidden, "", NOW);
    assertThat(heartbeat.last().words()).contains("what env:SWITCH holds is not taken");
    assertThat(received).isEmpty();
  }

  private static Network local(Duration patience) {
    return new Network(
        patience, patience, List.of(AddressRange.parse("127.0.0.0/8")), Optional.empty());
  }

  private double count(String outcome) {
    return metrics.counter("rivulet.alerting.heartbeats", "outcome", outcome).count();
  }

  private static HeartbeatPlan plan(String url, HeartbeatPlan.Method method) {
    return new HeartbeatPlan(url, method, MINUTE, LOCAL);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
  }
}
