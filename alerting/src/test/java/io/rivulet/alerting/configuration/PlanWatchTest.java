package io.rivulet.alerting.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.runtime.yaml.ConfigurationProblem;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Requirement("PLAN-006")
class PlanWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String OTHER = AlertingPlanReader.DEFAULT + "flapping: {count: 7}\n";

  private final List<PlanChange> changes = new CopyOnWriteArrayList<>();
  private Path file;
  private PlanWatch watch;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    file = directory.resolve("alerting.yaml");
    Files.writeString(file, AlertingPlanReader.DEFAULT);
    watch = PlanWatch.open(Optional.of(file), InstantSource.fixed(NOW));
    watch.start(PlanWatchTest::take, changes::add, Duration.ofMillis(5));
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  @Test
  void aChangedFileHoldsFromThenOn() throws IOException {
    String before = watch.plan().version();
    Files.writeString(file, OTHER);

    await().atMost(LIMIT).until(() -> changes.size() == 1);
    assertThat(watch.plan().flapping().count()).isEqualTo(7);
    assertThat(watch.readiness().ready()).isTrue();
    assertThat(changes.get(0).audit().event()).isEqualTo(AuditEvent.CONFIGURED);
    assertThat(changes.get(0).audit().detail())
        .containsEntry("outcome", "taken")
        .containsEntry("version", AlertingPlanReader.versionOf(OTHER))
        .containsEntry("before", before);
  }

  @Test
  void whatIsWrongIsRefusedWholeToldAndForgottenWithTheNextChange() throws IOException {
    AlertingPlan before = watch.plan();
    Files.writeString(file, OTHER.replace("7", "7000"));

    await().atMost(LIMIT).until(() -> changes.size() == 1);
    assertThat(watch.plan()).isSameAs(before);
    assertThat(watch.refused().orElseThrow().problems())
        .extracting(ConfigurationProblem::toString)
        .containsExactly("line 11, flapping.count: 7000 is not 2 to 31");
    assertThat(watch.readiness().ready()).isFalse();
    assertThat(watch.readiness().detail())
        .isEqualTo("the alerting file was refused: line 11, flapping.count: 7000 is not 2 to 31");
    assertThat(changes.get(0).audit().detail())
        .containsEntry("outcome", "refused")
        .containsEntry("holds", before.version())
        .containsEntry("problem", "line 11, flapping.count: 7000 is not 2 to 31");

    Files.writeString(file, OTHER);
    await().atMost(LIMIT).until(() -> changes.size() == 2);
    assertThat(watch.refused()).isEmpty();
    assertThat(watch.readiness().ready()).isTrue();
  }

  @Test
  void whatCannotBeTakenOverIsRefusedWithTheReason() throws IOException {
    Files.writeString(file, OTHER.replace("7", "9"));

    await().atMost(LIMIT).until(() -> changes.size() == 1);
    assertThat(watch.refused().orElseThrow().words()).isEqualTo("the file: nine is never taken");
    assertThat(watch.plan().flapping().count()).isEqualTo(5);
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(file, new byte[] {'a', (byte) 0xC3, (byte) 0x28});

    await().atMost(LIMIT).until(() -> changes.size() == 1);
    assertThat(watch.refused().orElseThrow().words()).isEqualTo("the file: is no text in UTF-8");
  }

  @Test
  void aFileThatIsWrongOrMissingDoesNotOpen(@TempDir Path directory) throws IOException {
    Path wrong = Files.writeString(directory.resolve("wrong.yaml"), "channels: 1");
    Path marked = Files.writeString(directory.resolve("b.yaml"), "\uFEFF" + OTHER);

    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> PlanWatch.open(Optional.of(wrong), InstantSource.fixed(NOW)));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                PlanWatch.open(
                    Optional.of(directory.resolve("none.yaml")), InstantSource.fixed(NOW)));
    assertThat(marked)
        .satisfies(
            path ->
                assertThat(PlanWatch.open(Optional.of(path), InstantSource.fixed(NOW)).plan())
                    .isNotNull());
  }

  private static void take(AlertingPlan plan) {
    if (plan.flapping().count() == 9) {
      throw new IllegalArgumentException("nine is never taken");
    }
  }
}
