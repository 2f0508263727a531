package io.rivulet.domain.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
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
import org.junit.jupiter.api.Test;

class PressureExcursionTest {
  static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  static final SessionId SESSION = new SessionId("s1");
  static final MeasurementLimits LIMITS = profile(160, 180);

  static MeasurementLimits profile(double warning, double critical) {
    return new Limits()
        .plausible(VitalSign.SYSTOLIC, 30, 300)
        .high(VitalSign.SYSTOLIC, warning, critical)
        .low(VitalSign.SYSTOLIC, 90, 80)
        .build();
  }

  static Versions<LimitsVersion> limits(MeasurementLimits limits) {
    return Versions.of(List.of(version(T0, 1, limits)));
  }

  private static Version<LimitsVersion> version(
      Instant from, int number, MeasurementLimits limits) {
    return new Version<>(
        from,
        new LimitsVersion(
            "test",
            number,
            LimitsProfile.ofVitals(Map.of(Measurement.NIBP, limits), Optional.empty())));
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
  private static Found evaluate(double... values) {
    List<PressureReading> readings = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      readings.add(systolic(10 * i, values[i]));
    }
    return Found.in(SESSION, readings, limits(LIMITS));
  }

  private static Instant minute(int minute) {
    return T0.plus(Duration.ofMinutes(minute));
  }

  @Test
  @Requirement("PRES-001")
  void oneReadingBeyondWarningWaitsAndComesToNothing() {
    Found found = evaluate(150, 160, 150);

    assertThat(found.excursions()).isEmpty();
    assertThat(found.standing().unconfirmed()).isEqualTo(1);
  }

  @Test
  @Requirement("PRES-001")
  void aSecondReadingConfirmsFromTheFirst() {
    Found found = evaluate(150, 161, 165, 150);

    assertThat(found.excursions()).hasSize(1);
    Excursion excursion = found.excursions().get(0);
    assertThat(excursion.start()).isEqualTo(minute(10));
    assertThat(excursion.end()).contains(minute(30));
    assertThat(excursion.peak()).isEqualTo(165);
    assertThat(excursion.readings()).isEqualTo(2);
    assertThat(excursion.severity()).isEqualTo(Severity.WARNING);
    assertThat(found.standing().unconfirmed()).isZero();
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
    Found warning =
        Found.in(
            SESSION,
            List.of(systolic(0, 165), systolic(21, 166), systolic(41, 167)),
            limits(LIMITS));
    assertThat(warning.excursions()).hasSize(1);
    assertThat(warning.excursions().get(0).start()).isEqualTo(minute(21));
    assertThat(warning.standing().unconfirmed()).isEqualTo(1);

    Found critical =
        Found.in(SESSION, List.of(systolic(0, 165), systolic(21, 190)), limits(LIMITS));
    assertThat(critical.excursions().get(0).start()).isEqualTo(minute(21));
    assertThat(critical.standing().unconfirmed()).isEqualTo(1);
  }

  @Test
  @Requirement("PRES-004")
  void anExcursionEndsOnlyWellInsideTheLimitAndThatReadingOpensNothing() {
    Found found = evaluate(165, 165, 158, 156, 155, 165, 150);

    assertThat(found.excursions()).hasSize(1);
    Excursion excursion = found.excursions().get(0);
    assertThat(excursion.readings()).as("158 and 156 did not close it").isEqualTo(4);
    assertThat(excursion.end()).contains(minute(40));
    assertThat(found.standing().unconfirmed()).isEqualTo(1);
  }

  @Test
  @Requirement("PRES-004")
  void aReadingThatClosesAHighDoesNotOpenItsOwnSideAgainButTheOtherSideJudgesItToo() {
    Found found = evaluate(185, 75);

    assertThat(found.excursions())
        .extracting(e -> e.comparison().direction())
        .containsExactly(Direction.HIGH, Direction.LOW);
  }

