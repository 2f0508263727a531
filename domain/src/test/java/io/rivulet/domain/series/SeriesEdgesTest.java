package io.rivulet.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SeriesEdgesTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final ResponseRule RULE = new ResponseRule(Instrument.MADRS, 3, 0.5, 0.25, 1.0);

  private static Instant day(int day) {
    return T0.plusSeconds(day * 86_400L);
  }

  private static SeriesPlan plan(SeriesEvent... events) {
    return SeriesPlan.of(new SeriesId("series-1"), List.of(events));
  }

  private static SeriesEvent opened() {
    return new SeriesEvent.Opened(
        "o",
        day(0),
        "clinic",
        "subject-1",
        "Ketamine",
        Route.IV,
        AmountUnit.MILLIGRAM,
        SeriesStep.of(List.of(new SeriesStep.Block(6, 0.5, OptionalDouble.of(2)))),
        Optional.of(RULE));
  }

  private static SeriesEvent.OutcomeRecorded outcome(
      String id, int day, Instrument instrument, int after, boolean followUp, int score) {
    return new SeriesEvent.OutcomeRecorded(
        id, day(day), day(day), instrument, after, followUp, score);
  }

  @Test
  @Requirement("SERIES-009")
  void everyScaleIsKnownByItsCodeAndTakesItsHighestTotalAndNoHigher() {
    for (Instrument instrument : Instrument.values()) {
      assertThat(Instrument.ofCode(instrument.code())).isEqualTo(instrument);
      assertThat(instrument.highest()).isPositive();
      assertThat(instrument.score(0)).isZero();
      assertThat(instrument.score(instrument.highest())).isEqualTo(instrument.highest());
      assertThatThrownBy(() -> instrument.score(instrument.highest() + 1))
          .hasMessageEndingWith(
              "is refused; it is a whole number from 0 to " + instrument.highest());
    }
    assertThat(Instrument.MADRS.highest()).isEqualTo(60);
    assertThatThrownBy(() -> Instrument.ofCode("madrs"))
        .hasMessageStartingWith("instrument \"madrs\" is none of ")
        .hasMessageContaining("MADRS");
  }

  @Test
  @Requirement("SERIES-004")
  void whereATotalStandsIsToldInWords() {
    assertThat(outcome("b", 0, Instrument.MADRS, 0, false, 30).point()).isEqualTo("baseline");
    assertThat(outcome("a", 0, Instrument.MADRS, 3, false, 30).point())
        .isEqualTo("after session 3");
    assertThat(outcome("f", 0, Instrument.MADRS, 3, true, 30).point())
        .isEqualTo("follow-up after session 3");
  }

  @Test
  @Requirement("SERIES-004")
  void theLatestOfSeveralBaselinesIsTheOneComparedWith() {
    SeriesPlan plan =
        plan(
            opened(),
            outcome("b2", 2, Instrument.MADRS, 0, false, 40),
            outcome("b1", 1, Instrument.MADRS, 0, false, 30),
            outcome("a1", 3, Instrument.MADRS, 1, false, 20));

    assertThat(plan.baseline(Instrument.MADRS).orElseThrow().score()).isEqualTo(40);
    assertThat(plan.outcomes())
        .extracting(SeriesEvent.OutcomeRecorded::eventId)
        .containsExactly("b1", "b2", "a1");
  }

  @Test
  @Requirement("SERIES-004")
  void outcomesAreInTheOrderOfTheirTimesWheneverTheyWereRecorded() {
    SeriesEvent late =
        new SeriesEvent.OutcomeRecorded("z", day(9), day(1), Instrument.MADRS, 1, false, 25);
    SeriesPlan plan = plan(opened(), late, outcome("a", 3, Instrument.MADRS, 3, false, 20));

    assertThat(plan.outcomes())
        .extracting(SeriesEvent.OutcomeRecorded::eventId)
        .containsExactly("z", "a");
  }

  @Test
  @Requirement("SERIES-007")
  void onlyTotalsOfTheRulesInstrumentAfterSessionsLeadToAProposal() {
    SeriesPlan plan =
        plan(
            opened(),
            outcome("b", 0, Instrument.MADRS, 0, false, 30),
            outcome("m3", 3, Instrument.MADRS, 3, false, 29),
            outcome("m4", 4, Instrument.MADRS, 4, false, 28),
            outcome("p5", 5, other(), 5, false, 1),
            outcome("f5", 6, Instrument.MADRS, 5, true, 5),
            outcome("b2", 7, Instrument.MADRS, 0, false, 32));

    assertThat(DoseProposal.of(plan))
        .isInstanceOfSatisfying(
            DoseProposal.Raise.class,
            raise -> {
              assertThat(raise.number()).isEqualTo(5);
              assertThat(raise.toPerKg()).isEqualTo(0.75);
              assertThat(raise.because()).startsWith("MADRS 28 after session 4");
            });
  }

  private static Instrument other() {
    return Instrument.values()[Instrument.values()[0] == Instrument.MADRS ? 1 : 0];
  }

  @Test
  @Requirement("SERIES-010")
  void anOpeningIsNotWithdrawn() {
    SeriesPlan plan =
        plan(
            opened(),
            new SeriesEvent.EventWithdrawn("x", day(1), "o", "mistyped"),
            new SeriesEvent.Closed("c", day(2), day(2)));

    assertThat(plan.opened()).isPresent();
    assertThat(plan.closed()).contains(day(2));
  }

  @Test
  @Requirement("SERIES-003")
  void ofTwoPlansTheOneRecordedLastHoldsInWhateverOrderTheyCome() {
    SeriesEvent second =
        new SeriesEvent.Planned(
            "p2",
            day(2),
            SeriesStep.of(List.of(new SeriesStep.Block(2, 0.4, OptionalDouble.empty()))));
    SeriesEvent first =
        new SeriesEvent.Planned(
            "p9",
            day(1),
            SeriesStep.of(List.of(new SeriesStep.Block(3, 0.4, OptionalDouble.empty()))));

    assertThat(plan(opened(), first, second).steps()).hasSize(2);
    assertThat(plan(second, first, opened()).steps()).hasSize(2);
  }

  @Test
  @Requirement("SERIES-008")
  void daysThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new SeriesStep(2, 0.5, OptionalDouble.of(0)))
        .hasMessage("days before session 2 0.0 is not a number above 0");
  }
}
