package io.rivulet.alerting.lifecycle;

import static io.rivulet.alerting.lifecycle.StatementBuilder.START;
import static io.rivulet.alerting.lifecycle.StatementBuilder.silence;
import static io.rivulet.alerting.lifecycle.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaseRuleTest {
  private static final Instant LATER = START.plusSeconds(60);

  private static List<AuditEvent> events(CaseStep step) {
    return step.audit().stream().map(AuditEntry::event).toList();
  }

  private static CaseStep step(AlertCase alert, StatementBuilder statement) {
    return CaseRule.step(Optional.of(alert), statement.build(), LATER);
  }

  private static AlertCase acknowledged(AlertCase alert) {
    return CaseRule.acknowledge(alert, "anna", Optional.of("I go"), LATER).alert();
  }

  @Test
  @Requirement("CASE-001")
  void anAlertThatIsHeardOfFirstIsOpen() {
    CaseStep step = CaseRule.step(Optional.empty(), statement("a").build(), START);

    assertThat(step.alert().state()).isEqualTo(AlertState.OPEN);
    assertThat(step.alert().opened()).isEqualTo(START);
    assertThat(events(step)).containsExactly(AuditEvent.OPENED);
    assertThat(step.audit().get(0).detail())
        .containsEntry("priority", "medium")
        .containsEntry("site", "zurich")
        .containsEntry("revision", "1");
  }

  @Test
  @Requirement("CASE-002")
  void aRevisionThatIsNotAboveTheLastIsNothing() {
    AlertCase alert = statement("a").revision(3).heard(START);

    assertThat(step(alert, statement("a").revision(3).over()))
        .isEqualTo(new CaseStep(alert, List.of()));
    assertThat(step(alert, statement("a").revision(2).over()).changed()).isFalse();
  }

  @Test
  @Requirement("CASE-001")
  void whatIsStatedAgainIsRestated() {
    AlertCase alert = statement("a").heard(START);
    CaseStep step = step(alert, statement("a").revision(2).high());

    assertThat(step.alert().state()).isEqualTo(AlertState.OPEN);
    assertThat(step.alert().opened()).isEqualTo(START);
    assertThat(events(step)).containsExactly(AuditEvent.RESTATED);
    assertThat(step.audit().get(0).detail())
        .containsEntry("from", "medium")
        .containsEntry("to", "high");
  }

  @Test
  @Requirement("CASE-003")
  void highAndPhysiologicalLatchesUntilSomebodyKnows() {
    AlertCase latched =
        step(statement("a").high().heard(START), statement("a").high().revision(2).over()).alert();
    assertThat(latched.state()).isEqualTo(AlertState.LATCHED);
    assertThat(latched.waits()).isTrue();

    CaseStep known = CaseRule.acknowledge(latched, "anna", Optional.empty(), LATER);
    assertThat(known.alert().state()).isEqualTo(AlertState.CLOSED);
    assertThat(events(known))
        .containsExactly(AuditEvent.ACKNOWLEDGED, AuditEvent.CLEARED, AuditEvent.CLOSED);
  }

  @Test
  @Requirement("CASE-003")
  void everythingElseThatIsOverIsClosed() {
    assertThat(step(statement("a").heard(START), statement("a").revision(2).over()).alert().state())
        .isEqualTo(AlertState.CLOSED);
    assertThat(
            step(silence("a", "p").high().heard(START), silence("a", "p").high().revision(2).over())
                .alert()
                .state())
        .isEqualTo(AlertState.CLOSED);
  }

  @Test
  @Requirement("CASE-003")
  void highAndPhysiologicalLatchesAlsoWhereItIsHeardOfAfterItsEnd() {
    AlertCase latched = statement("a").high().over().heard(START);
    assertThat(latched.state()).isEqualTo(AlertState.LATCHED);

    assertThat(step(latched, statement("a").revision(2).over()).alert().state())
        .isEqualTo(AlertState.CLOSED);
  }

  @Test
  @Requirement("CASE-003")
  void whatLateDataMakesHighAfterItsEndLatches() {
    AlertCase closed = statement("a").over().heard(START);
    CaseStep step = step(closed, statement("a").high().revision(2).over());

    assertThat(step.alert().state()).isEqualTo(AlertState.LATCHED);
    assertThat(events(step)).containsExactly(AuditEvent.OPENED, AuditEvent.LATCHED);
  }

  @Test
  @Requirement("CASE-004")
  void anAcknowledgementSaysWhoWhenAndWhat() {
    CaseStep step =
        CaseRule.acknowledge(statement("a").heard(START), "anna", Optional.of("I go"), LATER);

    assertThat(step.alert().state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(step.alert().acknowledgement())
        .contains(
            new Acknowledgement(
                "anna", LATER, Optional.of("I go"), AlertPriority.MEDIUM, Optional.empty()));
    assertThat(step.audit().get(0).actor()).isEqualTo("anna");
    assertThat(step.audit().get(0).detail()).containsEntry("note", "I go");
  }

  @Test
  @Requirement("CASE-004")
  void whatDoesNotWaitIsNotAcknowledged() {
    AlertCase known = acknowledged(statement("a").heard(START));
    assertThat(CaseRule.acknowledge(known, "ben", Optional.empty(), LATER).changed()).isFalse();

    AlertCase over = statement("a").over().heard(START);
    assertThat(CaseRule.acknowledge(over, "ben", Optional.empty(), LATER).changed()).isFalse();
  }

  @Test
  @Requirement("CASE-004")
  void anAcknowledgedAlertStaysSoUntilItIsOver() {
    AlertCase known = acknowledged(statement("a").high().heard(START));
    AlertCase restated = step(known, statement("a").high().revision(2)).alert();
    assertThat(restated.state()).isEqualTo(AlertState.ACKNOWLEDGED);

    AlertCase lower = step(restated, statement("a").revision(3)).alert();
    assertThat(lower.state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(step(lower, statement("a").high().revision(4)).alert().state())
        .isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(step(restated, statement("a").high().revision(3).over()).alert().state())
        .isEqualTo(AlertState.CLOSED);
  }

  @Test
  @Requirement("CASE-005")
  void aPriorityThatRisesAboveWhatWasAcknowledgedOpensAgain() {
    AlertCase known = acknowledged(statement("a").heard(START));
    CaseStep step = step(known, statement("a").high().revision(2));

    assertThat(step.alert().state()).isEqualTo(AlertState.OPEN);
    assertThat(step.alert().acknowledgement()).isEmpty();
    assertThat(step.alert().reopenings()).isEqualTo(1);
    assertThat(step.alert().opened()).isEqualTo(START);
    assertThat(events(step)).containsExactly(AuditEvent.REOPENED);
    assertThat(step.audit().get(0).detail()).containsEntry("acknowledgedBy", "anna");
  }

  @Test
  @Requirement("CASE-005")
  void whatRoseAndIsOverLatchesAlthoughLessWasAcknowledged() {
    AlertCase known = acknowledged(statement("a").heard(START));

    assertThat(step(known, statement("a").high().revision(2).over()).alert().state())
        .isEqualTo(AlertState.LATCHED);
  }

  @Test
  @Requirement("CASE-001")
  void whatComesBackUnderItsIdIsOpenAgain() {
    AlertCase closed = statement("a").over().heard(START);
    CaseStep back = step(closed, statement("a").revision(2));
    assertThat(back.alert().state()).isEqualTo(AlertState.OPEN);
    assertThat(back.alert().opened()).isEqualTo(LATER);
    assertThat(back.alert().reopenings()).isEqualTo(1);

    AlertCase latched = statement("b").high().over().heard(START);
    AlertCase open = step(latched, statement("b").high().revision(2)).alert();
    assertThat(open.state()).isEqualTo(AlertState.OPEN);
    assertThat(open.opened()).isEqualTo(LATER);

    AlertCase withdrawn = statement("c").withdrawn().heard(START);
    assertThat(step(withdrawn, statement("c").revision(2)).alert().state())
        .isEqualTo(AlertState.OPEN);
  }

  @Test
  @Requirement("CASE-006")
  void aWithdrawnAlertSaysWhyAndNamesItsSuccessor() {
    AlertCase known = acknowledged(statement("a").high().heard(START));
    CaseStep step = step(known, statement("a").high().revision(2).withdrawnFor("b"));

    assertThat(step.alert().state()).isEqualTo(AlertState.WITHDRAWN);
    assertThat(events(step)).containsExactly(AuditEvent.WITHDRAWN);
    assertThat(step.audit().get(0).detail())
        .containsEntry("why", "withdrawn: late data, successor b");
    assertThat(step.alert().acknowledgement()).isPresent();
  }

  @Test
  @Requirement("CASE-007")
  void aSuccessorInheritsTheAcknowledgementAtTheSameOrALowerPriority() {
    AlertCase withdrawn =
        step(
                acknowledged(statement("a").high().heard(START)),
                statement("a").high().revision(2).withdrawnFor("b"))
            .alert();

    AlertCase same = CaseRule.inherit(withdrawn, statement("b").high().heard(START), LATER).alert();
    assertThat(same.state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(same.acknowledgement().orElseThrow().from()).contains("a");
    assertThat(same.acknowledgement().orElseThrow().by()).isEqualTo("anna");
    assertThat(CaseRule.inherit(withdrawn, statement("b").heard(START), LATER).alert().state())
        .isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(
            CaseRule.inherit(withdrawn, statement("b").high().over().heard(START), LATER)
                .alert()
                .state())
        .isEqualTo(AlertState.CLOSED);
    assertThat(CaseRule.inherit(withdrawn, same, LATER).changed()).isFalse();
  }

  @Test
  @Requirement("CASE-007")
  void aSuccessorOfHigherPriorityOrOfAnotherAlertInheritsNothing() {
    AlertCase withdrawn =
        step(
                acknowledged(statement("a").heard(START)),
                statement("a").revision(2).withdrawnFor("b"))
            .alert();

    assertThat(CaseRule.inherit(withdrawn, statement("b").high().heard(START), LATER).changed())
        .isFalse();
    assertThat(CaseRule.inherit(withdrawn, statement("c").heard(START), LATER).changed()).isFalse();
  }

  @Test
  @Requirement("CASE-007")
  void anAcknowledgementGoesOnThroughAChainOfSuccessors() {
    AlertCase first =
        step(
                acknowledged(statement("a").heard(START)),
                statement("a").revision(2).withdrawnFor("b"))
            .alert();
    AlertCase second =
        CaseRule.inherit(first, statement("b").withdrawnFor("c").heard(START), LATER).alert();
    AlertCase third = CaseRule.inherit(second, statement("c").heard(START), LATER).alert();

    assertThat(second.state()).isEqualTo(AlertState.WITHDRAWN);
    assertThat(third.state()).isEqualTo(AlertState.ACKNOWLEDGED);
  }

  @Test
  @Requirement("CASE-008")
  void theLatestTwentyNotesAreKept() {
    AlertCase alert = statement("a").heard(START);
    for (int i = 1; i <= 25; i++) {
      CaseStep step = CaseRule.note(alert, new Note("anna", LATER, "note " + i));
      assertThat(events(step)).containsExactly(AuditEvent.NOTED);
      alert = step.alert();
    }

    assertThat(alert.notes()).hasSize(AlertCase.MOST_NOTES);
    assertThat(alert.notes().get(0).text()).isEqualTo("note 6");
    assertThat(alert.notes().get(19).text()).isEqualTo("note 25");
  }
}
