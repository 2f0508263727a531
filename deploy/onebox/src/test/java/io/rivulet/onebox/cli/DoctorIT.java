package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.EmbeddedServers;
import io.rivulet.testkit.Requirement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Requirement("ONEBOX-017")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DoctorIT {
  @Test
  void serversThatAreNotThereAreNamedEachWithinABound() {
    Invocation run =
        doctor("tcp://127.0.0.1:1", "127.0.0.1:1", "jdbc:postgresql://127.0.0.1:1/rivulet", "x");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("FAIL +mqtt")
        .containsPattern("FAIL +kafka")
        .containsPattern("FAIL +database")
        .containsPattern("OK +registry");
  }

  @Test
  void serversThatAnswerAreWell() throws Exception {
    try (EmbeddedServers servers = EmbeddedServers.start(DataDirectory.temporary())) {
      Invocation run =
          doctor(
              servers.broker().uri(),
              servers.kafka().bootstrapServers(),
              servers.database().jdbcUrl(),
              servers.database().password());

      assertThat(run.exit()).as(run.out()).isZero();
      assertThat(run.out())
          .containsPattern("OK +mqtt")
          .containsPattern("OK +kafka")
          .containsPattern("NOTE +topics")
          .containsPattern("OK +database")
          .doesNotContain("FAIL");
    }
  }

  private static Invocation doctor(String mqtt, String kafka, String url, String password) {
    return Invocation.of(
        "doctor",
        "--set",
        "mqtt.uri=" + mqtt,
        "--set",
        "kafka.bootstrap.servers=" + kafka,
        "--set",
        "database.url=" + url,
        "--set",
        "database.user=postgres",
        "--set",
        "database.password=" + password);
  }
}