  @Test
  @Requirement("PRES-004")
  void severityOnlyRises() {
    Excursion excursion = evaluate(165, 185, 170).excursions().get(0);

    assertThat(excursion.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(excursion.peak()).isEqualTo(185);
  }

  @Test
  @Requirement("PRES-004")
  void lowLimitsAreBeyondFromAboveAndPeakAtTheLowest() {
    Excursion excursion = evaluate(90, 85, 93, 95).excursions().get(0);

    assertThat(excursion.comparison().direction()).isEqualTo(Direction.LOW);
    assertThat(excursion.peak()).isEqualTo(85);
    assertThat(excursion.readings()).isEqualTo(3);
    assertThat(excursion.end()).contains(minute(30));
  }

  @Test
  @Requirement("PRES-005")
  void anImplausibleReadingTakesPartInNothing() {
    Found found = evaluate(165, 11647, 165);

    assertThat(found.excursions()).hasSize(1);
    assertThat(found.excursions().get(0).readings()).isEqualTo(2);
    assertThat(found.standing().counts().readings()).isEqualTo(3);
    assertThat(found.standing().counts().rejected()).isEqualTo(1);
    assertThat(found.rejected().values())
        .containsExactly("systolic 11647.0 mmHg is outside 30.0 to 300.0");
  }

  @Test
  @Requirement("PRES-005")
  void componentsThatContradictOneAnotherAreImplausible() {
    assertThat(implausibility(pressure(120, 120, 120))).isPresent();
    assertThat(implausibility(pressure(120, 80, 79))).isPresent();
    assertThat(implausibility(pressure(120, 80, 121))).isPresent();
    assertThat(implausibility(pressure(120, 80, 80))).isEmpty();
    assertThat(implausibility(pressure(120, 80, 120))).isEmpty();
    assertThat(implausibility(pressure(30, 20, 25))).isEmpty();
    assertThat(implausibility(pressure(300, 20, 25))).isEmpty();
  }

  private static Optional<String> implausibility(Pressure pressure) {
    return LIMITS.implausibility(
        new PressureReading(systolic(0, 120).origin(), PressureSource.NIBP, pressure));
  }

  private static Pressure pressure(double systolic, double diastolic, double mean) {
    return new Pressure(
        OptionalDouble.of(systolic), OptionalDouble.of(diastolic), OptionalDouble.of(mean));
  }

  @Test
  @Requirement("PRES-006")
  void aMissingComponentLeavesItsComparisonWaiting() {
    Found found =
        Found.in(
            SESSION,
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
    assertThat(evaluate(150, 165).standing().unconfirmed()).isEqualTo(1);
    assertThat(evaluate(165, 165).excursions().get(0).end()).isEmpty();
  }

  @Test
  @Requirement("PRES-008")
  void newLimitsApplyToReadingsFromTheirTimeOn() {
    Versions<LimitsVersion> changing =
        Versions.of(List.of(version(T0, 1, LIMITS), version(minute(15), 2, profile(140, 150))));

    Found found =
        Found.in(
            SESSION,
            List.of(systolic(0, 145), systolic(10, 145), systolic(20, 145), systolic(30, 145)),
            changing);

    assertThat(found.excursions()).hasSize(1);
    assertThat(found.excursions().get(0).start()).isEqualTo(minute(20));
    assertThat(found.excursions().get(0).profileVersion()).isEqualTo(2);
  }

  @Test
  @Requirement("PRES-008")
  void withoutLimitsAReadingIsNotEvaluableAndThatIsShown() {
    Found found = Found.in(SESSION, List.of(systolic(0, 500)), Versions.none());

    assertThat(found.standing().counts().withoutLimits()).isEqualTo(1);
    assertThat(found.excursions()).isEmpty();
  }

  @Test
  @Requirement("PRES-009")
  void limitsThatContradictOneAnotherAreRefused() {
    assertThatThrownBy(() -> profile(180, 160)).hasMessageContaining("critical 160.0");
    assertThatThrownBy(() -> profile(85, 95)).hasMessageContaining("not below high warning");
    assertThatThrownBy(() -> new PlausibleRange(10, 10)).hasMessageContaining("plausible range");
    assertThatThrownBy(() -> new Limits().hysteresis(VitalSign.SYSTOLIC, -1).build())
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
}
