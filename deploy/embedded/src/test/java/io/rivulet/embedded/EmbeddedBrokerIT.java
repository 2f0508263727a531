package io.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  @TempDir Path directory;

  @Test
  @Requirement("ONEBOX-001")
  void aMessageWaitsForASubscriberThatIsAwayAcrossARestartOnTheSamePort() throws Exception {
    EmbeddedBroker first = EmbeddedBroker.start(directory, 0);
    DurableSubscriber subscriber = new DurableSubscriber("bridge", "rivulet/v1/+/+/pump");
    subscriber.connect(first.uri()).disconnect();
    publish(first.uri(), "rivulet/v1/clinic/pump-1/pump", "35 mg");
    first.close();

    try (EmbeddedBroker second = EmbeddedBroker.start(directory, first.port())) {
      assertThat(second.uri()).isEqualTo(first.uri());
      subscriber.connect(second.uri());
      await().atMost(LIMIT).until(() -> subscriber.received().size() == 1);
      assertThat(subscriber.received()).containsExactly("35 mg");
      subscriber.disconnect();
    }
  }

  @Test
  @Requirement("ONEBOX-005")
  void aMessageThatIsNeverAcknowledgedIsDeliveredHoweverOftenTheConnectionIsLost()
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      DurableSubscriber subscriber =
          new DurableSubscriber("bridge", "rivulet/v1/#").withoutAcknowledging();
      subscriber.connect(broker.uri());
      publish(broker.uri(), "rivulet/v1/clinic/pump-1/pump", "35 mg");
      for (int delivery = 1; delivery <= 15; delivery++) {
        int expected = delivery;
        await().atMost(LIMIT).until(() -> subscriber.received().size() == expected);
        subscriber.loseConnection();
        subscriber.connect(broker.uri());
      }
      subscriber.loseConnection();
      assertThat(subscriber.received()).containsOnly("35 mg").hasSizeGreaterThanOrEqualTo(15);
    }
  }

  @Test
  @Requirement("ONEBOX-006")
  void whatDoesNotFitInMemoryWaitsOnDiskAndArrivesWholeAndInOrder() throws Exception {
    int messages = 500;
    String filler = "x".repeat(80_000);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      DurableSubscriber subscriber = new DurableSubscriber("bridge", "rivulet/v1/#").keepingOnly(4);
      subscriber.connect(broker.uri()).disconnect();
      publish(
          broker.uri(),
          "rivulet/v1/clinic/pump-1/pump",
          IntStream.range(0, messages).mapToObj(i -> "%04d%s".formatted(i, filler)));
      try (Stream<Path> paging = Files.walk(directory.resolve("paging"))) {
        assertThat(paging.filter(file -> file.toString().endsWith(".page"))).isNotEmpty();
      }
      subscriber.connect(broker.uri());
      await().atMost(LIMIT).until(() -> subscriber.received().size() == messages);
      assertThat(subscriber.received())
          .containsExactlyElementsOf(
              IntStream.range(0, messages).mapToObj("%04d"::formatted).toList());
      subscriber.disconnect();
    }
  }

  @Test
  void anMqtt311ClientIsWelcome() throws Exception {
    byte[] connect = {0x10, 0x0e, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 2, 'p', '1'};
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), broker.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(connect);
      assertThat(socket.getInputStream().readNBytes(4)).containsExactly(0x20, 2, 0, 0);
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("mqtt port " + taken.getLocalPort())
          .hasMessageContaining("choose another, or 0");
    }
  }

  @Test
  void aSecondBrokerOnTheDirectoryOfARunningOneIsRefused() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by the process with pid")
          .hasMessageContaining(directory.toString());
      publish(broker.uri(), "rivulet/v1/clinic/pump-1/pump", "the first one still works");
    }
  }

  private static void publish(String uri, String topic, String payload) throws Exception {
    publish(uri, topic, Stream.of(payload));
  }

  private static void publish(String uri, String topic, Stream<String> payloads) throws Exception {
    MqttClient publisher = new MqttClient(uri, "pump-1", null);
    publisher.connect();
    for (String payload : (Iterable<String>) payloads::iterator) {
      publisher.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
    }
    publisher.disconnect();
    publisher.close();
  }
}
