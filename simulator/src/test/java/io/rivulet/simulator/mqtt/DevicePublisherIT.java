package io.rivulet.simulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.embedded.EmbeddedBroker;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.simulator.trace.PlannedMessage;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.simulator.trace.RunId;
import io.rivulet.simulator.trace.TracePlan;
import io.rivulet.simulator.trace.TraceReader;
import io.rivulet.simulator.trace.TraceText;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicePublisherIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  @Requirement("SIM-005")
  void everyMessageOfATraceArrivesExactly() throws Exception {
    TraceText text = new TraceText().segment("00:00", "23:00", "Propofol", 10, 100, "Stopped");
    for (int minute = 0; minute < 600; minute++) {
      String at = "%02d:%02d".formatted(minute / 60, minute % 60);
      text.vital(at, "Non Invasive Blood Pressure mean", "90.5", at);
      text.vital(at, "Heart Rate", "77", at);
    }
    TracePlan plan =
        TracePlan.of(
            TraceReader.read(text.write(folder, "stay_5.csv")),
            new RunId("aaaaaa"),
            Instant.parse("2026-11-21T03:00:00Z"));
    List<Subscriber.Received> sent = new ArrayList<>();

    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        Subscriber subscriber = new Subscriber(broker.uri());
        DevicePublisher publisher =
            DevicePublisher.connect(PublisherConfig.to(broker.uri(), "publisher-test"))) {
      for (PlannedMessage planned : plan.messages(ReplayOrder.EVENT)) {
        DeviceMessage message =
            new DeviceMessage(
                TracePlan.SITE,
                planned.device(),
                planned.kind(),
                PayloadCodec.json(planned.payload()),
                false);
        publisher.publish(message);
        sent.add(
            new Subscriber.Received(
                message.topic(), new String(message.payload(), StandardCharsets.UTF_8), false));
      }
      publisher.awaitAcknowledged(LIMIT);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> assertThat(subscriber.received()).hasSizeGreaterThanOrEqualTo(sent.size()));

      assertThat(sent).hasSize(1200 + 93);
      assertThat(subscriber.received()).containsExactlyInAnyOrderElementsOf(sent);
      assertThat(publisher.acknowledged()).isEqualTo(sent.size());
    }
  }

  @Test
  @Requirement("SIM-005")
  void whatWasNotAcknowledgedIsSentAgainAfterTheBrokerIsBack() throws Exception {
    int messages = 4_000;
    Path data = folder.resolve("broker");
    EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
    try (Subscriber subscriber = new Subscriber(broker.uri());
        DevicePublisher publisher =
            DevicePublisher.connect(PublisherConfig.to(broker.uri(), "publisher-test"))) {
      Thread sender = new Thread(() -> send(publisher, messages), "test-sender");
      sender.start();
      await().atMost(LIMIT).until(() -> publisher.acknowledged() > messages / 4);
      int port = broker.port();
      broker.close();
      broker = EmbeddedBroker.start(data, port);
      sender.join(LIMIT.toMillis());
      publisher.awaitAcknowledged(LIMIT);

      assertThat(publisher.reconnects()).isPositive();
      assertThat(publisher.acknowledged()).isEqualTo(messages);
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(new HashSet<>(subscriber.received())).hasSize(messages));
    } finally {
      broker.close();
    }
  }

  private static void send(DevicePublisher publisher, int messages) {
    try {
      for (int i = 0; i < messages; i++) {
        byte[] payload = ("message " + i).getBytes(StandardCharsets.UTF_8);
        publisher.publish(
            new DeviceMessage("s", new DeviceId("d" + i % 7), PayloadKind.PUMP, payload, false));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anUnreachableBrokerIsNamedAndNoThreadIsLeftBehind() throws Exception {
    String uri;
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
      uri = broker.uri();
    }

    assertThatExceptionOfType(PublishingException.class)
        .isThrownBy(() -> DevicePublisher.connect(PublisherConfig.to(uri, "publisher-test")))
        .withMessageContaining("cannot connect to the MQTT broker at " + uri);
    await().atMost(LIMIT).until(() -> threadsNamed("publisher-test") == 0);
  }

  @Test
  void threadsEndWithThePublisher() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
      DevicePublisher publisher =
          DevicePublisher.connect(PublisherConfig.to(broker.uri(), "publisher-test"));
      assertThat(threadsNamed("publisher-test")).isPositive();

      publisher.close();

      await().atMost(LIMIT).until(() -> threadsNamed("publisher-test") == 0);
      assertThatExceptionOfType(PublishingException.class)
          .isThrownBy(() -> send(publisher, 1))
          .withMessageContaining("closed");
    }
  }

  private static long threadsNamed(String part) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains(part))
        .count();
  }
}
