package io.rivulet.domain.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureComponent;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PressureMonitorTest {
  static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  static final SessionId SESSION = new SessionId("s1");
  static final LimitsProfile LIMITS = profile(160, 180);

  static LimitsProfile profile(double warning, double critical) {
    TreeMap<Comparison, Threshold> thresholds = new TreeMap<>();
    thresholds.put(
        new Comparison(PressureComponent.SYSTOLIC, Direction.HIGH),
        new Threshold(warning, critical));
    thresholds.put(
        new Comparison(PressureComponent.SYSTOLIC, Direction.LOW), new Threshold(90, 80));
    return new LimitsProfile(
        Map.of(PressureComponent.SYSTOLIC, new PlausibleRange(30, 300)),
        thresholds,
        5,
        Duration.ofMinutes(20));
  }

  static Versions<LimitsVersion> limits(LimitsProfile profile) {
    return Versions.of(List.of(new Version<>(T0, new LimitsVersion("test", 1, profile))));
  }

  static PressureReading systolic(int minute, double value) {
    return reading(minute, OptionalDouble.of(value), OptionalDouble.empty());
  }

  static PressureReading reading(int minute, OptionalDouble systolic, OptionalDouble diastolic) {
    return new PressureReading(
        new Origin(
            "clinic", new DeviceId("monitor-1"), T0.plus(Duration.ofMinutes(minute)), minute),
        PressureSource.NIBP,
        new Pressure(systolic, diastolic, OptionalDouble.empty()));
  }

  /** Systolic values, ten minutes apart. */
  private static PressureMonitor.Evaluation evaluate(double... values) {
    List<PressureReading> readings = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      readings.add(systolic(10 * i, values[i]));
    }
    return PressureMonitor.evaluate(SESSION, PressureSource.NIBP, readings, limits(LIMITS));
  }

  private static Instant minute(int minute) {
    return T0.plus(Duration.ofMinutes(minute));
  }

  @Test
  @Requirement("PRES-001")
  void oneReadingBeyondWarningWaitsAndComesToNothing() {
    PressureMonitor.Evaluation found = evaluate(150, 160, 150);

    assertThat(found.excursions()).isEmpty();
    assertThat(found.monitor().unconfirmed()).isEqualTo(1);
  }

  @Test
  @Requirement("PRES-001")
  void aSecondReadingConfirmsFromTheFirst() {
    PressureMonitor.Evaluation found = evaluate(150, 161, 165, 150);

    assertThat(found.excursions()).hasSize(1);
    Excursion excursion = found.excursions().get(0);
    assertThat(excursion.start()).isEqualTo(minute(10));
    assertThat(excursion.end()).contains(minute(30));
    assertThat(excursion.peakMmHg()).isEqualTo(165);
    assertThat(excursion.readings()).isEqualTo(2);
    assertThat(excursion.severity()).isEqualTo(Severity.WARNING);
    assertThat(found.monitor().unconfirmed()).isZero();
  }

  @Test
  @Requirement("PRES-002")
  void aCriticalReadingOpensAtOnce() {
    Excursion excursion = evaluate(150, 180).excursions().get(0);

    assertThat(excursion.start()).isEqualTo(minute(10));
    assertThat(excursion.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(excursion.readings()).isEqualTo(1);
    assertThat(excursion.end()).isEmpty();
  }

  @Test
  @Requirement("PRES-002")
  void aPendingConfirmedByACriticalIsCriticalFromThePending() {
    Excursion excursion = evaluate(165, 185).excursions().get(0);

    assertThat(excursion.start()).isEqualTo(minute(0));
    assertThat(excursion.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(excursion.readings()).isEqualTo(2);
  }

  @Test
  @Requirement("PRES-003")
  void aConfirmationThatComesTooLateStartsAfresh() {
    PressureMonitor.Evaluation warning =
        PressureMonitor.evaluate(
            SESSION,
            PressureSource.NIBP,
            List.of(systolic(0, 165), systolic(21, 166), systolic(41, 167)),
            limits(LIMITS));
    assertThat(warning.excursions()).hasSize(1);
    assertThat(warning.excursions().get(0).start()).isEqualTo(minute(21));
    assertThat(warning.monitor().unconfirmed()).isEqualTo(1);

    PressureMonitor.Evaluation critical =
        PressureMonitor.evaluate(
            SESSION,
            PressureSource.NIBP,
            List.of(systolic(0, 165), systolic(21, 190)),
            limits(LIMITS));
    assertThat(critical.excursions().get(0).start()).isEqualTo(minute(21));
    assertThat(critical.monitor().unconfirmed()).isEqualTo(1);
  }

  @Test
  @Requirement("PRES-004")
  void anExcursionEndsOnlyWellInsideTheLimitAndThatReadingOpensNothing() {
    PressureMonitor.Evaluation found = evaluate(165, 165, 158, 156, 155, 165, 150);

    assertThat(found.excursions()).hasSize(1);
    Excursion excursion = found.excursions().get(0);
    assertThat(excursion.readings()).as("158 and 156 did not close it").isEqualTo(4);
    assertThat(excursion.end()).contains(minute(40));
    assertThat(found.monitor().unconfirmed()).isEqualTo(1);
  }

  @Test
  @Requirement("PRES-004")
  void aReadingThatClosesAHighDoesNotOpenItsOwnSideAgainButTheOtherSideJudgesItToo() {
    PressureMonitor.Evaluation found = evaluate(185, 75);

    assertThat(found.excursions())
        .extracting(e -> e.comparison().direction())
        .containsExactly(Direction.HIGH, Direction.LOW);
  }

  @Test
  @Requirement("PRES-004")
  void severityOnlyRises() {
    Excursion excursion = evaluate(165, 185, 170).excursions().get(0);

    assertThat(excursion.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(excursion.peakMmHg()).isEqualTo(185);
  }

  @Test
  @Requirement("PRES-004")
  void lowLimitsAreBeyondFromAboveAndPeakAtTheLowest() {
    Excursion excursion = evaluate(90, 85, 93, 95).excursions().get(0);

    assertThat(excursion.comparison().direction()).isEqualTo(Direction.LOW);
    assertThat(excursion.peakMmHg()).isEqualTo(85);
    assertThat(excursion.readings()).isEqualTo(3);
    assertThat(excursion.end()).contains(minute(30));
  }

  @Test
  @Requirement("PRES-005")
  void anImplausibleReadingTakesPartInNothing() {
    PressureMonitor.Evaluation found = evaluate(165, 11647, 165);

    assertThat(found.excursions()).hasSize(1);
    assertThat(found.excursions().get(0).readings()).isEqualTo(2);
    assertThat(found.monitor().readings()).isEqualTo(3);
    assertThat(found.monitor().rejected()).isEqualTo(1);
    assertThat(found.rejected().values())
        .containsExactly("systolic 11647.0 mmHg is outside 30.0 to 300.0");
  }

  @Test
  @Requirement("PRES-005")
  void componentsThatContradictOneAnotherAreImplausible() {
    assertThat(LIMITS.implausibility(pressure(120, 120, 120))).isPresent();
    assertThat(LIMITS.implausibility(pressure(120, 80, 79))).isPresent();
    assertThat(LIMITS.implausibility(pressure(120, 80, 121))).isPresent();
    assertThat(LIMITS.implausibility(pressure(120, 80, 80))).isEmpty();
    assertThat(LIMITS.implausibility(pressure(120, 80, 120))).isEmpty();
    assertThat(LIMITS.implausibility(pressure(30, 20, 25))).isEmpty();
    assertThat(LIMITS.implausibility(pressure(300, 20, 25))).isEmpty();
  }

  private static Pressure pressure(double systolic, double diastolic, double mean) {
    return new Pressure(
        OptionalDouble.of(systolic), OptionalDouble.of(diastolic), OptionalDouble.of(mean));
  }

  @Test
  @Requirement("PRES-006")
  void aMissingComponentLeavesItsComparisonWaiting() {
    PressureMonitor.Evaluation found =
        PressureMonitor.evaluate(
            SESSION,
            PressureSource.NIBP,
            List.of(
                systolic(0, 165),
                reading(5, OptionalDouble.empty(), OptionalDouble.of(70)),
                systolic(10, 165)),
            limits(LIMITS));

    assertThat(found.excursions()).hasSize(1);
    assertThat(found.excursions().get(0).readings()).isEqualTo(2);
  }

  @Test
  @Requirement("PRES-007")
  void aPendingAtTheEndIsUnconfirmedAndAnOpenExcursionHasNoEnd() {
    assertThat(evaluate(150, 165).monitor().unconfirmed()).isEqualTo(1);
    assertThat(evaluate(165, 165).excursions().get(0).end()).isEmpty();
  }

  @Test
  @Requirement("PRES-008")
  void newLimitsApplyToReadingsFromTheirTimeOn() {
    Versions<LimitsVersion> changing =
        Versions.of(
            List.of(
                new Version<>(T0, new LimitsVersion("test", 1, LIMITS)),
                new Version<>(minute(15), new LimitsVersion("test", 2, profile(140, 150)))));

    PressureMonitor.Evaluation found =
        PressureMonitor.evaluate(
            SESSION,
            PressureSource.NIBP,
            List.of(systolic(0, 145), systolic(10, 145), systolic(20, 145), systolic(30, 145)),
            changing);

    assertThat(found.excursions()).hasSize(1);
    assertThat(found.excursions().get(0).start()).isEqualTo(minute(20));
    assertThat(found.excursions().get(0).profileVersion()).isEqualTo(2);
  }

  @Test
  @Requirement("PRES-008")
  void withoutLimitsAReadingIsNotEvaluableAndThatIsShown() {
    PressureMonitor.Evaluation found =
        PressureMonitor.evaluate(
            SESSION, PressureSource.NIBP, List.of(systolic(0, 500)), Versions.none());

    assertThat(found.monitor().notEvaluable()).isEqualTo(1);
    assertThat(found.excursions()).isEmpty();
  }

  @Test
  @Requirement("PRES-009")
  void limitsThatContradictOneAnotherAreRefused() {
    assertThatThrownBy(() -> profile(180, 160)).hasMessageContaining("critical 160.0");
    assertThatThrownBy(() -> profile(85, 95)).hasMessageContaining("not below high warning");
    assertThatThrownBy(() -> new PlausibleRange(10, 10)).hasMessageContaining("plausible range");
    assertThatThrownBy(
            () -> new LimitsProfile(Map.of(), new TreeMap<>(), -1, Duration.ofMinutes(1)))
        .hasMessageContaining("hysteresis");
    assertThatThrownBy(() -> profile(Double.NaN, 180)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Requirement("PRES-010")
  void anIdStaysWhileTheStartStays() {
    Excursion open = evaluate(165, 165).excursions().get(0);
    Excursion closed = evaluate(165, 165, 150).excursions().get(0);

    assertThat(open.id()).isEqualTo(closed.id()).hasSize(32);
    assertThat(evaluate(150, 165, 165).excursions().get(0).id()).isNotEqualTo(open.id());
    assertThat(open.overlaps(closed)).isTrue();
  }

  @Test
  @Requirement("PRES-010")
  void aReadingOutOfOrderIsNotTakenAsTheNext() {
    PressureMonitor monitor = evaluate(150, 150).monitor();

    assertThat(monitor.isNext(systolic(5, 150))).isFalse();
    assertThatThrownBy(() -> monitor.next(systolic(5, 150), Optional.empty()))
        .hasMessageContaining("is not after");
  }
}
