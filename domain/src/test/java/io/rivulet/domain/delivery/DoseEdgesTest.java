package io.rivulet.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.domain.dose.DoseLimits;
import io.rivulet.domain.dose.DoseLimitsVersion;
import io.rivulet.domain.dose.Pump;
import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DoseEdgesTest {
  /** 26.25 mL/h of 2 mg/mL at 70 kg: 0.75 mg/kg/h. */
  private static Clinic infusion(long seconds) {
    return new Clinic().weighing(70).running("pump-1", 0, seconds, 26.25);
  }

  private static SessionEvent holding(long from, double mgPerMl) {
    return new SessionEvent.ConcentrationRecorded(
        "k" + from,
        Clinic.at(from),
        "Ketamine",
        Clinic.at(from),
        new Concentration(mgPerMl, AmountUnit.MILLIGRAM));
  }

  private static SessionEvent planned(AmountUnit unit, Optional<Duration> duration) {
    return new SessionEvent.DosePlanned(
        "p0", Clinic.at(-90), Clinic.at(-90), "ketamine", new PlannedDose(0.5, unit, duration));
  }

  private static DoseConditions conditions(Clinic clinic, double ceiling, double rateCeiling) {
    DoseLimits limits =
        new DoseLimits(
            Map.of("ketamine", ceiling),
            Map.of("ketamine", rateCeiling),
            0.1,
            0.05,
            Duration.ofSeconds(15));
    return new DoseConditions(
        "ketamine",
        clinic.dose().course("ketamine"),
        Versions.of(
            List.of(
                new Version<>(
                    Clinic.at(0), new DoseLimitsVersion(Optional.of("clinic"), 1, limits)))));
  }

  @Test
  @Requirement("DOSE-024")
  void whatIsMeasuredAboveALimitIsToldInHundredthsOfTheLimit() {
    // 0.5625 mg/kg are 1.02 times and a bit.
    ConditionRun run = conditions(infusion(2700), 0.55, 9).aboveCeiling().orElseThrow();
    assertThat(run.peak()).hasValueCloseTo(0.561, within(1e-12));
    assertThat(run.limit()).hasValue(0.55);
    assertThat(run.end()).isEmpty();

    ConditionRun barely = conditions(infusion(2700), 0.5624, 9).aboveCeiling().orElseThrow();
    assertThat(barely.peak()).hasValueCloseTo(0.5624, within(1e-12));
  }

  @Test
  @Requirement("DOSE-027")
  void aRateAtTheCeilingIsNotAboveIt() {
    assertThat(conditions(infusion(60), 9, 0.75).ratesAboveCeiling()).isEmpty();
    assertThat(conditions(infusion(60), 9, 0.7499).ratesAboveCeiling())
        .singleElement()
        .satisfies(run -> assertThat(run.peak()).hasValueCloseTo(0.75, within(1e-12)));
  }

  @Test
  @Requirement("DOSE-030")
  void aRateThatIsBackAboveTheCeilingWithinTheHoldTimeIsTheSameFinding() {
    Clinic clinic =
        new Clinic()
            .weighing(70)
            .pump(
                Pump.at(0).rate(60).counting(0),
                Pump.at(10).state(PumpState.HOLD).counting(0.1),
                Pump.at(20).rate(70).counting(0.1),
                Pump.at(30).rate(70).counting(0.3));

    assertThat(conditions(clinic, 9, 1).ratesAboveCeiling())
        .containsExactly(
            new ConditionRun(
                Clinic.at(0), Optional.empty(), 1, OptionalDouble.of(2), OptionalDouble.of(1)));
  }

  @Test
  @Requirement("DOSE-027")
  void aStrongerSyringeThatTheSessionNamesMakesTheRateTooFastFromItsTimeOn() {
    Clinic clinic =
        new Clinic()
            .weighing(70)
            .with(holding(0, 1))
            .with(holding(25, 4))
            .pump(
                Pump.at(0).withoutConcentration().rate(35).counting(0),
                Pump.at(50).withoutConcentration().rate(35).counting(0.5));

    assertThat(conditions(clinic, 9, 1).ratesAboveCeiling())
        .singleElement()
        .satisfies(run -> assertThat(run.start()).isEqualTo(Clinic.at(25)));
    assertThat(clinic.total().unit()).contains(AmountUnit.MILLIGRAM);
    assertThat(clinic.dose().course("ketamine").complete()).isTrue();
    Cumulative dose = clinic.dose().course("ketamine").cumulative().orElseThrow();
    assertThat(dose.at(Clinic.at(25))).isCloseTo(0.25 / 70, within(1e-12));
    assertThat(dose.at(Clinic.at(50))).isCloseTo(1.25 / 70, within(1e-12));
  }

  @Test
  @Requirement("DOSE-017")
  void aWeightThatHoldsFromTheMiddleOfAnIntervalCountsFromThereOn() {
    Clinic clinic =
        new Clinic()
            .weighing(70)
            .with(
                new SessionEvent.WeightRecorded(
                    "w2", Clinic.at(15), Clinic.at(15), 35, Optional.empty()))
            .pump(Pump.at(0).counting(0), Pump.at(60).counting(6));
    Cumulative dose = clinic.dose().course("ketamine").cumulative().orElseThrow();

    assertThat(dose.at(Clinic.at(15))).isCloseTo(3.0 / 70, within(1e-12));
    assertThat(dose.total()).isCloseTo(3.0 / 70 + 9.0 / 35, within(1e-12));
  }

  @Test
  @Requirement("DOSE-031")
  void aTotalIsAsOfTheLatestSampleOrChartedDoseAndStartsWithTheFirst() {
    DoseTotal around =
        infusion(60)
            .charted(-30, "ketamine", Route.IM, 5)
            .charted(90, "ketamine", Route.IM, 5)
            .total();
    assertThat(around.asOf()).isEqualTo(Clinic.at(90));
    assertThat(around.started()).contains(Clinic.at(-30));
    assertThat(infusion(60).charted(30, "ketamine", Route.IM, 5).total().asOf())
        .isEqualTo(Clinic.at(60));
  }

  @Test
  @Requirement("DOSE-019")
  void aPlanWithoutADurationOrInAnotherUnitIsNotHeldAgainstTheClock() {
    DoseTotal untimed = infusion(60).with(planned(AmountUnit.MILLIGRAM, Optional.empty())).total();
    assertThat(untimed.plannedPerKg()).hasValue(0.5);
    assertThat(untimed.plannedSoFarPerKg()).isEmpty();

    Clinic other = infusion(60).with(planned(AmountUnit.MILLIEQUIVALENT, Optional.empty()));
    assertThat(other.total().plannedPerKg()).isEmpty();
    assertThat(
            conditions(other.charted(50, "ketamine", Route.IM, 900), 99, 9)
                .abovePlan(other.plan().planned("ketamine")))
        .isEmpty();
  }

  @Test
  @Requirement("DOSE-019")
  void anEvenInfusionIsReckonedInPartsOfASecond() {
    DoseTotal total =
        infusion(10)
            .with(planned(AmountUnit.MILLIGRAM, Optional.of(Duration.ofMillis(12_500))))
            .total();
    assertThat(total.plannedSoFarPerKg()).hasValueCloseTo(0.4, within(1e-12));
  }

  @Test
  @Requirement("DOSE-021")
  void whatMovedUnseenIsReckonedWithTheStrongestSyringeOfTheSession() {
    DoseTotal total =
        new Clinic()
            .weighing(70)
            .pump(
                Pump.at(0).holding(5).counting(5),
                Pump.at(10).holding(5).counting(5.1),
                Pump.at(20).counting(5.2),
                Pump.at(30).counting(0))
            .total();
    assertThat(total.uncertainty()).hasValueCloseTo(0.5, within(1e-9));

    DoseTotal nothingMoved =
        new Clinic().weighing(70).pump(Pump.at(0).counting(5), Pump.at(10).counting(0)).total();
    assertThat(nothingMoved.uncertainty()).hasValueCloseTo(0.2, within(1e-9));

    DoseTotal unlabelled =
        new Clinic()
            .weighing(70)
            .pump(
                Pump.at(0).withoutConcentration().counting(5),
                Pump.at(10).withoutConcentration().counting(0))
            .total();
    assertThat(unlabelled.uncertainty()).isEmpty();
  }

  @Test
  @Requirement("PRED-005")
  void aPredictionSaysWhatMovedWithoutAKnownConcentration() {
    Clinic clinic =
        infusion(60)
            .pump(
                Pump.at(0).device("pump-2").withoutConcentration().counting(0),
                Pump.at(10).device("pump-2").withoutConcentration().counting(1));

    assertThat(clinic.dose().course("ketamine").complete()).isFalse();
    assertThat(clinic.total().prediction().orElseThrow().leftOut())
        .contains("what moved without a known concentration or weight is not included");
    assertThat(infusion(60).dose().course("ketamine").complete()).isTrue();
  }

  @Test
  @Requirement("PRED-005")
  void dosesIntoAVeinAndLaterOnesAreNotToldAsLeftOut() {
    DrugCourse course =
        infusion(60)
            .charted(10, "ketamine", Route.IV, 5)
            .charted(50, "ketamine", Route.IM, 5)
            .dose()
            .course("ketamine");
    Predictor predictor = new Predictor();

    assertThat(predictor.predict("ketamine", course, Clinic.at(49)).orElseThrow().leftOut())
        .isEmpty();
    assertThat(predictor.predict("ketamine", course, Clinic.at(50)).orElseThrow().leftOut())
        .contains("IV only: 1 IM dose not included");
  }

  @Test
  @Requirement("DOSE-017")
  void aPumpThatHasNotMovedYetTellsTheUnitOfWhatItHolds() {
    Clinic waiting = new Clinic().weighing(70).pump(Pump.at(0).state(PumpState.HOLD).counting(0));
    DoseTotal total = waiting.total();

    assertThat(total.unit()).contains(AmountUnit.MILLIGRAM);
    assertThat(total.amount()).hasValue(0);
    assertThat(total.started()).isEmpty();
    assertThat(waiting.dose().course("propofol").unit()).isEmpty();
    assertThat(
            new Clinic()
                .weighing(70)
                .pump(Pump.at(0).withoutConcentration().state(PumpState.HOLD).counting(0))
                .dose()
                .course("ketamine")
                .unit())
        .isEmpty();
  }

  @Test
  @Requirement("DOSE-029")
  void onlyAlarmsThatWereRaisedHaveRuns() {
    Clinic clinic =
        new Clinic()
            .pump(
                Pump.at(0).counting(0),
                Pump.at(10).raising(PumpAlarm.OCCLUSION).counting(0.1),
                Pump.at(20).counting(0.2));

    assertThat(new PumpConditions(clinic.history(), Versions.none()).alarms())
        .containsOnly(
            Map.entry(
                PumpAlarm.OCCLUSION,
                List.of(ConditionRun.from(Clinic.at(10)).endedAt(Clinic.at(20)))));
  }

  @Test
  @Requirement("DOSE-028")
  void aTypedWeightIsHeldAgainstTheSitesOwnTolerance() {
    Clinic clinic = new Clinic().pump(Pump.at(0).weighing(80).counting(0));
    DoseLimits wide = new DoseLimits(Map.of(), Map.of(), 0.1, 0.5, Duration.ofSeconds(15));
    Versions<DoseLimitsVersion> site =
        Versions.of(
            List.of(
                new Version<>(
                    Clinic.at(0), new DoseLimitsVersion(Optional.of("clinic"), 1, wide))));
    Versions<Double> weights = Versions.of(List.of(new Version<>(Clinic.at(0), 70.0)));

    assertThat(new PumpConditions(clinic.history(), site).weightMismatches(weights)).isEmpty();
    assertThat(new PumpConditions(clinic.history(), Versions.none()).weightMismatches(weights))
        .containsExactly(ConditionRun.from(Clinic.at(0), 80, 70));
  }
}
