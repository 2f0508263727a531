package io.rivulet.domain.unattributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.Measured;
import io.rivulet.domain.course.Course;
import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UnattributedInfusionTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final DeviceId PUMP = new DeviceId("pump-1");
  private static final UnattributedInfusion RULE =
      new UnattributedInfusion(UnattributedRules.DEFAULT);

  private static PumpSample sample(int second, PumpState state, double rate) {
    return sample(second, state, OptionalDouble.of(rate), OptionalLong.empty());
  }

  private static PumpSample counting(int second, PumpState state, long nanolitres) {
    return sample(second, state, OptionalDouble.empty(), OptionalLong.of(nanolitres));
  }

  private static PumpSample sample(
      int second, PumpState state, OptionalDouble rate, OptionalLong nanolitres) {
    return new PumpSample(
        new Origin("clinic", PUMP, T0.plusSeconds(second), second),
        "Ketamine",
        state,
        rate,
        nanolitres,
        Optional.empty(),
        OptionalDouble.empty(),
        Set.of());
  }

  private static PumpSample running(int second) {
    return sample(second, PumpState.RUN, 36);
  }

  private static List<Alert> alerts(PumpSample... samples) {
    InfusionRuns state = RULE.start();
    for (PumpSample sample : samples) {
      state = RULE.step(state, sample);
    }
    return RULE.alerts(PUMP, Optional.of("clinic"), state);
  }

  @Test
  @Requirement("ALERT-010")
  void aPumpThatDeliversToNobodyForLongerThanTheGraceIsStated() {
    assertThat(alerts(running(0), running(30), running(60))).isEmpty();
    assertThat(alerts(running(0), running(30), running(61)))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.category()).isEqualTo(AlertCategory.UNATTRIBUTED_INFUSION);
              assertThat(alert.about().device()).contains(PUMP);
              assertThat(alert.about().session()).isEmpty();
              assertThat(alert.about().site()).contains("clinic");
              assertThat(alert.start()).isEqualTo(T0);
              assertThat(alert.present()).isTrue();
              assertThat(alert.measured()).contains(Measured.of(36, "mL/h"));
            });
  }

  @Test
  @Requirement("ALERT-010")
  void itIsOverOnceThePumpHasNotDeliveredForLongerThanAPause() {
    PumpSample held = sample(100, PumpState.HOLD, 0);
    assertThat(alerts(running(0), running(50), running(90), held)).allMatch(Alert::present);
    assertThat(alerts(running(0), running(50), running(90), held, sample(151, PumpState.HOLD, 0)))
        .singleElement()
        .satisfies(alert -> assertThat(alert.end()).contains(T0.plusSeconds(90)));
  }

  @Test
  @Requirement("ALERT-010")
  void eachRunIsAnAlertAndAPauseMakesNoSecondOne() {
    assertThat(alerts(running(0), running(60), running(120)))
        .extracting(Alert::start)
        .containsExactly(T0);
    assertThat(
            alerts(running(0), running(59), running(61), running(200), running(230), running(261)))
        .extracting(Alert::start)
        .containsExactly(T0, T0.plusSeconds(200));
    assertThat(alerts(running(0), running(50), running(200)))
        .as("runs not longer than the grace")
        .isEmpty();
  }

  @Test
  @Requirement("ALERT-011")
  void keepingTheVeinOpenHoldingAndAProgrammedRateOfZeroAreNoInfusion() {
    for (PumpState state : new PumpState[] {PumpState.KVO, PumpState.HOLD, PumpState.STOP}) {
      assertThat(alerts(sample(0, state, 5), sample(50, state, 5), sample(100, state, 5)))
          .isEmpty();
    }
    assertThat(
            alerts(
                sample(0, PumpState.RUN, 0),
                sample(50, PumpState.RUN, 0),
                sample(100, PumpState.RUN, 0)))
        .isEmpty();
    assertThat(
            alerts(
                sample(0, PumpState.BOLUS, 9),
                sample(50, PumpState.BOLUS, 9),
                sample(100, PumpState.BOLUS, 9)))
        .hasSize(1);
  }

  @Test
  @Requirement("ALERT-011")
  void aCounterThatRisesShowsDeliveryWhateverThePumpSays() {
    assertThat(
            alerts(
                counting(0, PumpState.STOP, 10),
                counting(30, PumpState.STOP, 20),
                counting(60, PumpState.STOP, 30),
                counting(91, PumpState.STOP, 40)))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.start()).isEqualTo(T0.plusSeconds(30));
              assertThat(alert.measured()).isEmpty();
            });
    assertThat(
            alerts(
                counting(0, PumpState.STOP, 10),
                counting(30, PumpState.STOP, 10),
                counting(60, PumpState.STOP, 5),
                counting(91, PumpState.STOP, 5)))
        .isEmpty();
    assertThat(
            alerts(
                counting(0, PumpState.KVO, 10),
                counting(50, PumpState.KVO, 20),
                counting(100, PumpState.KVO, 30),
                counting(150, PumpState.KVO, 40)))
        .isEmpty();
  }

  @Test
  @Requirement("ALERT-011")
  void aCounterThatMovedOverALongGapShowsNothing() {
    assertThat(
            alerts(
                counting(0, PumpState.STOP, 10),
                counting(61, PumpState.STOP, 20),
                counting(122, PumpState.STOP, 30),
                counting(183, PumpState.STOP, 40)))
        .isEmpty();
  }

  @Test
  @Requirement("ALERT-010")
  void runsKeptAreBoundedAndForgottenWhenSettled() {
    InfusionRuns state = RULE.start();
    for (int run = 0; run < 40; run++) {
      for (int second = 0; second <= 90; second += 30) {
        state = RULE.step(state, running(run * 1000 + second));
      }
    }

    assertThat(state.over()).hasSize(InfusionRuns.OVER_MAX);
    assertThat(RULE.alerts(PUMP, Optional.empty(), state)).hasSize(InfusionRuns.OVER_MAX + 1);
    Instant lastOver = T0.plusSeconds(38_090);
    assertThat(RULE.forget(state, lastOver).over()).hasSize(1);
    assertThat(RULE.forget(state, lastOver.plusNanos(1)).over()).isEmpty();
    assertThat(RULE.forget(state, lastOver.plusNanos(1)).open()).isEqualTo(state.open());
  }

  @Test
  @Requirement("ALERT-010")
  void rulesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new UnattributedRules(Duration.ofSeconds(-1), Duration.ZERO))
        .hasMessageContaining("grace PT-1S");
    assertThatThrownBy(() -> new UnattributedRules(Duration.ZERO, Duration.ofSeconds(-1)))
        .hasMessageContaining("pause PT-1S");
    assertThatThrownBy(() -> new InfusionRun(T0, T0.minusNanos(1), OptionalDouble.empty()))
        .hasMessageContaining("ends before");
  }

  @Property(tries = 300)
  @Requirement("ALERT-010")
  void theRunsAreTheSameForEveryOrderOfArrival(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
    Random random = new Random(seed);
    List<PumpSample> samples = new ArrayList<>();
    int second = 0;
    long counter = 0;
    for (int i = 0; i < size; i++) {
      second += 1 + random.nextInt(random.nextInt(5) == 0 ? 120 : 40);
      counter += random.nextInt(2);
      samples.add(
          sample(
              second,
              PumpState.values()[random.nextInt(PumpState.values().length)],
              random.nextBoolean() ? OptionalDouble.of(random.nextInt(3)) : OptionalDouble.empty(),
              random.nextBoolean() ? OptionalLong.of(counter) : OptionalLong.empty()));
    }
    InfusionRuns expected = RULE.start();
    for (PumpSample sample : samples) {
      expected = RULE.step(expected, sample);
    }
    Collections.shuffle(samples, random);
    Course<PumpSample, InfusionRuns> course =
        Course.begin(PumpSample::origin, RULE, new Horizon(Duration.ofHours(2), 0, 100));
    samples.forEach(course::take);

    assertThat(course.state()).isEqualTo(expected);
  }
}
