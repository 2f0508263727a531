package io.rivulet.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.alerting.desk.AlertFilter;
import io.rivulet.alerting.desk.Answer;
import io.rivulet.alerting.desk.Origin;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The role, with Kafka and PostgreSQL. */
@Timeout(180)
class AlertingIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final String CASES = "SELECT count(*) FROM rivulet_alerting.alert_case";

  @RegisterExtension static final AlertingServers SERVERS = new AlertingServers();

  @TempDir Path folder;

  private final List<Alerting> running = new ArrayList<>();
  private TestDatabase database;
  private AlertTopic topic;

  @BeforeEach
  void open() throws Exception {
    database = SERVERS.newDatabase();
    topic = SERVERS.newTopic();
    Files.writeString(folder.resolve("alerting.yaml"), TestPlans.SIMPLE);
  }

  @AfterEach
  void close() {
    running.forEach(Alerting::close);
    topic.close();
    database.close();
  }

  private Alerting start(String name) throws Exception {
    DatabaseConfig config = database.config();
    Alerting alerting =
        Alerting.start(
            new AlertingConfig(
                config,
                Map.of("bootstrap.servers", SERVERS.kafka()),
                topic.prefix(),
                AlertTopic.PARTITIONS,
                1,
                topic.prefix() + "alerting",
                Optional.empty(),
                Optional.of(folder.resolve("alerting.yaml")),
                name,
                100,
                Duration.ofMillis(100),
                Duration.ofDays(400),
                Duration.ofHours(24),
                Duration.ofHours(1),
                Optional.empty()),
            InstantSource.system(),
            new SimpleMeterRegistry());
    running.add(alerting);
    return alerting;
  }

  private static void awaitReady(Alerting alerting) {
    await("ready").atMost(LIMIT).until(() -> alerting.health().ready());
  }

  @Test
  @Requirement({"LEDGER-009", "IMPORT-008"})
  void whatIsStatedIsToldWhateverElseIsInTheTopic() throws Exception {
    topic.state("A", "S1", 1, true);
    topic.sendBytes("S1", "no record".getBytes(StandardCharsets.UTF_8));
    var odd = AlertTopic.record("ODD", "S1", 1, true);
    odd.setPriority("terrible");
    topic.send("S1", odd);
    topic.send("S1", AlertTopic.record("IMPORTED", "import-0123456789abcdef", 1, true));
    topic.state("B", "S1", 1, true);
    Alerting alerting = start("one");

    awaitReady(alerting);
    await().atMost(LIMIT).until(() -> database.number(CASES) == 2);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                database.number(
                        "SELECT count(*) FROM rivulet_alerting.outbox WHERE state = 'delivered'")
                    >= 1);

    assertThat(
            database.texts("SELECT reason FROM rivulet_alerting.unreadable ORDER BY kafka_offset"))
        .containsExactly("undecodable", "refused");
    assertThat(alerting.desk().alerts(AlertFilter.ALL, Optional.empty(), 10).items())
        .extracting(view -> view.alert().id())
        .containsExactlyInAnyOrder("A", "B");
  }

  @Test
  @Requirement({"LEDGER-010", "LEDGER-001"})
  void twoInstancesShareTheWorkAndOneThatEndsLeavesItToTheOther() throws Exception {
    Alerting one = start("one");
    Alerting other = start("two");
    awaitReady(one);
    awaitReady(other);
    for (int i = 0; i < 60; i++) {
      topic.state("A" + i, "S" + i % 12, 1, true);
      if (i == 30) {
        one.close();
      }
    }

    await().atMost(LIMIT).until(() -> database.number(CASES) == 60);
    assertThat(
            database.number("SELECT count(*) FROM rivulet_alerting.audit WHERE event = 'opened'"))
        .isEqualTo(60);
    assertThat(
            database.number(
                "SELECT count(*) FROM rivulet_alerting.incident WHERE over_time IS NULL"))
        .isEqualTo(12);
    assertThat(other.desk().verifyAudit(1, Optional.empty()).whole()).isTrue();
    assertThat(other.desk().instances()).extracting(view -> view.name()).containsExactly("two");
  }

  @Test
  @Requirement("LEDGER-011")
  void whoReadsWhatAnotherHasReadIsFencedAndGoesOnFromThere() throws Exception {
    Alerting one = start("one");
    awaitReady(one);
    topic.state("A", "S1", 1, true);
    await().atMost(LIMIT).until(() -> database.number(CASES) == 1);

    // As if another instance had read on, and as if it had not: both are corrected.
    database.execute(
        "UPDATE rivulet_alerting.intake_offset SET next_offset = 0 WHERE next_offset > 0");
    topic.state("B", "S1", 1, true);
    await().atMost(LIMIT).until(() -> database.number(CASES) == 2);

    assertThat(
            database.number("SELECT count(*) FROM rivulet_alerting.audit WHERE event = 'opened'"))
        .isEqualTo(2);
    await().atMost(LIMIT).until(() -> one.health().ready());
  }

  @Test
  @Requirement("LEDGER-012")
  void aChangedFileSendsWhatIsOpenWhereItSaysNow() throws Exception {
    Alerting one = start("one");
    awaitReady(one);
    topic.state("A", "S1", 1, true);
    await().atMost(LIMIT).until(() -> database.number(CASES) == 1);

    Files.writeString(
        folder.resolve("alerting.yaml"),
        TestPlans.SIMPLE.replace(
            "  policy: all\n",
            "  policy: all\n  routes:\n    - {name: high, match: priority = high, policy: all}\n"));

    await()
        .atMost(LIMIT)
        .until(
            () ->
                database
                    .texts("SELECT route FROM rivulet_alerting.incident WHERE over_time IS NULL")
                    .contains("root/high"));
    assertThat(database.number("SELECT count(*) FROM rivulet_alerting.plan")).isEqualTo(2);
    Answer<?> answer =
        one.desk().acknowledgeAlert(new Origin("e1", "anna"), "A", Optional.of("on my way"));
    assertThat(answer).isInstanceOf(Answer.Done.class);
  }
}
