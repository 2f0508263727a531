package io.rivulet.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.benchmarks.load.FastPublisher;
import io.rivulet.benchmarks.load.FastPublisher.Message;
import io.rivulet.benchmarks.load.MosquittoProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    assumeThat(
            Files.isExecutable(Path.of("/usr/sbin/mosquitto"))
                || Files.isExecutable(Path.of("/usr/local/sbin/mosquitto")))
        .as("mosquitto is not installed (Debian: apt-get install mosquitto)")
        .isTrue();
    try (MosquittoProcess broker = MosquittoProcess.start(directory)) {
      Assignment assignment =
          new Assignment(
              "tcp://127.0.0.1:" + broker.address().getPort(),
              "stopped",
              "ward/+/pump",
              "none",
              "none",
              1000,
              directory.toString());
      DiscardingContender.start(assignment).close();
      try (FastPublisher publisher = FastPublisher.connect(broker.address(), "publisher")) {
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
