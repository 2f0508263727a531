package io.rivulet.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesPlanTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final SeriesId SERIES = new SeriesId("series-1");
  private static final ResponseRule RULE = new ResponseRule(Instrument.MADRS, 3, 0.5, 0.25, 1.0);

  private static Instant day(int day) {
    return T0.plusSeconds(day * 86_400L);
  }

  private static SeriesEvent.Opened opened(Optional<ResponseRule> rule) {
    return new SeriesEvent.Opened(
        "o",
        day(0),
        "clinic",
        "subject-1",
        "Ketamine",
        Route.IV,
        AmountUnit.MILLIGRAM,
        SeriesStep.of(
            List.of(
                new SeriesStep.Block(6, 0.5, OptionalDouble.of(2)),
                new SeriesStep.Block(2, 0.75, OptionalDouble.of(14)))),
        rule);
  }

  private static SeriesEvent outcome(
      String id, int day, Instrument instrument, int after, int score) {
    return new SeriesEvent.OutcomeRecorded(id, day(day), day(day), instrument, after, false, score);
  }

  private static SeriesPlan plan(SeriesEvent... events) {
    return SeriesPlan.of(SERIES, List.of(events));
  }

  @Test
  @Requirement("SERIES-001")
  void blocksMakeATaperWithDosesAndDistances() {
    SeriesPlan plan = plan(opened(Optional.empty()));

    assertThat(plan.steps()).hasSize(8);
    assertThat(plan.steps().get(0).daysAfter()).isEmpty();
    assertThat(plan.steps().get(5)).isEqualTo(new SeriesStep(6, 0.5, OptionalDouble.of(2)));
    assertThat(plan.steps().get(7)).isEqualTo(new SeriesStep(8, 0.75, OptionalDouble.of(14)));
    assertThat(plan.dosePerKg(7)).hasValue(0.75);
    assertThat(plan.dosePerKg(9)).isEmpty();
  }

  @Test
  @Requirement("SERIES-002")
  void aPersonsDecisionStandsBeforeThePlanAndAnotherPlanReplacesTheFirst() {
    SeriesPlan plan =
        plan(
            opened(Optional.empty()),
            new SeriesEvent.DoseSet("d1", day(1), 2, 0.6, "tolerated well"),
            new SeriesEvent.DoseSet("d2", day(2), 2, 0.7, "tolerated well"),
            new SeriesEvent.DoseSet("d3", day(3), 3, 0.9, "mistyped"),
            new SeriesEvent.EventWithdrawn("x1", day(4), "d3", "mistyped"),
            new SeriesEvent.Planned(
                "p1",
                day(5),
                SeriesStep.of(List.of(new SeriesStep.Block(3, 0.4, OptionalDouble.empty())))));

    assertThat(plan.dosePerKg(1)).hasValue(0.4);
    assertThat(plan.dosePerKg(2)).hasValue(0.7);
    assertThat(plan.dosePerKg(3)).hasValue(0.4);
    assertThat(plan.steps()).hasSize(3);
  }

  @Test
  @Requirement("SERIES-003")
  void theSameEventsInAnyOrderAndRepeatedMakeTheSamePlan() {
    List<SeriesEvent> events =
        List.of(
            opened(Optional.of(RULE)),
            outcome("b", 1, Instrument.MADRS, 0, 30),
            outcome("m", 2, Instrument.MADRS, 3, 20),
            new SeriesEvent.DoseSet("d1", day(3), 2, 0.6, "tolerated well"),
            new SeriesEvent.DoseSet("d2", day(3), 2, 0.7, "tolerated well"),
            new SeriesEvent.EventWithdrawn("x", day(4), "d2", "mistyped"),
            new SeriesEvent.EventWithdrawn("y", day(5), "x", "was right"),
            new SeriesEvent.Closed("c", day(6), day(6)));
    SeriesPlan expected = SeriesPlan.of(SERIES, events);
    assertThat(expected.dosePerKg(2)).hasValue(0.7);
    for (int seed = 0; seed < 200; seed++) {
      List<SeriesEvent> arrived = new ArrayList<>(events);
      arrived.addAll(events.subList(0, seed % events.size()));
      Collections.shuffle(arrived, new Random(seed));

      assertThat(SeriesPlan.of(SERIES, arrived)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  @Requirement("SERIES-004")
  void responseIsAtLeastHalfBelowTheBaselineAndRemissionAtOrBelowTheThreshold() {
    SeriesPlan plan =
        plan(
            opened(Optional.empty()),
            outcome("b", 1, Instrument.PHQ_9, 0, 19),
            outcome("s3", 2, Instrument.PHQ_9, 3, 10),
            outcome("s4", 3, Instrument.PHQ_9, 4, 9),
            outcome("s5", 4, Instrument.PHQ_9, 5, 4));

    List<Assessment> assessed = Assessment.of(plan, OutcomeRules.COMMON_PRACTICE);

    assertThat(assessed)
        .extracting(a -> a.response().orElse(null))
        .containsExactly(null, false, true, true);
    assertThat(assessed)
        .extracting(Assessment::remission)
        .containsExactly(false, false, false, true);
    assertThat(assessed.get(2).improvementShare().orElseThrow()).isEqualTo(10 / 19.0);
    assertThat(assessed.get(0).notEvaluable()).hasValue("it is the baseline");
  }

  @Test
  @Requirement("SERIES-005")
  void withoutABaselineTheResponseIsNotEvaluableAndSaysWhy() {
    SeriesPlan plan =
        plan(
            opened(Optional.empty()),
            outcome("b", 1, Instrument.PHQ_9, 0, 0),
            outcome("s1", 2, Instrument.PHQ_9, 1, 3),
            outcome("s2", 3, Instrument.MADRS, 1, 10),
            outcome("s3", 4, Instrument.MADRS, 2, 11));

    List<Assessment> assessed = Assessment.of(plan, OutcomeRules.COMMON_PRACTICE);

    assertThat(assessed.get(1).response()).isEmpty();
    assertThat(assessed.get(1).notEvaluable())
        .hasValue("the baseline of PHQ-9 is 0, nothing is lower");
    assertThat(assessed.get(2).notEvaluable()).hasValue("there is no baseline of MADRS");
    assertThat(assessed).extracting(Assessment::remission).containsExactly(true, true, true, false);
  }

  @Test
  @Requirement("SERIES-006")
  void theRemissionThresholdIsTheSitesOwn() {
    OutcomeRules strict = new OutcomeRules(Map.of(Instrument.PHQ_9, 2, Instrument.MADRS, 7));
    SeriesPlan plan = plan(outcome("s", 1, Instrument.MADRS, 1, 8));

    assertThat(Assessment.of(plan, strict).get(0).remission()).isFalse();
    assertThat(Assessment.of(plan, OutcomeRules.COMMON_PRACTICE).get(0).remission()).isTrue();
    assertThatThrownBy(() -> new OutcomeRules(Map.of(Instrument.PHQ_9, 28, Instrument.MADRS, 7)))
        .hasMessageContaining("PHQ-9 score 28");
    assertThatThrownBy(() -> new OutcomeRules(Map.of(Instrument.PHQ_9, 4)))
        .hasMessageContaining("no remission threshold for MADRS");
  }

  @Test
  @Requirement("SERIES-007")
  void withoutEnoughResponseTheRuleProposesAHigherDoseUpToItsMaximum() {
    SeriesEvent.Opened opened = opened(Optional.of(RULE));
    SeriesEvent baseline = outcome("b", 1, Instrument.MADRS, 0, 30);

    assertThat(DoseProposal.of(plan(opened, baseline, outcome("m", 9, Instrument.MADRS, 3, 20))))
        .isEqualTo(
            new DoseProposal.Raise(
                4,
                0.5,
                0.75,
                "MADRS 20 after session 3, 33 % below the baseline of 30; enough is 50 %"));
    SeriesEvent decided = new SeriesEvent.DoseSet("d", day(8), 5, 0.9, "decided");
    assertThat(
            DoseProposal.of(
                plan(opened, baseline, decided, outcome("m", 9, Instrument.MADRS, 5, 20))))
        .isInstanceOfSatisfying(
            DoseProposal.Raise.class, raise -> assertThat(raise.toPerKg()).isEqualTo(1.0));
  }

  @Test
  @Requirement("SERIES-007")
  void theDoseStaysWithResponseOnceDecidedAndAtTheMaximum() {
    SeriesEvent.Opened opened = opened(Optional.of(RULE));
    SeriesEvent baseline = outcome("b", 1, Instrument.MADRS, 0, 30);
    SeriesEvent poor = outcome("m", 9, Instrument.MADRS, 3, 20);
    SeriesEvent decided = new SeriesEvent.DoseSet("d", day(10), 4, 0.5, "nausea");

    assertThat(DoseProposal.of(plan(opened, baseline, outcome("m", 9, Instrument.MADRS, 3, 15))))
        .isInstanceOf(DoseProposal.Stay.class);
    assertThat(DoseProposal.of(plan(opened, baseline, poor, decided)).toString())
        .contains("the dose of session 4 was decided");
    assertThat(
            DoseProposal.of(
                plan(
                    opened,
                    baseline,
                    poor,
                    new SeriesEvent.DoseSet("e", day(8), 3, 1.2, "decided"),
                    new SeriesEvent.Planned(
                        "p",
                        day(9),
                        SeriesStep.of(
                            List.of(new SeriesStep.Block(6, 1.0, OptionalDouble.empty())))))))
        .isInstanceOfSatisfying(
            DoseProposal.Stay.class, stay -> assertThat(stay.because()).contains("maximum"));
    assertThat(DoseProposal.of(plan(opened(Optional.empty()))))
        .isEqualTo(new DoseProposal.Stay("the series has no response rule"));
  }

  @Test
  @Requirement("SERIES-007")
  void theRuleSaysWhatItLacks() {
    SeriesEvent.Opened opened = opened(Optional.of(RULE));
    SeriesEvent baseline = outcome("b", 1, Instrument.MADRS, 0, 30);

    assertThat(DoseProposal.of(plan(opened, baseline, outcome("m", 9, Instrument.MADRS, 2, 20))))
        .isEqualTo(new DoseProposal.NotEvaluable("no MADRS after 3 sessions or more"));
    assertThat(DoseProposal.of(plan(opened, outcome("m", 9, Instrument.MADRS, 3, 20))))
        .isEqualTo(new DoseProposal.NotEvaluable("no baseline of MADRS above 0"));
    assertThat(DoseProposal.of(plan(opened, baseline, outcome("m", 9, Instrument.MADRS, 8, 20))))
        .isInstanceOfSatisfying(
            DoseProposal.NotEvaluable.class,
            missing -> assertThat(missing.because()).startsWith("session 9 is not planned"));
  }

  @Test
  @Requirement("SERIES-008")
  void whatNoSeriesCanHoldIsRefusedWithTheValue() {
    assertThatThrownBy(() -> outcome("x", 1, Instrument.PHQ_9, 0, 28))
        .hasMessageContaining("PHQ-9 score 28");
    assertThatThrownBy(() -> Instrument.MADRS.score(12.5)).hasMessageContaining("12.5");
    assertThatThrownBy(() -> Instrument.MADRS.score(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Instrument.ofCode("HAMD")).hasMessageContaining("PHQ-9, MADRS");
    assertThatThrownBy(() -> new SeriesStep(1, 0, OptionalDouble.empty()))
        .hasMessageContaining("dose per kg of session 1 0.0");
    assertThatThrownBy(
            () ->
                new SeriesEvent.Planned(
                    "p", day(0), List.of(new SeriesStep(2, 0.5, OptionalDouble.empty()))))
        .hasMessageContaining("session 1 of the series has number 2");
    assertThatThrownBy(() -> new SeriesEvent.Planned("p", day(0), List.of()))
        .hasMessageContaining("no sessions");
    assertThatThrownBy(() -> new ResponseRule(Instrument.MADRS, 0, 0.5, 0.1, 1))
        .hasMessageContaining("after 0 sessions");
    assertThatThrownBy(() -> new ResponseRule(Instrument.MADRS, 1, 1.5, 0.1, 1))
        .hasMessageContaining("1.5");
    assertThatThrownBy(
            () ->
                new SeriesEvent.OutcomeRecorded("f", day(0), day(0), Instrument.MADRS, 0, true, 10))
        .hasMessageContaining("baseline");
    assertThatThrownBy(() -> new SeriesId("a b")).hasMessageContaining("a b");
  }
}
