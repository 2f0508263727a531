package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.EmbeddedServers;
import io.rivulet.testkit.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
        .containsPattern("OK +registry")
        .containsPattern("NOTE +alerting +alerting.file is not set");
  }

  @Test
  @Requirement("ALERTAPI-016")
  void anAlertingFileIsExaminedWithItsReceiversSecretsAndGaps(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("alerting.yaml");
    Files.writeString(
        file,
        """
        channels:
          room: {type: slack, url: "env:RIVULET_TEST_NO_SUCH_SECRET"}
          mail: {type: email, host: mail.invalid, from: a@example.org}
          near: {type: webhook, url: "http://localhost:9/x", allowAddresses: [127.0.0.0/8, "::1/128"]}
        people:
          anna: {contacts: [{channel: mail, address: anna@example.org}]}
        schedules:
          ward:
            zone: UTC
            layers:
              - {people: [anna], shift: P1D, handover: 08:00, start: 2026-01-05, restrictions: [{days: monday}]}
        policies:
          ward: {steps: [{targets: [{schedule: ward}]}], lastResort: [{person: anna}]}
        routes: {policy: ward}
        """);

    Invocation run = Invocation.of("doctor", "--set", "alerting.file=" + file);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("OK +alerting +.*1 people, 1 schedules, 3 channels")
        .containsPattern("NOTE +on-call +ward ")
        .containsPattern("FAIL +channel +room: .*RIVULET_TEST_NO_SUCH_SECRET is not there")
        .containsPattern("FAIL +channel +mail: mail.invalid cannot be sent to")
        .containsPattern("OK +channel +near: localhost is known");
    Files.writeString(file, "routes: {policy: ward}\n");
    assertThat(Invocation.of("doctor", "--set", "alerting.file=" + file).out())
        .containsPattern("FAIL +alerting +.*line 1");
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
          .containsPattern("NOTE +database +schema rivulet_console is not there yet")
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
