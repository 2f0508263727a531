package io.rivulet.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestatementTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final About ABOUT =
      About.session(new SessionId("s1")).ofVital("NIBP", "systolic", "high");

  private static Alert from(int minute) {
    return Alert.begun(AlertCategory.PRESSURE_EXCURSION, ABOUT, at(minute));
  }

  private static Instant at(int minute) {
    return T0.plusSeconds(60L * minute);
  }

  private static List<AlertStatement> restate(List<Alert> before, List<Alert> found) {
    return Restatement.restate(before, found, Instant.MIN);
  }

  @Test
  @Requirement("ALERT-006")
  void anAlertIsOpenedChangedAndClosedUnderOneId() {
    Alert opened = from(0);
    Alert worse = opened.of(AlertPriority.HIGH);
    Alert closed = worse.ended(at(9));

    assertThat(restate(List.of(), List.of(opened)))
        .containsExactly(new AlertStatement.Opened(opened));
    assertThat(restate(List.of(opened), List.of(worse)))
        .containsExactly(new AlertStatement.Changed(worse));
    assertThat(restate(List.of(worse), List.of(closed)))
        .containsExactly(new AlertStatement.Closed(closed));
    assertThat(restate(List.of(closed), List.of(worse)))
        .containsExactly(new AlertStatement.Opened(worse));
    assertThat(restate(List.of(closed), List.of(closed.ended(at(8)))))
        .containsExactly(new AlertStatement.Changed(closed.ended(at(8))));
    assertThat(restate(List.of(closed), List.of(closed))).isEmpty();
  }

  @Test
  @Requirement("ALERT-007")
  void anAlertWhoseStartMovesIsWithdrawnAfterItsSuccessorIsStated() {
    assertThat(restate(List.of(from(5).ended(at(9))), List.of(from(3).ended(at(9)))))
        .containsExactly(
            new AlertStatement.Opened(from(3).ended(at(9))),
            new AlertStatement.Withdrawn(from(5).ended(at(9)), Optional.of(from(3).id())));
  }

  @Test
  @Requirement("ALERT-007")
  void oneThatIsGoneHasNoSuccessorWhereNothingOverlapsIt() {
    Alert gone = from(5).ended(at(9));
    Alert otherSide =
        Alert.begun(
            AlertCategory.PRESSURE_EXCURSION,
            About.session(new SessionId("s1")).ofVital("NIBP", "systolic", "low"),
            at(5));
    Alert otherCategory = Alert.begun(AlertCategory.SPO2_EXCURSION, ABOUT, at(5));

    assertThat(
            restate(
                List.of(gone), List.of(from(0).ended(at(4)), from(10), otherSide, otherCategory)))
        .contains(new AlertStatement.Withdrawn(gone, Optional.empty()));
    assertThat(restate(List.of(gone), List.of(from(9))))
        .contains(new AlertStatement.Withdrawn(gone, Optional.of(from(9).id())));
  }

  @Test
  @Requirement("ALERT-007")
  void oneThatMergesIntoAnEarlierOneNamesIt() {
    Alert first = from(0).ended(at(3));
    Alert second = from(5).ended(at(9));
    Alert whole = from(0).ended(at(9));

    assertThat(restate(List.of(second, first), List.of(whole)))
        .containsExactly(
            new AlertStatement.Changed(whole),
            new AlertStatement.Withdrawn(second, Optional.of(whole.id())));
  }

  @Test
  @Requirement("ALERT-008")
  void whatEndedBeforeTheHorizonIsNeitherWithdrawnNorStatedAgain() {
    Alert old = from(0).ended(at(3));
    Alert edge = from(4).ended(at(5));

    assertThat(Restatement.restate(List.of(old), List.of(), at(5))).isEmpty();
    assertThat(Restatement.restate(List.of(), List.of(old), at(5))).isEmpty();
    assertThat(Restatement.restate(List.of(old), List.of(from(0).ended(at(4))), at(5))).isEmpty();
    assertThat(Restatement.restate(List.of(edge), List.of(), at(5))).hasSize(1);
    assertThat(Restatement.restate(List.of(), List.of(edge), at(5))).hasSize(1);
    assertThat(Restatement.restate(List.of(old), List.of(from(0)), at(5)))
        .containsExactly(new AlertStatement.Opened(from(0)));
    assertThat(Restatement.restate(List.of(from(0).over()), List.of(), at(5))).hasSize(1);
  }

  @Test
  @Requirement("ALERT-006")
  void ofTwoUnderOneIdTheOneThatStartsLaterCounts() {
    About about = About.session(new SessionId("s1")).ofDrug("Ketamine");
    Alert earlier = Alert.begun(AlertCategory.DOSE_ABOVE_PLAN, about, at(0)).ended(at(1));
    Alert later = Alert.begun(AlertCategory.DOSE_ABOVE_PLAN, about, at(5));

    assertThat(restate(List.of(), List.of(later, earlier)))
        .isEqualTo(restate(List.of(), List.of(earlier, later)))
        .containsExactly(new AlertStatement.Opened(later));
  }
}
