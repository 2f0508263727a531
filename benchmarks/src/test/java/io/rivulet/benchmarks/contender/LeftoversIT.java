package io.rivulet.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.benchmarks.load.FastPublisher;
import io.rivulet.benchmarks.load.FastPublisher.Message;
import io.rivulet.embedded.Mosquitto;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a stopped contender left unacknowledged is found with the broker, once. */
@Timeout(60)
class LeftoversIT {
  @TempDir Path directory;

  @Test
  void takesWhatTheSessionHoldsAndNothingTheSecondTime() throws Exception {
    assumeThat(Mosquitto.isInstalled())
        .as("mosquitto is not installed (Debian: apt-get install mosquitto)")
        .isTrue();
    try (Mosquitto broker = Mosquitto.start(directory)) {
      Assignment assignment =
          new Assignment(
              broker.uri(), "stopped", "ward/+/pump", "none", "none", 1000, directory.toString());
      DiscardingContender.start(assignment).close();
      try (FastPublisher publisher =
          FastPublisher.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), broker.port()),
              "publisher")) {
        publisher.publish(List.of(message("1"), message("2"), message("3")));
      }

      assertThat(Leftovers.take(assignment))
          .extracting(payload -> new String(payload, StandardCharsets.UTF_8))
          .containsExactly("1", "2", "3");
      assertThat(Leftovers.take(assignment)).isEmpty();
    }
  }

  private static Message message(String payload) {
    return new Message("ward/pump-1/pump", payload.getBytes(StandardCharsets.UTF_8));
  }
}
