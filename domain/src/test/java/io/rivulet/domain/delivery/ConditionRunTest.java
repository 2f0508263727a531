package io.rivulet.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ConditionRunTest {
  private static final Duration HOLD = Duration.ofSeconds(15);

  private static ConditionRun run(long from, long to, int flaps, double peak) {
    return new ConditionRun(
        Clinic.at(from),
        Optional.of(Clinic.at(to)),
        flaps,
        OptionalDouble.of(peak),
        OptionalDouble.of(1));
  }

  @Test
  @Requirement("DOSE-030")
  void runsWithinTheHoldTimeAreOneThatCountsEveryReturnAndKeepsTheLargestValue() {
    assertThat(ConditionRun.joined(List.of(run(0, 10, 1, 3), run(25, 40, 2, 2)), HOLD))
        .containsExactly(run(0, 40, 4, 3));
    assertThat(ConditionRun.joined(List.of(run(0, 10, 0, 2), run(20, 40, 0, 3)), HOLD))
        .containsExactly(run(0, 40, 1, 3));
    assertThat(ConditionRun.joined(List.of(run(0, 10, 0, 2), run(26, 40, 0, 3)), HOLD))
        .containsExactly(run(0, 10, 0, 2), run(26, 40, 0, 3));
  }

  @Test
  @Requirement("DOSE-030")
  void aRunThatMeasuresNothingStillMeasuresNothingAfterItCameBack() {
    ConditionRun first = ConditionRun.from(Clinic.at(0)).endedAt(Clinic.at(10));
    ConditionRun again = ConditionRun.from(Clinic.at(20));

    assertThat(ConditionRun.joined(List.of(first, again), HOLD))
        .containsExactly(
            new ConditionRun(
                Clinic.at(0), Optional.empty(), 1, OptionalDouble.empty(), OptionalDouble.empty()));
  }

  @Test
  @Requirement("DOSE-023")
  void onlyALargerMeasuredValueReplacesTheLargest() {
    ConditionRun run = ConditionRun.from(Clinic.at(0), 2, 1);

    assertThat(run.measuring(1.5)).isSameAs(run);
    assertThat(run.measuring(2)).isSameAs(run);
    assertThat(run.measuring(2.5)).isEqualTo(ConditionRun.from(Clinic.at(0), 2.5, 1));
  }

  @Test
  @Requirement("DOSE-023")
  void aRunDoesNotEndBeforeItBegins() {
    Instant start = Clinic.at(0);
    assertThat(ConditionRun.from(start).endedAt(start).end()).contains(start);
    assertThatThrownBy(() -> ConditionRun.from(start).endedAt(start.minusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a run from 2026-03-01T10:00:00Z to 2026-03-01T09:59:59.999999999Z");
  }
}
