package io.rivulet.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.alerting.channel.AlertmanagerChannel;
import io.rivulet.alerting.channel.AlertmanagerWebhookChannel;
import io.rivulet.alerting.channel.Channels;
import io.rivulet.alerting.channel.Endpoint;
import io.rivulet.alerting.channel.Pace;
import io.rivulet.alerting.delivery.Receiver.Answer;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.notification.TestNotifications;
import io.rivulet.alerting.template.DefaultWording;
import io.rivulet.alerting.template.SiteZones;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager takes what is sent to it, and sends what this program says it sends. */
@Requirement("NOTIFY-060")
class AlertmanagerIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @RegisterExtension static final DeliveryServers SERVERS = new DeliveryServers();

  @TempDir Path directory;

  @BeforeEach
  void needsAlertmanager() {
    assumeThat(AlertmanagerProcess.program())
        .as("alertmanager is not installed (Debian: apt-get install prometheus-alertmanager)")
        .isPresent();
  }

  @Test
  void anAlertIsThereFromOpeningToResolving() throws Exception {
    try (Receiver receiver = Receiver.start(request -> Answer.of(200));
        AlertmanagerProcess alertmanager = AlertmanagerProcess.start(directory, receiver.url("/"));
        TestOutbox outbox = new TestOutbox(SERVERS);
        Lanes lanes =
            Lanes.start(
                outbox.parts("one", InstantSource.system()), channels(alertmanager.url()))) {
      outbox.enqueue(TestNotifications.opened("n1", "incident-1", "alertmanager"));
      lanes.wake();
      await().atMost(LIMIT).until(() -> alertmanager.active().size() == 1);

      JsonNode alert = alertmanager.active().get(0);
      assertThat(alert.at("/labels/alertname").asText()).isEqualTo("PRESSURE_EXCURSION");
      assertThat(alert.at("/labels/severity").asText()).isEqualTo("critical");
      assertThat(alert.at("/labels/session").asText()).isEqualTo("S-0042");
      assertThat(alert.at("/annotations/notification_id").asText()).isEqualTo("n1");

      outbox.enqueue(
          TestNotifications.of(
              "n2", Reason.RESOLVED, "incident-1", "alertmanager", AlertPriority.HIGH));
      lanes.wake();

      await().atMost(LIMIT).until(() -> alertmanager.active().isEmpty());
      await()
          .atMost(LIMIT)
          .until(() -> receiver.requests().stream().anyMatch(AlertmanagerIT::isResolved));
    }
  }

  @Test
  void theWebhookFormHasTheShapeOfTheRealOne() throws Exception {
    try (Receiver receiver = Receiver.start(request -> Answer.of(200));
        AlertmanagerProcess alertmanager =
            AlertmanagerProcess.start(directory, receiver.url("/real"));
        TestOutbox outbox = new TestOutbox(SERVERS);
        Lanes lanes =
            Lanes.start(
                outbox.parts("one", InstantSource.system()),
                new Channels(
                    Map.of(
                        "alertmanager",
                        alertmanagerChannel(alertmanager.url()),
                        "same",
                        new AlertmanagerWebhookChannel(
                            "same",
                            Pace.DEFAULT,
                            DefaultWording.PLAIN,
                            endpoint(receiver.url("/ours")),
                            Optional.empty())),
                    SiteZones.UTC))) {
      outbox.enqueue(
          TestNotifications.opened("n1", "incident-1", "alertmanager"),
          TestNotifications.opened("n2", "incident-1", "same"));
      lanes.wake();
      await().atMost(LIMIT).until(() -> body(receiver, "/real").isPresent());
      await().atMost(LIMIT).until(() -> body(receiver, "/ours").isPresent());

      assertThat(shape(body(receiver, "/ours").orElseThrow()))
          .isEqualTo(shape(body(receiver, "/real").orElseThrow()));
    }
  }

  /** Keys and kinds of values; labels and annotations are free. */
  private static Set<String> shape(JsonNode body) {
    Set<String> shape = new TreeSet<>();
    body.properties()
        .forEach(field -> shape.add(field.getKey() + " " + field.getValue().getNodeType()));
    body.get("alerts")
        .get(0)
        .properties()
        .forEach(
            field -> shape.add("alert " + field.getKey() + " " + field.getValue().getNodeType()));
    return shape;
  }

  private static Optional<JsonNode> body(Receiver receiver, String path) throws Exception {
    for (Receiver.Request request : receiver.requests()) {
      if (request.path().equals(path)) {
        return Optional.of(MAPPER.readTree(request.body()));
      }
    }
    return Optional.empty();
  }

  private static boolean isResolved(Receiver.Request request) {
    return request.body().contains("\"status\":\"resolved\"");
  }

  private static Channels channels(URI alertmanager) {
    return new Channels(Map.of("alertmanager", alertmanagerChannel(alertmanager)), SiteZones.UTC);
  }

  private static AlertmanagerChannel alertmanagerChannel(URI alertmanager) {
    return new AlertmanagerChannel(
        "alertmanager",
        Pace.DEFAULT,
        DefaultWording.PLAIN,
        endpoint(alertmanager),
        Optional.empty(),
        Duration.ofMinutes(1));
  }

  private static Endpoint endpoint(URI url) {
    return new Endpoint(url, TestOutbox.here(Duration.ofSeconds(5)));
  }
}
