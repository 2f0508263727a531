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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.session.EligibilityFlag;
import io.rivulet.domain.session.ObservationKind;
import io.rivulet.domain.session.Phase;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionDecisionsTest {
  private static final Instant YEAR_9999 = Instant.parse("9999-12-31T23:59:59Z");

  private final DeskUnderTest desk = new DeskUnderTest();

  @BeforeEach
  void aSessionIsOpen() {
    desk.accepted("o1", open(S1, "subject-1"));
  }

  private static SessionCommand phase(Phase phase, int second, String reason) {
    return new SessionCommand.EnterPhase(S1, at(second), phase, Optional.ofNullable(reason));
  }

  private static SessionCommand dose(double amount, int second) {
    return new SessionCommand.ChartDose(
        S1, at(second), "ketamine", Route.IM, amount, AmountUnit.MILLIGRAM);
  }

  private static SessionCommand withdraw(String event) {
    return new SessionCommand.Withdraw(S1, event, "mistyped");
  }

  @Test
  @Requirement("DESK-001")
  void aDeviceServesOneSessionAtATime() {
    desk.accepted(open(S2, "subject-2"));
    desk.accepted("b1", bind(S1, 0, 600));

    assertThat(desk.refused(bind(S2, 599, null)))
        .isEqualTo(
            "CONFLICT: device pump-1 serves session s1 from 2026-03-01T10:00:00Z to"
                + " 2026-03-01T10:10:00Z; end that binding first, or bind it for another time");
    assertThat(desk.refused(bind(S1, 100, 200))).contains("serves session s1");
    assertThat(desk.refused(bind(S2, -60, 1))).contains("serves session s1");
    desk.accepted(bind(S2, 600, null));
    desk.accepted(bind(S2, -60, 0));
    assertThat(desk.refused(new SessionCommand.RebindDevice(S1, "b1", at(0), Optional.of(at(601)))))
        .contains("serves session s2");
  }

  @Test
  @Requirement("DESK-001")
  void anUnboundDeviceIsFreeAndAReboundOneKeepsToItsNewTimes() {
    desk.accepted(open(S2, "subject-2"));
    desk.accepted("b1", bind(S1, 0, null));
    desk.now = at(300);
    desk.accepted("b2", new SessionCommand.UnbindDevice(S1, PUMP, at(300)));

    assertThat(desk.plan().covers(PUMP, at(299))).isTrue();
    assertThat(desk.plan().covers(PUMP, at(300))).isFalse();
    desk.accepted(bind(S2, 300, null));
    desk.accepted(new SessionCommand.RebindDevice(S1, "b2", at(60), Optional.of(at(240))));
    assertThat(desk.plan().bindings()).hasSize(1);
    assertThat(desk.plan().covers(PUMP, at(59))).isFalse();
    assertThat(desk.plan().covers(PUMP, at(60))).isTrue();
    assertThat(desk.refused(new SessionCommand.UnbindDevice(S1, PUMP, at(300))))
        .contains("pump-1 is not bound to session s1 at", "bound are pump-1 from");
    assertThat(desk.refused(new SessionCommand.RebindDevice(S1, "b1", at(0), Optional.empty())))
        .startsWith("UNKNOWN: session s1 has no binding b1 that holds");
  }

  @Test
  @Requirement("DESK-001")
  void aBindingIdIsUsedOnceForADeviceWhateverTheSession() {
    desk.accepted(open(S2, "subject-2"));
    desk.accepted("b1", bind(S1, 0, 600));

    assertThat(desk.refused("b1", bind(S2, 700, 800))).contains("b1 is used by session s1");
  }

  @Test
  @Requirement("DESK-002")
  void aWeightFarFromTheOneBeforeIsAskedAbout() {
    assertThat(desk.confirmed(weight(0, 8, null))).isEqualTo("weight 8 kg is outside 20 to 300 kg");
    assertThat(desk.confirmed(weight(60, 80, null)))
        .isEqualTo("weight 80 kg after 8 kg differs by 900 %");
    desk.accepted("w3", weight(120, 96, null));
    assertThat(desk.confirmed(weight(130, 76.7, null))).contains("differs by 20 %");
    assertThat(desk.confirmed(weight(0, 70, "w3"))).contains("70 kg after 96 kg differs by 27 %");
    assertThat(desk.plan().dose().weightsKg().asOf(at(120))).hasValue(70.0);
  }

  @Test
  @Requirement("DESK-002")
  void aTokenConfirmsOneQuestionAndNoOther() {
    desk.accepted(weight(0, 80, null));
    Decision.NeedsConfirmation<SessionEvent> question =
        (Decision.NeedsConfirmation<SessionEvent>) desk.ask("w2", weight(60, 40, null));

    assertThat(desk.ask("w2", weight(60, 8, null), question.token()))
        .isInstanceOf(Decision.NeedsConfirmation.class);
  }

  @Test
  @Requirement("DESK-003")
  void impossibleWeightsAreRefusedWithTheirValue() {
    assertThat(desk.refused(weight(0, 0, null))).startsWith("INVALID: weight 0.0 kg is outside");
    assertThat(desk.refused(weight(0, Double.NaN, null))).contains("weight NaN kg");
    assertThat(desk.refused(weight(0, -70, null))).contains("weight -70.0 kg");
    assertThat(desk.refused(weight(0, 70, "nothing")))
        .isEqualTo("UNKNOWN: session s1 has no weight nothing to correct");
    assertThat(desk.refused(weight(0, 70, "o1"))).contains("has no weight o1");
  }

  @Test
  @Requirement("DESK-003")
  void timesFarFromTheDesksClockAreRefused() {
    assertThat(
            desk.refused(new SessionCommand.RecordWeight(S1, Instant.EPOCH, 70, Optional.empty())))
        .startsWith("INVALID: time 1970-01-01T00:00:00Z is more than PT720H before now");
    assertThat(desk.refused(new SessionCommand.Close(S1, YEAR_9999)))
        .startsWith("INVALID: time 9999-12-31T23:59:59Z is more than PT5M after now");
    assertThat(desk.refused(new SessionCommand.AssignLimits(S1, YEAR_9999, "day")))
        .contains("more than PT24H after now");
    assertThat(desk.refused(new SessionCommand.BindDevice(S1, PUMP, at(0), Optional.of(YEAR_9999))))
        .startsWith("INVALID: end 9999");
    assertThat(desk.refused(bind(S1, 60, 60))).contains("holds for no time");
    assertThat(desk.refused(bind(S1, 60, 0))).contains("ends before it begins");
    assertThat(desk.refused(dose(50, 301))).contains("more than PT5M after now");
    assertThat(desk.accepted(bind(S1, 86_400, null))).isNotNull();
  }

  @Test
  @Requirement("DESK-003")
  void dosesBeyondPlausibilityAreAskedAboutAndThenRefused() {
    desk.accepted(weight(0, 70, null));

    assertThat(desk.confirmed(plan(2.5))).isEqualTo("planned dose of 2.5 mg/kg is above 2 mg/kg");
    assertThat(desk.refused(plan(20.5)))
        .isEqualTo("INVALID: planned dose of 20.5 mg/kg is above 20, the most this desk takes");
    assertThat(desk.confirmed(dose(210, 0))).contains("dose of 3 mg/kg is above 2 mg/kg");
    assertThat(desk.refused(dose(1401, 0))).contains("dose of 20.0");
    assertThat(desk.refused(dose(6001, 0))).contains("a dose of 6001 mg is above 6000");
    assertThat(desk.refused(dose(-1, 0))).contains("charted amount -1.0 is not a number above 0");
    assertThat(desk.refused(dose(Double.POSITIVE_INFINITY, 0))).contains("Infinity");
    assertThatThrownBy(() -> plan(0)).hasMessageContaining("planned dose per kg 0.0");
    assertThatThrownBy(() -> plan(Double.NaN)).hasMessageContaining("NaN");
  }

  private static SessionCommand plan(double perKg) {
    return new SessionCommand.PlanDose(
        S1,
        at(0),
        "Ketamine",
        new PlannedDose(perKg, AmountUnit.MILLIGRAM, Optional.of(Duration.ofMinutes(40))));
  }

  @Test
  @Requirement("DESK-003")
  void aDoseChartedTwiceIsAskedAbout() {
    desk.accepted(dose(50, 0));

    assertThat(desk.confirmed(dose(50, 120)))
        .isEqualTo("a dose of 50.0 mg IM of ketamine is charted at 2026-03-01T10:00:00Z already");
    desk.accepted(dose(50, 241));
    assertThat(desk.plan().chart().doses()).hasSize(3);
  }

  @Test
  @Requirement("DESK-003")
  void anUnknownSessionAndUnknownLimitsAreRefusedWithTheWayOut() {
    assertThat(desk.refused(bind(S2, 0, null)))
        .isEqualTo("UNKNOWN: session s2 is not known; open it first");
    desk.limits.add("day", 1, T0, "{}");
    assertThat(desk.refused(new SessionCommand.AssignLimits(S1, at(0), "night")))
        .isEqualTo("UNKNOWN: limits profile \"night\" is not published; known are day");
    desk.accepted(new SessionCommand.AssignLimits(S1, at(0), "day"));
    assertThat(desk.plan().limits().asOf(at(0))).hasValue("day");
  }

  @Test
  @Requirement("DESK-004")
  void theSameCommandTwiceIsOneEvent() {
    desk.accepted("b1", bind(S1, 0, null));
    desk.accepted("w1", weight(0, 70, null));
    desk.accepted("u1", new SessionCommand.UnbindDevice(S1, PUMP, at(60)));
    desk.accepted("r1", new SessionCommand.RebindDevice(S1, "u1", at(1), Optional.of(at(50))));
    desk.accepted("x1", withdraw("r1"));
    desk.accepted("c1", new SessionCommand.Close(S1, at(100)));
    int events = desk.book.events(S1).size();
    desk.now = at(200);

    assertRepeated("o1", open(S1, "subject-1"));
    assertRepeated("b1", bind(S1, 0, null));
    assertRepeated("w1", weight(0, 70, null));
    assertRepeated("u1", new SessionCommand.UnbindDevice(S1, PUMP, at(60)));
    assertRepeated("r1", new SessionCommand.RebindDevice(S1, "u1", at(1), Optional.of(at(50))));
    assertRepeated("x1", withdraw("r1"));
    assertRepeated("c1", new SessionCommand.Close(S1, at(100)));
    assertThat(desk.book.events(S1)).hasSize(events);
  }

  private void assertRepeated(String eventId, SessionCommand command) {
    assertThat(desk.ask(eventId, command))
        .isInstanceOfSatisfying(
            Decision.Accepted.class, accepted -> assertThat(accepted.repeated()).isTrue());
  }

  @Test
  @Requirement("DESK-004")
  void anIdThatWasUsedForSomethingElseIsRefused() {
    desk.accepted("w1", weight(0, 70, null));

    assertThat(desk.refused("w1", weight(0, 71, null)))
        .isEqualTo("CONFLICT: eventId w1 is used by another event of session s1; choose another");
    assertThat(desk.refused("o1", open(S1, "subject-2"))).contains("eventId o1 is used");
    assertThat(desk.refused("w1", bind(S1, 0, null))).contains("eventId w1 is used");
    assertThat(desk.refused("o2", open(S1, "subject-1"))).contains("was opened before");
    assertThatThrownBy(() -> new Ask("a b", T0, Optional.empty())).hasMessageContaining("a b");
  }

  @Test
  @Requirement("DESK-005")
  void phasesGoForwardAndBackOnlyForAReason() {
    desk.accepted(phase(Phase.PREPARATION, 0, null));
    desk.accepted("p2", phase(Phase.OBSERVATION, 60, null));

    assertThat(desk.refused(phase(Phase.OBSERVATION, 70, null)))
        .contains("is at OBSERVATION since");
    assertThat(desk.refused(phase(Phase.DISCHARGE, 59, null)))
        .contains("entered OBSERVATION at", "withdraw p2 first");
    assertThat(desk.refused(phase(Phase.INFUSION, 80, null)))
        .contains("would go back from OBSERVATION to INFUSION; give a reason");
    desk.accepted(phase(Phase.INFUSION, 80, "second dose"));
    assertThat(desk.plan().chart().phaseAt(at(59))).hasValue(Phase.PREPARATION);
    assertThat(desk.plan().chart().phaseAt(at(80))).hasValue(Phase.INFUSION);
    assertThat(desk.plan().chart().phaseAt(at(-1))).isEmpty();
  }

  @Test
  @Requirement("DESK-005")
  void anInfusionAfterAFailedScreeningIsAskedAbout() {
    List<EligibilityFlag> flags =
        List.of(new EligibilityFlag("SBP", false), new EligibilityFlag("SPO2", true));

    assertThat(desk.confirmed(new SessionCommand.Screen(S1, at(0), flags, true)))
        .isEqualTo("eligible although not passed: SBP");
    desk.accepted(new SessionCommand.Screen(S1, at(1), flags, false));
    assertThat(desk.confirmed(phase(Phase.INFUSION, 60, null)))
        .isEqualTo("the screening says that the subject is not eligible");
  }

  @Test
  @Requirement("DESK-006")
  void closingEndsTheBindings() {
    desk.accepted(open(S2, "subject-2"));
    desk.accepted(bind(S1, 0, null));
    desk.accepted(phase(Phase.INFUSION, 60, null));
    assertThat(desk.refused(new SessionCommand.Close(S1, at(59)))).contains("entered INFUSION at");
    desk.now = at(600);
    desk.accepted(new SessionCommand.Close(S1, at(600)));

    assertThat(desk.plan().covers(PUMP, at(599))).isTrue();
    assertThat(desk.plan().covers(PUMP, at(600))).isFalse();
    desk.accepted(bind(S2, 600, null));
  }

  @Test
  @Requirement("DESK-006")
  void aBindingThatSomebodyElseLeftOpenEndsWithItsSession() {
    desk.accepted(open(S2, "subject-2"));
    desk.accepted(bind(S1, 0, null));
    desk.book.add(S1, new SessionEvent.Closed("c", at(60), at(60)));

    assertThat(desk.refused(bind(S2, 59, null))).contains("serves session s1");
    desk.accepted(bind(S2, 60, null));
  }

  @Test
  @Requirement("DESK-006")
  void aClosedSessionTakesCorrectionsForATimeAndThenNothing() {
    desk.accepted("w1", weight(0, 70, null));
    desk.now = at(600);
    desk.accepted(new SessionCommand.Close(S1, at(600)));

    desk.accepted(weight(0, 71, "w1"));
    assertThat(desk.refused(weight(601, 71, null)))
        .startsWith("CLOSED: session s1 was closed at 2026-03-01T10:10:00Z; it takes corrections");
    assertThat(desk.refused(bind(S1, 0, null))).contains("a binding without an end is after");
    assertThat(desk.refused(new SessionCommand.Close(S1, at(610)))).startsWith("CLOSED");
    desk.accepted(bind(S1, 0, 600));
    desk.book.settle(at(600 + 900));
    desk.now = at(600 + 900);
    desk.accepted(weight(0, 72, "w1"));
    desk.book.settle(at(600 + 901));
    assertThat(desk.refused(weight(0, 73, "w1")))
        .isEqualTo(
            "CLOSED: session s1 was closed at 2026-03-01T10:10:00Z and takes no more; open another"
                + " one");
    assertThat(desk.refused(open(S1, "subject-1"))).contains("was opened before");
    assertThat(desk.book.size()).isZero();
    desk.accepted(open(S2, "subject-1"));
    assertThat(desk.refused(bind(S2, 599, null))).contains("serves session s1");
  }

  @Test
  @Requirement("DESK-007")
  void aWithdrawnEventNoLongerCounts() {
    desk.accepted("w1", weight(0, 70, null));
    desk.accepted("d1", dose(50, 0));
    desk.accepted("b1", bind(S1, 0, null));
    desk.accepted(withdraw("d1"));
    desk.accepted("x2", withdraw("b1"));

    assertThat(desk.plan().chart().doses()).isEmpty();
    assertThat(desk.plan().bindings()).isEmpty();
    desk.accepted(open(S2, "subject-2"));
    desk.accepted(bind(S2, 0, null));
  }

  @Test
  @Requirement("DESK-007")
  void whatCannotBeWithdrawnSaysWhatToDoInstead() {
    desk.accepted("w1", weight(0, 70, null));
    desk.accepted("w2", weight(0, 71, "w1"));
    desk.accepted("b1", bind(S1, 0, null));
    desk.accepted("b2", new SessionCommand.RebindDevice(S1, "b1", at(1), Optional.empty()));
    desk.accepted("x1", withdraw("w2"));

    assertThat(desk.refused(withdraw("w2"))).isEqualTo("CONFLICT: event w2 was withdrawn before");
    assertThat(desk.refused(withdraw("x1"))).contains("a withdrawal is not withdrawn");
    assertThat(desk.refused(withdraw("o1"))).contains("open another one");
    assertThat(desk.refused(withdraw("b1"))).contains("binding b1 of pump-1 was replaced before");
    assertThat(desk.refused(withdraw("zz"))).isEqualTo("UNKNOWN: session s1 has no event zz");
    desk.accepted("w3", weight(0, 72, "w1"));
    assertThat(desk.refused(withdraw("w1"))).contains("corrected by w3");
    assertThat(desk.refused(new SessionCommand.Withdraw(S1, "w3", " ")))
        .isEqualTo("INVALID: reason is empty");
    assertThat(desk.refused(new SessionCommand.Withdraw(S1, "w3", "x".repeat(501))))
        .contains("501 characters; at most 500");
  }

  @Test
  @Requirement("DESK-010")
  void whatIsRecordedLaterIsOrderedLaterAlsoWithinOneMicrosecond() {
    SessionEvent first = desk.accepted(weight(0, 70, null));
    SessionEvent second = desk.accepted(weight(0, 71, first.eventId()));

    assertThat(second.recordedTime()).isEqualTo(first.recordedTime().plusNanos(1000));
    desk.book.add(
        S1,
        new SessionEvent.LimitsAssigned("far", Instant.parse("2030-01-01T00:00:00Z"), "day", T0));
    assertThat(desk.refused(weight(0, 72, first.eventId()))).contains("set the clocks right");
  }

  @Test
  @Requirement("DESK-011")
  void aFullDeskSaysSo() {
    DeskUnderTest small =
        new DeskUnderTest(
            new DeskRules(TimeBounds.DEFAULT, Plausibility.DEFAULT, Duration.ofMinutes(15), 1, 2));
    small.accepted(open(S1, "subject-1"));

    assertThat(small.refused(open(S2, "subject-2")))
        .isEqualTo("FULL: 1 sessions are open; close some before opening more");
    small.accepted(weight(0, 70, null));
    assertThat(small.refused(weight(1, 70, null)))
        .isEqualTo("FULL: session s1 has 2 events already");
  }

  @Test
  @Requirement("DESK-003")
  void aSecondOpenSessionOfASubjectIsAskedAbout() {
    assertThat(desk.confirmed(open(S2, "subject-1")))
        .isEqualTo("subject subject-1 has an open session already: [s1]");
  }

  @Test
  @Requirement("DESK-003")
  void everythingElseIsRecordedAsItIs() {
    desk.accepted(
        new SessionCommand.RecordConcentration(
            S1, at(0), "Ketamine", new Concentration(2, AmountUnit.MILLIGRAM)));
    desk.accepted(new SessionCommand.OrderPressure(S1, at(0), Duration.ofMinutes(10)));
    desk.accepted(
        new SessionCommand.ChartObservation(
            S1, at(10), ObservationKind.CADSS, OptionalDouble.of(12), Optional.empty()));

    assertThat(desk.plan().dose().concentrations()).containsKey("Ketamine");
    assertThat(desk.plan().orders().asOf(at(0))).hasValue(Duration.ofMinutes(10));
    assertThat(desk.plan().chart().observations()).hasSize(1);
    assertThat(desk.plan().planned("ketamine").asOf(at(0)).orElseThrow().perKg()).isEqualTo(0.5);
    assertThat(
            desk.refused(
                new SessionCommand.ChartObservation(
                    S1, at(10), ObservationKind.MOAA_S, OptionalDouble.of(6), Optional.empty())))
        .isEqualTo("INVALID: MOAA_S score 6.0 is refused; it is a whole number from 0 to 5");
  }
}
