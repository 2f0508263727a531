package io.rivulet.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.rivulet.domain.dose.Pump;
import io.rivulet.domain.prediction.Predicted;
import io.rivulet.domain.prediction.Prediction;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.version.Versions;
import io.rivulet.testkit.Requirement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionDoseTest {
  /** 26.25 mL/h of 2 mg/mL for 40 min: 35 mg, 0.5 mg/kg. */
  private static final double RATE = 26.25;

  private static Clinic infusion(long seconds) {
    return new Clinic().weighing(70).planned(0.5, 40).running("pump-1", 0, seconds, RATE);
  }

  @Test
  @Requirement("DOSE-017")
  void severalPumpsAndChartedDosesOfOneDrugAreSummedByRoute() {
    DoseTotal total =
        infusion(1200)
            .running("pump-2", 0, 1200, RATE)
            .charted(600, "KETAMINE", Route.IM, 10)
            .charted(900, "ketamine", Route.IM, 4)
            .charted(1000, "Ketamine", Route.IV, 7)
            .total();

    assertThat(total.drug()).isEqualTo("ketamine");
    assertThat(total.unit()).contains(AmountUnit.MILLIGRAM);
    assertThat(total.routes())
        .extracting(RouteDose::route)
        .containsExactly(Route.IV, Route.IV, Route.IM);
    assertThat(total.routes()).extracting(RouteDose::charted).containsExactly(false, true, true);
    assertThat(total.routes().get(0).amount()).hasValueCloseTo(35.0, within(1e-9));
    assertThat(total.routes().get(1).amount()).hasValue(7);
    assertThat(total.routes().get(2).amount()).hasValue(14);
    assertThat(total.routes().get(2).perKg()).hasValueCloseTo(0.2, within(1e-12));
    assertThat(total.amount()).hasValueCloseTo(56.0, within(1e-9));
    assertThat(total.perKg()).hasValueCloseTo(0.8, within(1e-9));
    assertThat(total.started()).contains(Clinic.at(0));
  }

  @Test
  @Requirement("DOSE-017")
  void drugsAreKeptApart() {
    var totals = infusion(600).charted(60, "Ondansetron", Route.IV, 4).dose().totals();
    assertThat(totals).containsOnlyKeys("ketamine", "ondansetron");
    assertThat(totals.get("ondansetron").amount()).hasValue(4);
    assertThat(totals.get("ondansetron").prediction()).isEmpty();
    assertThat(totals.get("ondansetron").plannedPerKg()).isEmpty();
    assertThat(totals.get("ondansetron").ratePerKgPerHour()).hasValue(0);
  }

  @Test
  @Requirement("DOSE-018")
  void theRateIsThatOfAllPumpsInBothUnits() {
    DoseTotal total = infusion(600).running("pump-2", 0, 600, RATE).total();
    assertThat(total.ratePerKgPerHour()).hasValueCloseTo(1.5, within(1e-12));
    assertThat(total.rateUgPerKgPerMinute()).hasValueCloseTo(25.0, within(1e-12));
  }

  @Test
  @Requirement("DOSE-018")
  void aPumpThatFellSilentOrHoldsNoLongerCountsInTheRate() {
    assertThat(infusion(600).running("pump-2", 0, 700, RATE).total().ratePerKgPerHour())
        .hasValueCloseTo(0.75, within(1e-12));
    assertThat(
            new Clinic()
                .weighing(70)
                .pump(Pump.at(0), Pump.at(10).state(PumpState.HOLD))
                .total()
                .ratePerKgPerHour())
        .hasValue(0);
    assertThat(new Clinic().weighing(70).pump(Pump.at(0).withoutRate()).total().ratePerKgPerHour())
        .isEmpty();
  }

  @Test
  @Requirement("DOSE-019")
  void plannedIsHeldAgainstDeliveredByTime() {
    DoseTotal half = infusion(1200).total();
    assertThat(half.plannedPerKg()).hasValue(0.5);
    assertThat(half.plannedSoFarPerKg()).hasValueCloseTo(0.25, within(1e-12));
    assertThat(half.shareOfPlan()).hasValueCloseTo(0.5, within(1e-9));
    assertThat(infusion(3000).total().plannedSoFarPerKg()).hasValue(0.5);
    assertThat(new Clinic().weighing(70).running("pump-1", 0, 60, RATE).total().shareOfPlan())
        .isEmpty();
  }

  @Test
  @Requirement("DOSE-020")
  void aBolusCountsLikeAnythingThatMovesTheCounter() {
    DoseTotal total =
        new Clinic()
            .weighing(70)
            .pump(
                Pump.at(0).counting(0),
                Pump.at(10).counting(0.1).state(PumpState.BOLUS).rate(1000),
                Pump.at(20).counting(5.1),
                Pump.at(30).counting(5.2))
            .total();
    assertThat(total.amount()).hasValueCloseTo(10.4, within(1e-9));
  }

  @Test
  @Requirement("DOSE-021")
  void whatMovedUnseenIsToldAsAnAmountOfTheStrongestItMayHaveBeen() {
    DoseTotal total =
        new Clinic()
            .weighing(70)
            .pump(
                Pump.at(0).counting(5).rate(36),
                Pump.at(10).counting(5.1).rate(36),
                Pump.at(20).counting(0).rate(36))
            .total();
    assertThat(total.uncertainty()).hasValueCloseTo(0.2, within(1e-9));
    assertThat(total.amount()).hasValueCloseTo(0.2, within(1e-9));
  }

  @Test
  @Requirement("DOSE-022")
  void whatCannotBeKnownIsNotGuessed() {
    DoseTotal unweighed = new Clinic().running("pump-1", 0, 60, RATE).total();
    assertThat(unweighed.amount()).isPresent();
    assertThat(unweighed.perKg()).isEmpty();
    assertThat(unweighed.prediction()).isEmpty();
    assertThat(unweighed.ratePerKgPerHour()).isEmpty();

    DoseTotal unlabelled =
        new Clinic()
            .weighing(70)
            .pump(
                Pump.at(0).counting(0).withoutConcentration(),
                Pump.at(10).counting(1).withoutConcentration())
            .charted(20, "ketamine", Route.IM, 5)
            .total();
    assertThat(unlabelled.amount()).isEmpty();
    assertThat(unlabelled.routes().get(1).amount()).hasValue(5);
  }

  @Test
  @Requirement("PRED-004")
  void concentrationsArePredictedFromWhatWasDelivered() {
    Prediction prediction = infusion(2400).total().prediction().orElseThrow();

    assertThat(prediction.at()).isEqualTo(Clinic.at(2400));
    assertThat(prediction.byDefault().model()).isEqualTo("Clements 250");
    assertThat(prediction.byDefault().plasmaNgPerMl()).isCloseTo(177.3, withinPercentage(1));
    assertThat(prediction.models())
        .extracting(Predicted::model)
        .containsExactly("Clements 250", "Domino", "Hijazi");
    assertThat(prediction.lowestPlasmaNgPerMl()).isCloseTo(177.3, withinPercentage(1));
    assertThat(prediction.highestPlasmaNgPerMl()).isCloseTo(240.4, withinPercentage(1));
    assertThat(prediction.leftOut()).isEmpty();
  }

  @Test
  @Requirement("PRED-004")
  void aPredictionForAnyInstantLeavesOutWhatIsGivenLater() {
    Clinic clinic = infusion(3600 * 2);
    DrugCourse course = clinic.dose().course("KETAMINE");
    Predictor predictor = new Predictor();
    assertThat(predictor.predict("KETAMINE", course, Clinic.at(1200)).orElseThrow().byDefault())
        .satisfies(p -> assertThat(p.plasmaNgPerMl()).isCloseTo(109.5, withinPercentage(1)));
    assertThat(predictor.predict("ketamine", course, Clinic.at(-1))).isEmpty();
    assertThat(predictor.predict("propofol", course, Clinic.at(60))).isEmpty();
  }

  @Test
  @Requirement("PRED-005")
  void dosesByOtherRoutesAreNotPredictedAndThatIsSaid() {
    Prediction plain = infusion(2400).total().prediction().orElseThrow();
    Prediction with =
        infusion(2400)
            .charted(60, "ketamine", Route.IM, 30)
            .charted(70, "ketamine", Route.IN, 28)
            .charted(80, "ketamine", Route.IN, 28)
            .total()
            .prediction()
            .orElseThrow();
    assertThat(with.models()).isEqualTo(plain.models());
    assertThat(with.leftOut()).contains("IV only: 1 IM dose, 2 IN doses not included");
  }

  @Test
  @Requirement("PRED-006")
  void twoPumpsAndABolusByHandAddUp() {
    double one = predicted(infusion(1200));
    double two = predicted(infusion(1200).running("pump-2", 0, 1200, RATE));
    double both =
        predicted(
            infusion(1200)
                .running("pump-2", 0, 1200, RATE)
                .charted(1200, "ketamine", Route.IV, 35));
    assertThat(two).isCloseTo(2 * one, withinPercentage(1e-6));
    assertThat(both - two).isCloseTo(35.0 / 70 / 1.7522 * 1000, withinPercentage(1e-6));
  }

  private static double predicted(Clinic clinic) {
    return clinic.total().prediction().orElseThrow().byDefault().plasmaNgPerMl();
  }

  @Test
  @Requirement("PRED-007")
  void aCorrectedWeightPredictsTheWholeSessionAnew() {
    double typedWrongly = predicted(infusion(2400).corrected(35));
    assertThat(typedWrongly).isCloseTo(2 * 177.3, withinPercentage(1));
  }

  @Test
  @Requirement("DOSE-022")
  void numbersBeyondAllBoundsAreAsGoodAsUnknown() {
    for (double kg : new double[] {0.1, 70}) {
      for (double mgPerMl : new double[] {1e-9, 2, 1e6}) {
        Clinic clinic =
            new Clinic()
                .weighing(kg)
                .planned(1e-300, 40)
                .pump(
                    Pump.at(0).holding(mgPerMl).counting(0),
                    Pump.at(10).holding(mgPerMl).counting(9e6))
                .charted(20, "ketamine", Route.IV, 1e300);
        DoseTotal total = clinic.total();
        assertThat(total.perKg().orElse(0)).isFinite();
        assertThat(total.amount().orElse(0)).isFinite();
        assertThat(total.ratePerKgPerHour().orElse(0)).isFinite();
        total
            .prediction()
            .ifPresent(p -> assertThat(p.highestPlasmaNgPerMl()).isFinite().isNotNegative());
        assertThat(
                new DoseAlerts(Clinic.SESSION, Optional.empty(), Versions.none())
                    .ofDrug(
                        "ketamine",
                        clinic.dose().course("ketamine"),
                        clinic.plan().planned("ketamine")))
            .allSatisfy(alert -> assertThat(alert.measured().orElseThrow().value()).isFinite());
      }
    }
  }
}
