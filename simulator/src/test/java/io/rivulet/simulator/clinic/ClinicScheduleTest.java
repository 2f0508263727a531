package io.rivulet.simulator.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClinicScheduleTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:07Z");
  private static final ClinicSchedule SCHEDULE = new ClinicSchedule(ClinicConfig.DEMO);

  @Test
  void sessionsStartAtEqualDistancesInTheOrderOfTheirNumbers() {
    List<ScheduledSession> day =
        SCHEDULE.starting(NOW.getEpochSecond(), NOW.plus(Duration.ofDays(1)).getEpochSecond());

    assertThat(day).hasSize(64);
    for (int i = 1; i < day.size(); i++) {
      assertThat(day.get(i).ordinal()).isEqualTo(day.get(i - 1).ordinal() + 1);
      assertThat(Duration.between(day.get(i - 1).start(), day.get(i).start()))
          .isEqualTo(Duration.ofSeconds(1_350));
    }
  }

  @Test
  void aChairTakesOneSessionAtATime() {
    List<ScheduledSession> day =
        SCHEDULE.starting(NOW.getEpochSecond(), NOW.plus(Duration.ofDays(1)).getEpochSecond());

    for (int chair = 0; chair < 6; chair++) {
      int number = chair;
      List<ScheduledSession> own = day.stream().filter(s -> s.chair() == number).toList();
      for (int i = 1; i < own.size(); i++) {
        assertThat(own.get(i).start()).isAfter(own.get(i - 1).end());
      }
    }
  }

  @Test
  void stretchesOfTimeFitTogetherWithoutGapOrOverlap() {
    long from = NOW.getEpochSecond();
    List<ScheduledSession> whole = SCHEDULE.starting(from, from + 20_000);
    List<ScheduledSession> parts = new java.util.ArrayList<>();
    for (long second = from; second < from + 20_000; second += 7) {
      parts.addAll(SCHEDULE.starting(second, Math.min(second + 7, from + 20_000)));
    }

    assertThat(parts).containsExactlyElementsOf(whole);
  }

  @Test
  @Requirement("SIM-007")
  void theBackfillOfADemoHoldsAnExcursionAndSessionsUnderWayAtAnyTime() {
    for (int minute = 0; minute < 24 * 60; minute++) {
      Instant now = NOW.plus(Duration.ofMinutes(minute));
      List<ScheduledSession> history = SCHEDULE.toBackfill(now);

      assertThat(history)
          .anyMatch(
              s ->
                  Misbehaviour.of(s.ordinal()).contains(Misbehaviour.PRESSURE_EXCURSION)
                      && now.isAfter(s.start().plusSeconds(600 + 2_400)));
      assertThat(history)
          .anyMatch(
              s ->
                  now.isAfter(s.start().plusSeconds(600))
                      && now.isBefore(s.start().plusSeconds(600 + 2_400)));
      assertThat(history).allMatch(s -> !s.start().isAfter(now));
    }
  }
}
