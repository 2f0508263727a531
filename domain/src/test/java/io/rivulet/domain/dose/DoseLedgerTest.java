package io.rivulet.domain.dose;

import static io.rivulet.domain.dose.Pump.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DoseLedgerTest {
  private static final DosePlan AT_70_KG =
      new DosePlan(Versions.of(List.of(new Version<>(T0, 70.0))), Map.of());

  private static DrugAccount ketamine(DosePlan plan, Pump... samples) {
    return ledger(plan, samples).accounts().get("Ketamine");
  }

  private static DoseLedger ledger(DosePlan plan, Pump... samples) {
    return DoseLedger.of(Stream.of(samples).map(Pump::build).toList(), plan, DoseRules.DEFAULT);
  }

  @Test
  @Requirement("DOSE-003")
  void theDoseIsWhatTheCounterMovedTimesTheConcentrationOverTheWeight() {
    DrugAccount account =
        ketamine(
            AT_70_KG,
            Pump.at(0).counting(0),
            Pump.at(1200).counting(12),
            Pump.at(2400).counting(17.5));

    assertThat(account.amount().orElseThrow()).isCloseTo(35, within(1e-12));
    assertThat(account.amountPerKg().orElseThrow()).isCloseTo(0.5, within(1e-12));
    assertThat(account.volumeNanolitres()).isEqualTo(17_500_000);
    assertThat(account.unit()).contains(AmountUnit.MILLIGRAM);
  }

  @Test
  @Requirement("DOSE-003")
  void whatIsProgrammedWithoutMovingIsNoDose() {
    DrugAccount account =
        ketamine(AT_70_KG, Pump.at(0).rate(500).counting(3), Pump.at(600).rate(500).counting(3));

    assertThat(account.volumeNanolitres()).isZero();
  }

  @Test
  @Requirement("DOSE-004")
  void aDeltaThatSpansANewWeightIsSplitByTime() {
    DosePlan plan =
        new DosePlan(
            Versions.of(
                List.of(
                    new Version<>(T0.plusSeconds(-60), 70.0),
                    new Version<>(T0.plusSeconds(900), 100.0))),
            Map.of());

    DrugAccount account = ketamine(plan, Pump.at(0).counting(0), Pump.at(1200).counting(10));

    assertThat(account.amountPerKg().orElseThrow()).isCloseTo(15 / 70.0 + 5 / 100.0, within(1e-9));
    assertThat(account.amount().orElseThrow()).isCloseTo(20, within(1e-12));
  }

  @Test
  @Requirement("DOSE-004")
  void aConcentrationAppliesToWhatIsDeliveredAfterIt() {
    DrugAccount account =
        ketamine(
            AT_70_KG,
            Pump.at(0).counting(0).holding(1),
            Pump.at(60).counting(1).holding(4),
            Pump.at(120).counting(3).holding(4));

    assertThat(account.amount().orElseThrow()).isCloseTo(1 * 1 + 2 * 4, within(1e-12));
  }

  @Test
  @Requirement("DOSE-004")
  void twoSamplesAtOneInstantAreToldApartByTheirSequence() {
    DrugAccount account =
        ketamine(
            AT_70_KG,
            Pump.at(0).counting(0).holding(1),
            Pump.at(60).counting(1).holding(1).state(PumpState.STOP).rate(0),
            Pump.at(60).sequence(61).counting(1).holding(5),
            Pump.at(120).sequence(121).counting(2).holding(5));

    assertThat(account.amount().orElseThrow()).isCloseTo(1 + 5, within(1e-12));
    assertThat(account.segments()).isEqualTo(2);
  }

  @Test
  @Requirement("DOSE-005")
  void aFallingCounterBeginsAnEpochAndNeverTakesDoseAway() {
    DrugAccount account =
        ketamine(
            AT_70_KG,
            Pump.at(0).counting(5),
            Pump.at(100).counting(6),
            Pump.at(110).counting(0.05),
            Pump.at(210).counting(1.05));

    assertThat(account.volumeNanolitres()).isEqualTo(2_000_000);
    assertThat(account.resets()).isEqualTo(1);
    assertThat(account.uncertaintyNanolitres()).as("36 mL/h over 10 s").isEqualTo(100_000);
  }

  @Test
  @Requirement("DOSE-006")
  void withoutACounterRateTimesTimeCountsAndSaysSo() {
    DrugAccount account = ketamine(AT_70_KG, Pump.at(0), Pump.at(60), Pump.at(90));

    assertThat(account.volumeNanolitres()).isEqualTo(900_000);
    assertThat(account.estimatedNanolitres()).isEqualTo(900_000);
  }

  @Test
  @Requirement("DOSE-006")
  void withoutACounterALongGapIsUncertaintyNotDose() {
    DrugAccount account = ketamine(AT_70_KG, Pump.at(0), Pump.at(61));

    assertThat(account.volumeNanolitres()).isZero();
    assertThat(account.uncertaintyNanolitres()).isEqualTo(610_000);
  }

  @Test
  @Requirement("DOSE-006")
  void whatIsHeldDoesNotFlowWhateverRateItShows() {
    DrugAccount account =
        ketamine(AT_70_KG, Pump.at(0).state(PumpState.HOLD), Pump.at(60).state(PumpState.HOLD));

    assertThat(account.volumeNanolitres()).isZero();
  }

  @Test
  @Requirement("DOSE-007")
  void aCounterThatDisagreesWithItsRateIsAMismatchOnlyBeyondBothTolerances() {
    DoseRules rules = DoseRules.DEFAULT;

    assertThat(rules.mismatch(1_150_000, 1_000_000)).as("15 %% but under 0.2 mL").isFalse();
    assertThat(rules.mismatch(10_300_000, 10_000_000)).as("0.3 mL but 3 %%").isFalse();
    assertThat(rules.mismatch(12_000_000, 10_000_000)).isTrue();
    assertThat(rules.mismatch(500_000, 0)).isTrue();

    DrugAccount account =
        ketamine(
            AT_70_KG, Pump.at(0).counting(0), Pump.at(60).counting(1), Pump.at(600).counting(9));
    assertThat(account.checkedCounterNanolitres()).as("only the short gap").isEqualTo(1_000_000);
    assertThat(account.checkedRateNanolitres()).isEqualTo(600_000);
  }

  @Test
  @Requirement("DOSE-008")
  void aPumpThatNeverSaysItsConcentrationTakesTheSessions() {
    DosePlan plan =
        new DosePlan(
            AT_70_KG.weightsKg(),
            Map.of(
                "Ketamine",
                Versions.of(
                    List.of(
                        new Version<>(T0, new Concentration(1, AmountUnit.MILLIGRAM)),
                        new Version<>(
                            T0.plusSeconds(60), new Concentration(3, AmountUnit.MILLIGRAM))))));

    DrugAccount account =
        ketamine(
            plan,
            Pump.at(0).counting(0).withoutConcentration(),
            Pump.at(120).counting(2).withoutConcentration());

    assertThat(account.amount().orElseThrow()).isCloseTo(1 * 1 + 1 * 3, within(1e-9));
  }

  @Test
  @Requirement("DOSE-008")
  void aPumpThatSaysItsConcentrationSometimesIsReadBothWays() {
    DrugAccount account =
        ketamine(
            AT_70_KG,
            Pump.at(0).counting(0).withoutConcentration(),
            Pump.at(60).counting(1).holding(5),
            Pump.at(120).counting(2).withoutConcentration(),
            Pump.at(180).counting(3).withoutConcentration());

    assertThat(account.amount().orElseThrow()).isCloseTo(15, within(1e-12));
  }

  @Test
  @Requirement("DOSE-008")
  void withoutAnyConcentrationOnlyTheVolumeIsKnown() {
    DrugAccount account =
        ketamine(
            AT_70_KG,
            Pump.at(0).counting(0).withoutConcentration(),
            Pump.at(60).counting(1).withoutConcentration());

    assertThat(account.amount()).isEmpty();
    assertThat(account.amountPerKg()).isEmpty();
    assertThat(account.volumeNanolitres()).isEqualTo(1_000_000);
  }

  @Test
  @Requirement("DOSE-008")
  void withoutAWeightTheAmountIsKnownAndTheDosePerKgIsNot() {
    DrugAccount account =
        ketamine(
            new DosePlan(Versions.none(), Map.of()),
            Pump.at(0).counting(0),
            Pump.at(60).counting(1));

    assertThat(account.amount().orElseThrow()).isEqualTo(2);
    assertThat(account.amountPerKg()).isEmpty();
  }

  @Test
  @Requirement("DOSE-009")
  void aPumpThatChangesItsDrugKeepsTwoAccounts() {
    DoseLedger ledger =
        ledger(
            AT_70_KG,
            Pump.at(0).counting(0),
            Pump.at(60).counting(1),
            Pump.at(70).drug("Propofol").holding(10).counting(0),
            Pump.at(130).drug("Propofol").holding(10).counting(2));

    assertThat(ledger.accounts().get("Ketamine").amount().orElseThrow()).isEqualTo(2);
    assertThat(ledger.accounts().get("Propofol").amount().orElseThrow()).isEqualTo(20);
    assertThat(ledger.latest().map(PumpSample::drug)).contains("Propofol");
  }

  @Test
  @Requirement("DOSE-010")
  void theCurrentRateIsPerKgAndHour() {
    DoseLedger ledger = ledger(AT_70_KG, Pump.at(0).counting(0).rate(26.25));

    assertThat(ledger.ratePerKgPerHour(AT_70_KG).orElseThrow()).isCloseTo(0.75, within(1e-12));
    assertThat(ledger(AT_70_KG, Pump.at(0).state(PumpState.HOLD)).ratePerKgPerHour(AT_70_KG))
        .hasValue(0);
  }

  @Test
  @Requirement("DOSE-011")
  void hostileSamplesAreRefused() {
    assertThatThrownBy(() -> Pump.at(0).rate(Double.NaN).build()).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Pump.at(0).rate(-1).build()).hasMessageContaining("-1.0 mL/h");
    assertThatThrownBy(() -> Pump.at(0).rate(1e9).build()).hasMessageContaining("outside");
    assertThatThrownBy(() -> Pump.at(0).counting(-0.1)).hasMessageContaining("-0.1 mL");
    assertThatThrownBy(() -> Pump.at(0).counting(1e300)).hasMessageContaining("outside");
    assertThatThrownBy(() -> Pump.at(0).drug(" ").build()).hasMessageContaining("drug");
    assertThatThrownBy(() -> Pump.at(0).holding(0)).hasMessageContaining("is outside");
    assertThatThrownBy(() -> new DoseRules(Duration.ofSeconds(-1), 0.1, 0))
        .hasMessageContaining("PT-1S");
  }

  @Test
  @Requirement("COURSE-007")
  void aWeightThatIsCorrectedRevaluesWhatWasFoldedAwayLongAgo() {
    PumpRule rule = new PumpRule(AT_70_KG, origin -> true, DoseRules.DEFAULT);
    PumpBook book = rule.start();
    for (int second = 0; second <= 2400; second += 60) {
      book = rule.step(book, Pump.at(second).counting(second / 100.0).build());
    }
    DosePlan corrected = new DosePlan(Versions.of(List.of(new Version<>(T0, 80.0))), Map.of());

    DrugAccount account = book.by(corrected).accounts().get("Ketamine");

    assertThat(account.amountPerKg().orElseThrow()).isCloseTo(48 / 80.0, within(1e-12));
  }

  @Test
  @Requirement("COURSE-007")
  void aConcentrationRecordedLateValuesWhatMovedWithoutOne() {
    PumpRule rule =
        new PumpRule(new DosePlan(Versions.none(), Map.of()), origin -> true, DoseRules.DEFAULT);
    PumpBook book =
        rule.step(
            rule.step(rule.start(), Pump.at(0).counting(0).withoutConcentration().build()),
            Pump.at(60).counting(1).withoutConcentration().build());
    DosePlan known =
        new DosePlan(
            AT_70_KG.weightsKg(),
            Map.of(
                "Ketamine",
                Versions.of(
                    List.of(
                        new Version<>(
                            T0.plusSeconds(300), new Concentration(7, AmountUnit.MILLIGRAM))))));

    assertThat(book.by(known).accounts().get("Ketamine").amountPerKg().orElseThrow())
        .isCloseTo(0.1, within(1e-12));
  }

  @Test
  @Requirement("COURSE-008")
  void aPumpThatKeepsNamingOtherDrugsAndConcentrationsDoesNotGrowItsAccount() {
    PumpRule rule = new PumpRule(AT_70_KG, origin -> true, DoseRules.DEFAULT);
    PumpBook book = rule.start();
    for (int i = 0; i < 1000; i++) {
      book = rule.step(book, Pump.at(i).counting(i).holding(1 + i).build());
    }
    for (int i = 1000; i < 2000; i++) {
      book = rule.step(book, Pump.at(i).counting(i).drug("drug " + i).build());
    }

    DoseLedger ledger = book.by(AT_70_KG);
    assertThat(book.drugs()).hasSize(PumpBook.MAX_DRUGS);
    assertThat(book.drugs().get(0).moved()).hasSize(DrugSums.MAX_STRETCHES);
    assertThat(ledger.accounts().get("Ketamine").amount()).as("not all is known").isEmpty();
    assertThat(ledger.accounts().get(PumpBook.FURTHER).amount()).isEmpty();
    assertThat(ledger.accounts().values().stream().mapToLong(DrugAccount::volumeNanolitres).sum())
        .as("no volume is lost")
        .isEqualTo(1_999_000_000L);
  }
}
