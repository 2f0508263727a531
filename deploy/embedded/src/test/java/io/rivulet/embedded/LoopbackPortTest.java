package io.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackPortTest {
  @TempDir Path directory;

  @Test
  @Requirement("ONEBOX-007")
  void theSamePortIsChosenAgain() throws Exception {
    int first = LoopbackPort.choose(directory, "mqtt", 0);
    assertThat(LoopbackPort.choose(directory, "mqtt", 0)).isEqualTo(first);
  }

  @Test
  @Requirement("ONEBOX-007")
  void anotherPortIsChosenWhileTheRememberedOneIsTaken() throws Exception {
    int first = LoopbackPort.choose(directory, "mqtt", 0);
    try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(LoopbackPort.choose(directory, "mqtt", 0)).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void aRequestedPortIsTheOneAndIsRemembered() throws Exception {
    int free = LoopbackPort.choose(directory, "other", 0);
    assertThat(LoopbackPort.choose(directory, "mqtt", free)).isEqualTo(free);
    assertThat(LoopbackPort.choose(directory, "mqtt", 0)).isEqualTo(free);
  }

  @Test
  void aRequestedPortThatIsTakenIsAnError() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> LoopbackPort.choose(directory, "mqtt", taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is taken by another process");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "99999", "12 34"})
  void aFileThatHoldsNoPortIsAsGoodAsNone(String content) throws Exception {
    Files.writeString(directory.resolve("mqtt.port"), content);
    assertThat(LoopbackPort.choose(directory, "mqtt", 0)).isBetween(20_000, 32_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void aNumberThatIsNoPortIsRefused(int port) {
    assertThatThrownBy(() -> LoopbackPort.choose(directory, "mqtt", port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is " + port);
  }
}
