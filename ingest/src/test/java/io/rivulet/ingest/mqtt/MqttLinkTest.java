package io.rivulet.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqttLinkTest {
  private static final String CLIENT_ID = "link-test";

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ssl", "ws", "wss"})
  @Requirement("BRIDGE-006")
  void leavesNoThreadBehindWhereTheOtherSideAcceptsAndHangsUp(String scheme) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread hangsUp = new Thread(() -> acceptAndClose(server), "hangs-up");
      hangsUp.setDaemon(true);
      hangsUp.start();

      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> connect(scheme, server.getLocalPort()))
            .isInstanceOf(LinkException.class)
            .hasMessageContaining("cannot connect to " + scheme + "://127.0.0.1");
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(threadsOfTheClient()).isEmpty());
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }

    assertThatThrownBy(() -> connect("tcp", port))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("Connection refused");
  }

  private static void connect(String scheme, int port) throws LinkException {
    MqttSource source =
        new MqttSource(
            scheme + "://127.0.0.1:" + port,
            CLIENT_ID,
            Optional.empty(),
            List.of("a"),
            Duration.ofDays(1),
            Duration.ofSeconds(15),
            MqttSource.DEFAULT_MAXIMUM_PACKET_BYTES);
    MqttLink.connect(source, 10, (link, arrivals) -> {}).close();
  }

  private static void acceptAndClose(ServerSocket server) {
    try {
      while (true) {
        Socket accepted = server.accept();
        accepted.close();
      }
    } catch (IOException e) {
      assertThat(server.isClosed()).isTrue();
    }
  }

  private static List<String> threadsOfTheClient() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.endsWith(": " + CLIENT_ID))
        .toList();
  }
}
