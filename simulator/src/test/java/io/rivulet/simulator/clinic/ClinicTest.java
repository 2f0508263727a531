package io.rivulet.simulator.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.mqtt.DeviceOutlet;
import io.rivulet.simulator.mqtt.PublishingException;
import io.rivulet.simulator.session.SessionSink;
import io.rivulet.simulator.session.SessionSinkException;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClinicTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:07Z");

  /** Keeps everything in memory. */
  private static final class Records implements DeviceOutlet, SessionSink {
    private final List<String> messages = new ArrayList<>();
    private final List<SessionEventRecord> events = new ArrayList<>();
    private final List<LimitsProfileRecord> profiles = new ArrayList<>();
    private int failures;

    @Override
    public synchronized void publish(DeviceMessage message) {
      messages.add(message.topic() + " " + Base64.getEncoder().encodeToString(message.payload()));
    }

    @Override
    public synchronized void profile(LimitsProfileRecord profile) {
      profiles.add(profile);
    }

    @Override
    public synchronized void events(List<SessionEventRecord> recorded) {
      if (failures > 0) {
        failures--;
        throw new SessionSinkException("Kafka is away", null);
      }
      events.addAll(recorded);
    }

    synchronized List<String> messages() {
      return List.copyOf(messages);
    }

    synchronized List<SessionEventRecord> events() {
      return List.copyOf(events);
    }

    @Override
    public void close() {}
  }

  @Test
  @Requirement("SIM-007")
  void backfillsTheSameHistoryEveryTimeAndThenGoesOnLive() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    Records first = new Records();
    Records again = new Records();

    try (Clinic clinic = Clinic.start(ClinicConfig.DEMO, first, first, now::get)) {
      assertThat(clinic.awaitLive(LIMIT)).isTrue();
      int backfilled = first.messages().size();
      assertThat(backfilled).isGreaterThan(10_000);
      assertThat(clinic.messages()).isEqualTo(backfilled);
      assertThat(clinic.sessionsOpened()).isEqualTo(6);

      Instant later = NOW.plusSeconds(600);
      now.set(later);
      try (Clinic restarted =
          Clinic.start(ClinicConfig.DEMO, again, again, InstantSource.fixed(later))) {
        assertThat(restarted.awaitLive(LIMIT)).isTrue();
      }
      assertThat(again.messages()).hasSizeGreaterThan(10_000);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                assertThat(new HashSet<>(first.messages()).containsAll(again.messages())).isTrue();
                assertThat(first.events()).containsAll(again.events());
              });
    }
    assertThat(first.profiles).hasSize(1).isEqualTo(again.profiles);
  }

  @Test
  void aRefusedSessionEventIsTriedAgainAndHoldsMessagesBack() throws Exception {
    Records records = new Records();
    records.failures = 1;

    try (Clinic clinic =
        Clinic.start(
            ClinicConfig.DEMO.withSessions(1), records, records, InstantSource.fixed(NOW))) {
      assertThat(clinic.awaitLive(LIMIT)).isTrue();
      assertThat(records.events()).hasSizeGreaterThanOrEqualTo(5);
      assertThat(clinic.failure()).isEmpty();
    }
  }

  @Test
  void aClinicThatCannotPublishStopsAndSaysWhy() throws Exception {
    Records records = new Records();
    DeviceOutlet broken =
        message -> {
          throw new PublishingException("the broker refused a message");
        };

    try (Clinic clinic =
        Clinic.start(ClinicConfig.DEMO, broken, records, InstantSource.fixed(NOW))) {
      assertThat(clinic.awaitLive(LIMIT)).isFalse();
      assertThat(clinic.failure())
          .get()
          .hasToString(
              "io.rivulet.simulator.mqtt.PublishingException: the broker refused a message");
    }
    await()
        .atMost(LIMIT)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("simulated-clinic")));
  }
}
