package io.rivulet.alerting.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rivulet.alerting.channel.AddressRange;
import io.rivulet.alerting.channel.Endpoint;
import io.rivulet.alerting.channel.Network;
import io.rivulet.runtime.health.HealthServer;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.testkit.Requirement;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Requirement("HEART-008")
class RoleProbeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpCalls calls = new HttpCalls();
  private volatile Readiness readiness = new Readiness(true, "well");
  private volatile List<WatchedRole> roles = List.of();
  private HealthServer health;
  private RoleProbe probe;

  @BeforeEach
  void start() throws Exception {
    health =
        HealthServer.start(
            "127.0.0.1",
            0,
            () -> Readiness.LIVE,
            () -> readiness,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    probe = new RoleProbe(() -> roles, calls);
  }

  @AfterEach
  void stop() {
    probe.close();
    calls.close();
    health.close();
  }

  @Test
  void aBridgeThatIsReadyIsWellAndOneThatIsBlindIsNamedWithItsSite() throws Exception {
    roles = List.of(role("bridge-1", true, health.port(), PATIENCE));
    Condition condition = new Condition(Ailment.BRIDGE_BLIND, Optional.of("zurich"), "bridge-1");

    assertThat(probe.look(NOW).observed()).containsExactly(Observed.well(condition));

    readiness = new Readiness(false, "nothing came back on the connection");
    assertThat(probe.look(NOW).observed())
        .containsExactly(
            Observed.ill(
                condition,
                Duration.ofSeconds(15),
                "bridge bridge-1 says that it cannot do its work (HTTP 503)",
                "nothing came back on the connection"));
  }

  @Test
  void rolesThatAreAwayOrHangDelayNobody() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      roles =
          List.of(
              role("away", false, 1, PATIENCE),
              role("hangs", false, silent.getLocalPort(), Duration.ofMillis(200)),
              role("well", false, health.port(), PATIENCE));
      long begun = System.nanoTime();
      List<Observed> observed = probe.look(NOW).observed();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
      assertThat(observed)
          .extracting(one -> one.illness().map(Observed.Illness::gist).orElse("well"))
          .containsExactly("role away does not answer", "role hangs does not answer", "well");
      assertThat(observed)
          .extracting(one -> one.condition().ailment())
          .containsOnly(Ailment.ROLE_DOWN);
    }
  }

  private static WatchedRole role(String name, boolean bridge, int port, Duration patience) {
    Network network =
        new Network(
            patience, patience, List.of(AddressRange.parse("127.0.0.0/8")), Optional.empty());
    Endpoint readiness =
        new Endpoint(Endpoint.url("http://127.0.0.1:" + port + "/health/ready"), network);
    return new WatchedRole(name, bridge, Optional.of("zurich"), readiness, Duration.ofSeconds(15));
  }
}
