package io.rivulet.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.alerting.desk.AlertFilter;
import io.rivulet.alerting.desk.AlertView;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.testkit.Requirement;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The watch in running instances, with Kafka, PostgreSQL, a bridge's health and a switch. */
@Timeout(180)
class WatchIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PLAN =
      """
      channels:
        log: {type: log}
      policies:
        log:
          steps: [{targets: [{channel: log}]}]
          lastResort: [{channel: log}]
      routes: {policy: log}
      heartbeat:
        url: http://127.0.0.1:PORT/beat
        interval: PT10S
        allowAddresses: 127.0.0.0/8
      watchdog:
        interval: PT1S
        roles:
          - {name: bridge-1, bridge: true, site: zurich, url: "http://127.0.0.1:PORT/ready", after: PT0S}
      """;

  @RegisterExtension static final AlertingServers SERVERS = new AlertingServers();

  @TempDir Path folder;

  private final List<Alerting> running = new ArrayList<>();
  private final List<String> beats = new CopyOnWriteArrayList<>();
  private volatile int ready = 503;
  private TestDatabase database;
  private AlertTopic topic;
  private HttpServer neighbours;

  @BeforeEach
  void open() throws Exception {
    database = SERVERS.newDatabase();
    topic = SERVERS.newTopic();
    neighbours = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 8);
    neighbours.createContext(
        "/beat",
        exchange -> {
          beats.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    neighbours.createContext(
        "/ready",
        exchange -> {
          exchange.sendResponseHeaders(ready, -1);
          exchange.close();
        });
    neighbours.start();
    String port = Integer.toString(neighbours.getAddress().getPort());
    Files.writeString(folder.resolve("alerting.yaml"), PLAN.replace("PORT", port));
  }

  @AfterEach
  void close() {
    running.forEach(Alerting::close);
    neighbours.stop(0);
    topic.close();
    database.close();
  }

  @Test
  @Requirement({"HEART-002", "HEART-004"})
  void aBlindBridgeIsAnAlertOfOneInstanceAndTheNextOneGoesOnWithItAndWithTheHeartbeat()
      throws Exception {
    Alerting one = start("one");
    await("told").atMost(LIMIT).until(() -> delivered() == 1);
    assertThat(alerts(one))
        .singleElement()
        .satisfies(
            view -> {
              assertThat(view.alert().category()).isEqualTo("BRIDGE_BLIND");
              assertThat(view.alert().site()).contains("zurich");
              assertThat(view.alert().device()).contains("bridge-1");
              assertThat(view.alert().state()).isEqualTo(AlertState.OPEN);
            });
    await("a heartbeat").atMost(LIMIT).until(() -> !beats.isEmpty());
    assertThat(beats.get(0)).startsWith("rivulet alerting one: ");

    Alerting two = start("two");
    await("the second is ready").atMost(LIMIT).until(() -> two.health().ready());
    await("it does not watch")
        .atMost(LIMIT)
        .until(() -> two.health().detail().contains("another instance watches"));
    running.remove(one);
    one.close();
    await("the second beats")
        .atMost(LIMIT)
        .until(() -> beats.stream().anyMatch(beat -> beat.startsWith("rivulet alerting two: ")));
    assertThat(database.number("SELECT max(revision) FROM rivulet_alerting.alert_case"))
        .isEqualTo(1);

    ready = 200;
    await("over")
        .atMost(LIMIT)
        .until(() -> alerts(two).get(0).alert().state() == AlertState.CLOSED);
    assertThat(database.number("SELECT count(*) FROM rivulet_alerting.alert_case")).isEqualTo(1);
  }

  private long delivered() throws Exception {
    return database.number(
        "SELECT count(*) FROM rivulet_alerting.outbox WHERE state = 'delivered'");
  }

  private static List<AlertView> alerts(Alerting alerting) throws Exception {
    return alerting.desk().alerts(AlertFilter.ALL, Optional.empty(), 10).items();
  }

  private Alerting start(String name) throws Exception {
    Alerting alerting =
        Alerting.start(
            new AlertingConfig(
                database.config(),
                Map.of("bootstrap.servers", SERVERS.kafka()),
                topic.prefix(),
                AlertTopic.PARTITIONS,
                1,
                topic.prefix() + "alerting",
                Optional.empty(),
                Optional.of(folder.resolve("alerting.yaml")),
                name,
                100,
                Duration.ofMillis(100),
                Duration.ofDays(400),
                Duration.ofHours(24),
                Duration.ofHours(1),
                Optional.empty()),
            InstantSource.system(),
            new SimpleMeterRegistry());
    running.add(alerting);
    return alerting;
  }
}
