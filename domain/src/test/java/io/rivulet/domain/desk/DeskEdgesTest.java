package io.rivulet.domain.desk;

import static io.rivulet.domain.desk.DeskUnderTest.PUMP;
import static io.rivulet.domain.desk.DeskUnderTest.S1;
import static io.rivulet.domain.desk.DeskUnderTest.S2;
import static io.rivulet.domain.desk.DeskUnderTest.T0;
import static io.rivulet.domain.desk.DeskUnderTest.at;
import static io.rivulet.domain.desk.DeskUnderTest.bind;
import static io.rivulet.domain.desk.DeskUnderTest.open;
import static io.rivulet.domain.desk.DeskUnderTest.weight;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.series.Instrument;
import io.rivulet.domain.series.ResponseRule;
import io.rivulet.domain.series.SeriesStep;
import io.rivulet.domain.session.ObservationKind;
import io.rivulet.domain.session.Phase;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeskEdgesTest {
  private final DeskUnderTest desk = new DeskUnderTest();

  @BeforeEach
  void aSessionIsOpen() {
    desk.accepted("o1", open(S1, "subject-1"));
  }

  @Test
  @Requirement("DESK-003")
  void whateverIsSeenOrDoneIsRefusedWhereItsTimeIsAhead() {
    Instant ahead = at(301);
    for (SessionCommand command :
        List.of(
            new SessionCommand.Screen(S1, ahead, List.of(), true),
            new SessionCommand.EnterPhase(S1, ahead, Phase.INFUSION, Optional.empty()),
            new SessionCommand.ChartObservation(
                S1, ahead, ObservationKind.NAUSEA, OptionalDouble.of(1), Optional.empty()))) {
      assertThat(desk.refused(command)).as("%s", command).contains("more than PT5M after now");
    }
  }

  @Test
  @Requirement("DESK-003")
  void whateverIsArrangedIsRefusedWhereItsTimeIsMoreThanADayAhead() {
    Instant ahead = at(86_401);
    for (SessionCommand command :
        List.of(
            new SessionCommand.PlanDose(
                S1,
                ahead,
                "Ketamine",
                new PlannedDose(0.5, AmountUnit.MILLIGRAM, Optional.empty())),
            new SessionCommand.UnbindDevice(S1, PUMP, ahead),
            new SessionCommand.RebindDevice(S1, "b1", ahead, Optional.empty()),
            new SessionCommand.RecordConcentration(
                S1, ahead, "Ketamine", new Concentration(2, AmountUnit.MILLIGRAM)),
            new SessionCommand.OrderPressure(S1, ahead, Duration.ofMinutes(10)))) {
      assertThat(desk.refused(command)).as("%s", command).contains("more than PT24H after now");
    }
  }

  @Test
  @Requirement("DESK-003")
  void valuesAtABoundAreTakenWithoutAQuestion() {
    List<String> asked = new ArrayList<>();
    Plausibility values = Plausibility.DEFAULT;

    values.weight(20, Optional.empty(), asked::add);
    values.weight(300, Optional.empty(), asked::add);
    values.weight(120, Optional.of(100.0), asked::add);
    values.dosePerKg("dose", 2, AmountUnit.MILLIGRAM, asked::add);
    values.dosePerKg("dose", 1000, AmountUnit.INTERNATIONAL_UNIT, asked::add);
    values.amount(6000, AmountUnit.MILLIGRAM);
    assertThat(asked).isEmpty();

    values.dosePerKg("dose", 20, AmountUnit.MILLIGRAM, asked::add);
    assertThat(asked).containsExactly("dose of 20 mg/kg is above 2 mg/kg");
  }

  @Test
  @Requirement("DESK-003")
  void namesOfAnOpeningAreCheckedAndItsDoseToo() {
    assertThat(desk.refused(opening(" ", "subject-2", "Ketamine", 0.5)))
        .isEqualTo("INVALID: site is empty");
    assertThat(desk.refused(opening("clinic", "", "Ketamine", 0.5)))
        .isEqualTo("INVALID: subject is empty");
    assertThat(desk.refused(opening("clinic", "subject-2", "", 0.5)))
        .isEqualTo("INVALID: drug is empty");
    assertThat(desk.refused(opening("clinic", "subject-2", "Ketamine", 21)))
        .startsWith("INVALID: planned dose of 21 mg/kg is above 20");
    assertThat(desk.confirmed(opening("clinic", "subject-2", "Ketamine", 3)))
        .isEqualTo("planned dose of 3 mg/kg is above 2 mg/kg");
  }

  private static SessionCommand.Open opening(
      String site, String subject, String drug, double perKg) {
    return new SessionCommand.Open(
        S2,
        site,
        subject,
        Optional.of(drug),
        Route.IV,
        Optional.of(new PlannedDose(perKg, AmountUnit.MILLIGRAM, Optional.empty())),
        Optional.empty());
  }

  @Test
  @Requirement("DESK-004")
  void anIdOfAnotherEventIsRefusedWhateverIsAskedWithIt() {
    desk.accepted("w1", weight(0, 70, null));

    assertThat(desk.refused("w1", new SessionCommand.UnbindDevice(S1, PUMP, at(0))))
        .contains("eventId w1 is used");
    assertThat(
            desk.refused("w1", new SessionCommand.RebindDevice(S1, "b", at(0), Optional.empty())))
        .contains("eventId w1 is used");
    assertThat(desk.refused("w1", open(S1, "subject-1"))).contains("eventId w1 is used");
  }

  @Test
  @Requirement("DESK-001")
  void oneOfTwoBindingsOfADeviceIsEndedAndTheOtherStays() {
    desk.accepted("b1", bind(S1, 0, 100));
    desk.accepted("b2", bind(S1, 200, 300));
    desk.accepted("u2", new SessionCommand.UnbindDevice(S1, PUMP, at(250)));

    assertThat(desk.plan().covers(PUMP, at(50))).isTrue();
    assertThat(desk.plan().covers(PUMP, at(249))).isTrue();
    assertThat(desk.plan().covers(PUMP, at(250))).isFalse();
  }

  @Test
  @Requirement("DESK-006")
  void bindingsOlderThanAnyCommandMayNameAreForgottenAndNoOthers() {
    desk.accepted(bind(S1, 0, 60));
    Instant justNamed = at(60).plus(TimeBounds.DEFAULT.behindMax());

    desk.book.settle(justNamed);
    assertThat(desk.book.devices().of(PUMP)).hasSize(1);
    desk.book.settle(justNamed.plusSeconds(1));
    assertThat(desk.book.devices().of(PUMP)).isEmpty();
    assertThat(desk.book.devices().lastRecorded(PUMP)).isEqualTo(Instant.MIN);
  }

  @Test
  @Requirement("DESK-011")
  void theBookTellsItsSessionsByName() {
    desk.accepted(open(new SessionId("a9"), "subject-9"));
    desk.accepted(open(S2, "subject-2"));

    assertThat(desk.book.plans())
        .extracting(SessionPlan::session)
        .containsExactly(new SessionId("a9"), S1, S2);
    assertThat(desk.book.events(S1)).hasSize(1);
    assertThat(desk.book.events(new SessionId("none"))).isEmpty();
    assertThat(desk.book.size()).isEqualTo(3);
  }

  @Test
  @Requirement("SERIES-009")
  void aSeriesIsAskedAboutWhereItsDoseOrItsRulesMaximumIsHigh() {
    assertThat(desk.outcomeOf(series(2.5, 2)))
        .isEqualTo("asks: planned dose of 2.5 mg/kg is above 2 mg/kg");
    assertThat(desk.outcomeOf(series(0.5, 3)))
        .isEqualTo("asks: the rule's maximum of 3 mg/kg is above 2 mg/kg");
    assertThat(desk.outcomeOf(series(2, 2))).isEqualTo("accepted");
    assertThat(desk.series.all()).containsExactly(DeskUnderTest.seriesId());
    assertThat(desk.outcomeOf(new SeriesCommand.SetDose(DeskUnderTest.seriesId(), 1, 2, "most")))
        .isEqualTo("accepted");
    assertThat(desk.outcomeOf(new SeriesCommand.Close(DeskUnderTest.seriesId(), at(301))))
        .startsWith("INVALID: closing ")
        .contains("more than PT5M after now, " + T0);
  }

  private static SeriesCommand series(double perKg, double mostPerKg) {
    return new SeriesCommand.Open(
        DeskUnderTest.seriesId(),
        "clinic",
        "subject-1",
        "Ketamine",
        Route.IV,
        AmountUnit.MILLIGRAM,
        SeriesStep.of(List.of(new SeriesStep.Block(2, perKg, OptionalDouble.empty()))),
        Optional.of(new ResponseRule(Instrument.MADRS, 3, 0.5, 0.1, mostPerKg)));
  }
}
