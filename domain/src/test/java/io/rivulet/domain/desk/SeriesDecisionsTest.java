package io.rivulet.domain.desk;

import static io.rivulet.domain.desk.DeskUnderTest.S1;
import static io.rivulet.domain.desk.DeskUnderTest.S2;
import static io.rivulet.domain.desk.DeskUnderTest.T0;
import static io.rivulet.domain.desk.DeskUnderTest.at;
import static io.rivulet.domain.desk.DeskUnderTest.seriesId;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.series.Instrument;
import io.rivulet.domain.series.ResponseRule;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.series.SeriesStep;
import io.rivulet.domain.session.PlaceInSeries;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeriesDecisionsTest {
  private final DeskUnderTest desk = new DeskUnderTest();

  @BeforeEach
  void aSeriesIsOpen() {
    assertThat(desk.ask("o1", open(0.6), null)).isInstanceOf(Decision.Accepted.class);
  }

  private static List<SeriesStep> steps(int sessions, double dosePerKg) {
    return SeriesStep.of(List.of(new SeriesStep.Block(sessions, dosePerKg, OptionalDouble.of(3))));
  }

  private static SeriesCommand open(double dosePerKg) {
    return new SeriesCommand.Open(
        seriesId(),
        "clinic",
        "subject-1",
        "Ketamine",
        Route.IV,
        AmountUnit.MILLIGRAM,
        steps(6, dosePerKg),
        Optional.of(new ResponseRule(Instrument.MADRS, 3, 0.5, 0.1, 1.0)));
  }

  private static SeriesCommand outcome(int after, double score, boolean followUp) {
    return new SeriesCommand.RecordOutcome(
        seriesId(), at(0), Instrument.MADRS, after, followUp, score);
  }

  private static SessionCommand.Open session(SessionId session, String subject, int number) {
    return new SessionCommand.Open(
        session,
        "clinic",
        subject,
        Optional.of("ketamine"),
        Route.IV,
        Optional.empty(),
        Optional.of(new PlaceInSeries(seriesId(), number)));
  }

  @Test
  @Requirement("DESK-009")
  void aSessionOfASeriesTakesItsDoseFromIt() {
    assertThat(desk.outcomeOf(new SeriesCommand.SetDose(seriesId(), 2, 0.7, "well tolerated")))
        .isEqualTo("accepted");
    desk.accepted("s", session(S1, "subject-1", 2));

    assertThat(desk.plan().planned("Ketamine").asOf(T0).orElseThrow().perKg()).isEqualTo(0.7);
    assertThat(desk.series.sessions(seriesId())).containsEntry(2, S1);
    assertThat(desk.ask("s", session(S1, "subject-1", 2)))
        .isInstanceOfSatisfying(
            Decision.Accepted.class, accepted -> assertThat(accepted.repeated()).isTrue());
  }

  @Test
  @Requirement("DESK-009")
  void aSessionThatDoesNotFitItsSeriesIsRefusedOrAskedAbout() {
    assertThat(desk.refused(session(S1, "subject-2", 1)))
        .isEqualTo(
            "CONFLICT: series series-1 is of subject subject-1 at clinic, not of subject-2 at"
                + " clinic");
    assertThat(desk.confirmed(session(S1, "subject-1", 7)))
        .isEqualTo("series series-1 plans 6 sessions, and this is 7");
    desk.accepted(new SessionCommand.Close(S1, at(0)));
    desk.accepted(session(new SessionId("s3"), "subject-1", 1));
    desk.accepted(new SessionCommand.Close(new SessionId("s3"), at(0)));
    assertThat(desk.confirmed(session(S2, "subject-1", 1)))
        .isEqualTo("session 1 of series series-1 is s3 already");
    assertThat(
            desk.refused(
                new SessionCommand.Open(
                    new SessionId("s4"),
                    "clinic",
                    "subject-1",
                    Optional.empty(),
                    Route.IV,
                    Optional.empty(),
                    Optional.of(new PlaceInSeries(new SeriesId("none"), 1)))))
        .isEqualTo("UNKNOWN: series none is not known; open it first");
  }

  @Test
  @Requirement("SERIES-009")
  void outcomesAreCheckedAgainstTheirScaleAndAskedAboutTwice() {
    assertThat(desk.outcomeOf(outcome(0, 30, false))).isEqualTo("accepted");
    assertThat(desk.outcomeOf(outcome(0, 31, false)))
        .isEqualTo("asks: MADRS baseline is recorded already: 30 at 2026-03-01T10:00:00Z");
    assertThat(desk.outcomeOf(outcome(6, 12, false))).isEqualTo("accepted");
    assertThat(desk.outcomeOf(outcome(6, 14, true))).isEqualTo("accepted");
    assertThat(desk.outcomeOf(outcome(6, 13, true))).isEqualTo("accepted");
    assertThat(desk.outcomeOf(outcome(1, 61, false)))
        .isEqualTo("INVALID: MADRS score 61.0 is refused; it is a whole number from 0 to 60");
    desk.now = T0.minus(Duration.ofMinutes(6));
    assertThat(desk.outcomeOf(outcome(2, 20, false))).contains("more than PT5M after now");
  }

  @Test
  @Requirement("SERIES-009")
  void dosesOfASeriesAreASitesOwnAndBounded() {
    assertThat(desk.outcomeOf(new SeriesCommand.SetDose(seriesId(), 7, 0.5, "more")))
        .isEqualTo("CONFLICT: series series-1 plans 6 sessions, not 7; plan it first");
    assertThat(desk.outcomeOf(new SeriesCommand.SetDose(seriesId(), 1, 1.1, "more")))
        .isEqualTo("asks: dose 1.1 is above the series' own maximum of 1.0 mg/kg");
    assertThat(desk.outcomeOf(new SeriesCommand.SetDose(seriesId(), 1, 21, "more")))
        .contains("above 20");
    assertThat(desk.outcomeOf(new SeriesCommand.Plan(seriesId(), steps(2, 2.5))))
        .contains("planned dose of 2.5 mg/kg is above 2 mg/kg");
    assertThat(desk.outcomeOf(new SeriesCommand.Plan(seriesId(), steps(7, 0.5))))
        .isEqualTo("accepted");
    assertThat(desk.outcomeOf(new SeriesCommand.SetDose(seriesId(), 7, 0.5, "more")))
        .isEqualTo("accepted");
  }

  @Test
  @Requirement("SERIES-010")
  void theSameCommandTwiceIsOneEventAndAnotherWithItsIdIsRefused() {
    assertThat(desk.ask("o1", open(0.6), null))
        .isInstanceOfSatisfying(
            Decision.Accepted.class, accepted -> assertThat(accepted.repeated()).isTrue());
    assertThat(desk.ask("o1", open(0.7), null).toString()).contains("eventId o1 is used");
    assertThat(desk.outcomeOf(open(0.6))).contains("was opened before");
    assertThat(desk.series.events(seriesId())).hasSize(1);
  }

  @Test
  @Requirement("SERIES-010")
  void aWithdrawnOutcomeNoLongerCountsAndAClosedSeriesTakesNoMore() {
    Decision<SeriesEvent> unused = desk.ask("b", outcome(0, 30, false), null);
    SeriesCommand withdraw = new SeriesCommand.Withdraw(seriesId(), "b", "wrong subject");

    assertThat(desk.outcomeOf(withdraw)).isEqualTo("accepted");
    assertThat(desk.outcomeOf(withdraw)).contains("was withdrawn before");
    assertThat(desk.series.plan(seriesId()).orElseThrow().outcomes()).isEmpty();
    assertThat(desk.outcomeOf(new SeriesCommand.Withdraw(seriesId(), "o1", "x")))
        .contains("neither an opening");
    assertThat(desk.outcomeOf(new SeriesCommand.Withdraw(seriesId(), "zz", "x")))
        .startsWith("UNKNOWN");
    assertThat(desk.outcomeOf(new SeriesCommand.Close(seriesId(), at(0)))).isEqualTo("accepted");
    assertThat(desk.outcomeOf(outcome(0, 30, false))).startsWith("CLOSED: series series-1");
  }
}
