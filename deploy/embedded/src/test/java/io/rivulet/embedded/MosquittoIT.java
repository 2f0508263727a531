package io.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.testkit.RequiresProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresProgram("mosquitto")
class MosquittoIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path directory;

  @Test
  void aMessageWaitsForASubscriberThatIsAwayAcrossAStopAndAStartOnTheSamePort() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.start(directory)) {
      String uri = mosquitto.uri();
      DurableSubscriber subscriber = new DurableSubscriber("bridge", "rivulet/v1/+/+/pump");
      subscriber.connect(uri).disconnect();
      publish(uri, "rivulet/v1/clinic/pump-1/pump", "35 mg");

      mosquitto.stop();
      assertThat(mosquitto.isRunning()).isFalse();
      mosquitto.startAgain();

      assertThat(mosquitto.uri()).isEqualTo(uri);
      subscriber.connect(uri);
      await().atMost(LIMIT).until(() -> subscriber.received().size() == 1);
      assertThat(subscriber.received()).containsExactly("35 mg");
      subscriber.disconnect();
    }
  }

  @Test
  void itIsKilledAtOnceAndStartsAgain() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.start(directory)) {
      long first = mosquitto.pid();
      mosquitto.kill();
      assertThat(ProcessHandle.of(first)).isEmpty();
      mosquitto.startAgain();
      assertThat(mosquitto.pid()).isNotEqualTo(first);
      publish(mosquitto.uri(), "rivulet/v1/clinic/pump-1/pump", "35 mg");
      assertThat(mosquitto.log()).contains(" running").doesNotContain("terminating");
    }
  }

  @Test
  void closeLeavesNoProcessAndTheDirectoryFreeForAnotherOnTheSamePort() throws Exception {
    Mosquitto first = Mosquitto.start(directory);
    first.close();
    assertThat(first.isRunning()).isFalse();
    try (Mosquitto second = Mosquitto.start(directory)) {
      assertThat(second.port()).isEqualTo(first.port());
    }
  }

  @Test
  void itEndsWithAJvmThatIsKilled() throws Exception {
    try (ForkedServers jvm = ForkedServers.mosquitto(directory)) {
      ProcessHandle mosquitto = ProcessHandle.of(Long.parseLong(jvm.ready())).orElseThrow();
      assertThat(mosquitto.isAlive()).isTrue();
      jvm.kill();
      await().atMost(LIMIT).until(() -> !mosquitto.isAlive());
    }
  }

  @Test
  void furtherListenersHavePortsOfTheirOwn() throws Exception {
    String configuration =
        Mosquitto.PLAIN_LISTENER + "listener {port:second} 127.0.0.1\n" + Mosquitto.LIMITS;
    try (Mosquitto mosquitto = Mosquitto.start(directory, configuration, 0);
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), mosquitto.port("second"))) {
      assertThat(socket.isConnected()).isTrue();
      assertThat(mosquitto.port("second")).isNotEqualTo(mosquitto.port());
      assertThatThrownBy(() -> mosquitto.port("third"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("third");
    }
  }

  @Test
  void aConfigurationThatMosquittoRefusesIsToldInItsOwnWords() {
    assertThatThrownBy(
            () -> Mosquitto.start(directory, Mosquitto.PLAIN_LISTENER + "colour blue\n", 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mosquitto.conf")
        .hasMessageContaining("Unknown configuration variable \"colour\"");
    assertThatThrownBy(() -> Mosquitto.start(directory, Mosquitto.LIMITS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{port}");
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(
              () -> Mosquitto.start(directory, Mosquitto.PLAIN_LISTENER, taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("mosquitto port " + taken.getLocalPort());
    }
  }

  private static void publish(String uri, String topic, String payload) throws Exception {
    MqttClient publisher = new MqttClient(uri, "pump-1", null);
    publisher.connect();
    publisher.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
    publisher.disconnect();
    publisher.close();
  }
}
