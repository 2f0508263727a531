package io.rivulet.domain.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.alert.Alerts;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.reading.VitalsSample;
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

class ExcursionRuleTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final SessionId SESSION = new SessionId("s1");
  private static final BaselineRule BASELINE = new BaselineRule(Duration.ofMinutes(30), 2);

  private static Origin origin(long second) {
    return new Origin("clinic", new DeviceId("monitor-1"), at(second), second);
  }

  private static Instant at(long second) {
    return T0.plusSeconds(second);
  }

  private static VitalReading art(long second, double systolic) {
    return new PressureReading(
        origin(second),
        PressureSource.ART,
        new Pressure(OptionalDouble.of(systolic), OptionalDouble.empty(), OptionalDouble.empty()));
  }

  private static VitalReading heartRate(long second, double value) {
    return new QuantityReading(origin(second), Measurement.HEART_RATE, value);
  }

  private static Versions<LimitsVersion> always(LimitsVersion version) {
    return Versions.of(List.of(new Version<>(T0, version)));
  }

  /** Systolic pressures of an arterial line, one a second, confirmed after three seconds. */
  private static Found lasting(double... values) {
    List<VitalReading> readings = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0) {
        readings.add(art(i, values[i]));
      }
    }
    return Found.in(SESSION, readings, always(lastingLimits()));
  }

  private static LimitsVersion lastingLimits() {
    return new Limits()
        .high(VitalSign.SYSTOLIC, 160, 180)
        .confirm(new Confirmation.ByDuration(Duration.ofSeconds(3), Duration.ofSeconds(2)))
        .version(Measurement.ART, Optional.empty());
  }

  @Test
  @Requirement("PRES-012")
  void aWarningThatLastsOpensFromItsFirstReading() {
    Found found = lasting(150, 161, 165, 163);
    assertThat(found.excursions()).isEmpty();
    assertThat(found.standing().unconfirmed()).isEqualTo(1);

    Excursion excursion = lasting(150, 161, 165, 163, 161, 150).excursions().get(0);
    assertThat(excursion.start()).isEqualTo(at(1));
    assertThat(excursion.severity()).isEqualTo(Severity.WARNING);
    assertThat(excursion.readings()).isEqualTo(4);
    assertThat(excursion.peak()).isEqualTo(165);
    assertThat(excursion.end()).contains(at(5));
  }

  @Test
  @Requirement("PRES-012")
  void aReadingThatIsNotBeyondStartsAfresh() {
    Found found = lasting(161, 161, 161, 159, 161, 161, 161);

    assertThat(found.excursions()).isEmpty();
    assertThat(found.standing().unconfirmed()).isEqualTo(2);
  }

  @Test
  @Requirement("PRES-012")
  void aGapStartsAfresh() {
    Found found = lasting(161, 161, 0, 0, 161, 161, 161, 161);

    assertThat(found.excursions()).hasSize(1);
    assertThat(found.excursions().get(0).start()).isEqualTo(at(4));
    assertThat(found.standing().unconfirmed()).isEqualTo(1);
    assertThat(lasting(161, 161, 0, 161).excursions().get(0).start())
        .as("two seconds are no gap")
        .isEqualTo(at(0));
  }

  @Test
  @Requirement("PRES-012")
  void aCriticalReadingOpensAtOnceFromTheFirstOfItsRun() {
    Excursion alone = lasting(150, 180).excursions().get(0);
    assertThat(alone.start()).isEqualTo(at(1));
    assertThat(alone.severity()).isEqualTo(Severity.CRITICAL);

    Excursion run = lasting(150, 161, 181).excursions().get(0);
    assertThat(run.start()).isEqualTo(at(1));
    assertThat(run.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(run.readings()).isEqualTo(2);
  }

  @Test
  @Requirement("PRES-014")
  void aWarningWithoutACriticalLimitNeverBecomesCritical() {
    LimitsVersion limits =
        new Limits()
            .highWarning(VitalSign.HEART_RATE, 120)
            .version(Measurement.HEART_RATE, Optional.empty());

    List<Excursion> found =
        Found.in(SESSION, List.of(heartRate(0, 250), heartRate(60, 300)), always(limits))
            .excursions();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(found.get(0).limit()).isEqualTo(Limit.absolute(120));
  }

  /** High at 20 and 30 percent over the baseline, low at 25 percent under it, ART. */
  private static Limits relative() {
    return new Limits().over(VitalSign.SYSTOLIC, 20, 30).under(VitalSign.SYSTOLIC, 25);
  }

  private static Found relative(Limits limits, Optional<Instant> infusion, VitalReading... all) {
    return Found.in(
        SESSION,
        List.of(all),
        always(limits.version(Measurement.ART, Optional.of(BASELINE))),
        infusion);
  }

  @Test
  @Requirement("PRES-015")
  void theBaselineIsTheMedianOfTheWindowBeforeTheInfusion() {
    Found found =
        relative(
            relative(),
            Optional.of(at(3600)),
            art(0, 300),
            art(1800, 118),
            art(2400, 122),
            art(3000, 119),
            art(3599, 121),
            art(3600, 143),
            art(4200, 144),
            art(4800, 146));

    assertThat(found.standing().baseline())
        .isEqualTo(new Baseline.Settled(at(3600), Map.of(VitalSign.SYSTOLIC, 120.0), 4));
    assertThat(found.excursions()).hasSize(1);
    Excursion excursion = found.excursions().get(0);
    assertThat(excursion.start()).isEqualTo(at(4200));
    assertThat(excursion.limit()).isEqualTo(new Limit(144, OptionalDouble.of(120)));
  }

  @Test
  @Requirement("PRES-015")
  void anImplausibleReadingIsNoPartOfTheBaseline() {
    Found found =
        relative(
            relative().plausible(VitalSign.SYSTOLIC, 30, 250),
            Optional.of(at(3600)),
            art(3000, 120),
            art(3100, 11647),
            art(3200, 120),
            art(3700, 120));

    assertThat(found.standing().baseline().value(VitalSign.SYSTOLIC)).hasValue(120);
  }

  @Test
  @Requirement("PRES-015")
  void theTighterLimitJudges() {
    Limits both = relative().high(VitalSign.SYSTOLIC, 140, 180).low(VitalSign.SYSTOLIC, 80, 70);
    VitalReading[] readings = {
      art(3000, 120), art(3100, 120), art(3700, 141), art(3800, 141), art(3900, 156), art(4000, 90)
    };

    List<Excursion> found = relative(both, Optional.of(at(3600)), readings).excursions();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).start()).as("140 is nearer than 144").isEqualTo(at(3700));
    assertThat(found.get(0).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(found.get(0).limit())
        .as("156, 30 percent over 120, is nearer than 180")
        .isEqualTo(new Limit(156, OptionalDouble.of(120)));
    assertThat(found.get(0).end()).contains(at(4000));
  }

  @Test
  @Requirement("PRES-015")
  void aLowLimitLiesUnderTheBaseline() {
    List<Excursion> found =
        relative(
                relative(),
                Optional.of(at(3600)),
                art(3000, 120),
                art(3100, 120),
                art(3700, 90),
                art(3800, 89))
            .excursions();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).comparison().direction()).isEqualTo(Direction.LOW);
    assertThat(found.get(0).limit()).isEqualTo(new Limit(90, OptionalDouble.of(120)));
  }

  @Test
  @Requirement("PRES-016")
  void withoutABaselineOnlyAbsoluteLimitsJudgeAndThatIsCounted() {
    Limits both = relative().high(VitalSign.SYSTOLIC, 180, 200);
    VitalReading[] readings = {art(3000, 120), art(3700, 170), art(3800, 181), art(3900, 182)};

    Found early = relative(both, Optional.empty(), readings);
    assertThat(early.standing().baseline()).isInstanceOf(Baseline.Gathering.class);
    assertThat(early.standing().counts().withoutBaseline()).isEqualTo(4);
    assertThat(early.excursions()).extracting(Excursion::start).containsExactly(at(3800));

    Found few = relative(both, Optional.of(at(3600)), readings);
    assertThat(few.standing().baseline()).isEqualTo(new Baseline.Settled(at(3600), Map.of(), 1));
    assertThat(few.standing().counts().withoutBaseline()).isEqualTo(4);
    assertThat(few.excursions()).isEqualTo(early.excursions());
  }

  @Test
  @Requirement("PRES-016")
  void whyALimitCannotBeJudgedIsSaid() {
    LimitsVersion limits = relative().version(Measurement.ART, Optional.of(BASELINE));

    assertThat(why(Versions.none(), Optional.empty(), art(0, 120)))
        .isEqualTo("NO_PROFILE: the session has no limits profile");
    assertThat(why(always(limits), Optional.empty(), art(0, 120)))
        .isEqualTo("NO_INFUSION: limits relative to a baseline wait for the infusion to begin");
    assertThat(why(always(limits), Optional.of(at(60)), art(0, 120), art(61, 120)))
        .isEqualTo(
            "NO_BASELINE: no baseline of systolic: fewer than 2 readings in the 30 min before the"
                + " infusion");
    assertThat(why(always(limits), Optional.of(at(60)), art(0, 120), art(1, 120), art(61, 120)))
        .isEmpty();
    assertThat(why(always(lastingLimits()), Optional.empty(), art(0, 120))).isEmpty();
  }

  private static String why(
      Versions<LimitsVersion> limits, Optional<Instant> infusion, VitalReading... readings) {
    ExcursionRule rule = new ExcursionRule(SESSION, Measurement.ART, limits, infusion);
    VitalStanding standing = rule.start();
    assertThat(rule.notEvaluable(standing)).as("nothing was measured").isEmpty();
    for (VitalReading reading : readings) {
      standing = rule.step(standing, reading);
    }
    return rule.notEvaluable(standing).map(why -> why.reason() + ": " + why.words()).orElse("");
  }

  @Test
  @Requirement("PRES-016")
  void ofAFullWindowTheLatestReadingsCount() {
    List<VitalReading> readings = new ArrayList<>();
    for (int i = 0; i < Baseline.MAX_READINGS; i++) {
      readings.add(art(i, 200));
    }
    for (int i = 0; i < Baseline.MAX_READINGS; i++) {
      readings.add(art(Baseline.MAX_READINGS + i, 120));
    }
    readings.add(art(1500, 120));

    VitalStanding standing =
        Found.in(
                SESSION,
                readings,
                always(relative().version(Measurement.ART, Optional.of(BASELINE))),
                Optional.of(at(1300)))
            .standing();

    assertThat(standing.baseline())
        .isEqualTo(
            new Baseline.Settled(
                at(1300), Map.of(VitalSign.SYSTOLIC, 120.0), Baseline.MAX_READINGS));
  }

  @Test
  @Requirement("PRES-015")
  void limitsThatBecomeRelativeInMidSessionFindTheBaselineToo() {
    LimitsVersion absolute =
        new Limits().high(VitalSign.SYSTOLIC, 180, 200).version(Measurement.ART, Optional.empty());
    Versions<LimitsVersion> limits =
        Versions.of(
            List.of(
                new Version<>(T0, absolute),
                new Version<>(
                    at(4000), relative().version(Measurement.ART, Optional.of(BASELINE)))));

    List<Excursion> found =
        Found.in(
                SESSION,
                List.of(art(3000, 120), art(3100, 120), art(3700, 150), art(4100, 150)),
                limits,
                Optional.of(at(3600)))
            .excursions();
    assertThat(found).isEmpty();

    found =
        Found.in(
                SESSION,
                List.of(
                    art(3000, 120), art(3100, 120), art(3700, 150), art(4100, 150), art(4200, 150)),
                limits,
                Optional.of(at(3600)))
            .excursions();
    assertThat(found).extracting(Excursion::start).containsExactly(at(4100));
  }

  @Test
  @Requirement("PRES-016")
  void relativeLimitsThatCannotHoldAreRefused() {
    assertThatThrownBy(() -> relative().version(Measurement.ART, Optional.empty()))
        .hasMessage("ART has limits relative to a baseline, and no baseline is defined");
    assertThatThrownBy(() -> new RelativeThreshold(20, OptionalDouble.of(10)))
        .hasMessage("critical of 10.0 percent is outside 20.0 to 1000.0");
    assertThatThrownBy(() -> new RelativeThreshold(0, OptionalDouble.empty()))
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new RelativeThreshold(Double.NaN, OptionalDouble.empty()))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Limits().under(VitalSign.SYSTOLIC, 100).build())
        .hasMessage("systolic low: 100.0 percent under a baseline is never reached");
    assertThatThrownBy(() -> new BaselineRule(Duration.ZERO, 1)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> new BaselineRule(Duration.ofMinutes(30), 601))
        .hasMessageContaining("601");
  }

  @Test
  @Requirement("VITAL-001")
  void whatIsImplausibleInOneMeasurementLeavesTheOthersAlone() {
    VitalsSample sample =
        new VitalsSample(
            origin(0),
            Map.of(),
            OptionalDouble.of(0),
            OptionalDouble.of(85),
            OptionalDouble.empty(),
            OptionalDouble.of(30));
    LimitsProfile profile =
        LimitsProfile.ofVitals(
            Map.of(
                Measurement.HEART_RATE,
                new Limits().plausible(VitalSign.HEART_RATE, 20, 300).build(),
                Measurement.SPO2,
                new Limits().low(VitalSign.SPO2, 92, 88).build()),
            Optional.empty());

    List<VitalReading> readings = VitalReading.of(sample);
    assertThat(readings)
        .extracting(VitalReading::measurement)
        .containsExactly(Measurement.HEART_RATE, Measurement.SPO2, Measurement.ETCO2);

    List<VitalStanding> standings = new ArrayList<>();
    for (VitalReading reading : readings) {
      ExcursionRule rule =
          new ExcursionRule(
              SESSION,
              reading.measurement(),
              always(new LimitsVersion("test", 1, profile)),
              Optional.empty());
      standings.add(rule.step(rule.start(), reading));
    }
    assertThat(standings.get(0).counts().rejected()).isEqualTo(1);
    assertThat(standings.get(1).excursions()).hasSize(1);
    assertThat(standings.get(2).counts().withoutLimits()).isEqualTo(1);
  }

  @Test
  @Requirement({"PRES-017", "VITAL-002"})
  void anAlertNamesValueAndLimitWithTheirUnit() {
    LimitsVersion limits =
        new Limits().low(VitalSign.SPO2, 92, 88).version(Measurement.SPO2, Optional.empty());
    VitalReading reading = new QuantityReading(origin(0), Measurement.SPO2, 85);

    Excursion excursion = Found.in(SESSION, List.of(reading), always(limits)).excursions().get(0);

    assertThat(Alerts.of(excursion).detail())
        .isEqualTo(
            "SpO2 beyond its limit: MONITOR spo2 low, 85 %, limit 88 % (profile test version 1)");
  }

  @Test
  @Requirement("PRES-020")
  void whatIsForgottenChangesNothingLater() {
    List<VitalReading> readings =
        List.of(art(0, 181), art(60, 100), art(120, 182), art(180, 100), art(240, 183));
    ExcursionRule rule =
        new ExcursionRule(SESSION, Measurement.ART, always(lastingLimits()), Optional.empty());
    VitalStanding whole = rule.start();
    VitalStanding forgetting = rule.start();
    for (VitalReading reading : readings) {
      whole = rule.step(whole, reading);
      forgetting = rule.forget(rule.step(forgetting, reading), at(180));
    }

    assertThat(whole.excursions())
        .extracting(Excursion::start)
        .containsExactly(at(0), at(120), at(240));
    assertThat(forgetting).isEqualTo(rule.forget(whole, at(180)));
    assertThat(forgetting.excursions())
        .extracting(Excursion::start)
        .containsExactly(at(120), at(240));
  }
}
