package io.rivulet.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SessionEdgesTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  @Requirement("SESS-006")
  void phasesRoutesAndKindsAreKnownByTheirCodes() {
    for (Phase phase : Phase.values()) {
      assertThat(Phase.ofCode(phase.name())).isEqualTo(phase);
      assertThat(phase.isBefore(phase)).isFalse();
    }
    for (Route route : Route.values()) {
      assertThat(Route.ofCode(route.name())).isEqualTo(route);
    }
    for (ObservationKind kind : ObservationKind.values()) {
      assertThat(ObservationKind.ofCode(kind.code())).isEqualTo(kind);
    }
    assertThat(Route.IM.words()).isEqualTo("intramuscular");
    assertThat(Phase.PREPARATION.isBefore(Phase.INFUSION)).isTrue();
    assertThat(Phase.INFUSION.isBefore(Phase.PREPARATION)).isFalse();
    assertThatThrownBy(() -> Route.ofCode("iv"))
        .hasMessage("route \"iv\" is none of IV, IM, IN, PO, SL, SC");
  }

  @Test
  @Requirement("SESS-005")
  void namesTakeUpTo128CharactersAndTextsUpTo500() {
    Checks.name("drug", "x".repeat(128));
    Checks.note("reason", "x".repeat(500));
    Checks.note("reason", "two\nlines");
    assertThatThrownBy(() -> Checks.name("drug", "x".repeat(129)))
        .hasMessage("drug has 129 characters; at most 128 are kept");
    assertThatThrownBy(() -> Checks.name("drug", " ")).hasMessage("drug is empty");
    assertThatThrownBy(() -> Checks.note("reason", "a\tb"))
        .hasMessage("reason has control characters in it");
  }

  @Test
  @Requirement("SESS-005")
  void partsOfEventsThatMayBeMissingAreCheckedWhereTheyAreThere() {
    assertThatThrownBy(() -> new PlannedDose(0.5, AmountUnit.MILLIGRAM, Optional.of(Duration.ZERO)))
        .hasMessageEndingWith("PT0S is not above 0");
    assertThatThrownBy(
            () ->
                new SessionEvent.Opened(
                    "o",
                    T0,
                    "clinic",
                    "subject-1",
                    Optional.empty(),
                    "IV",
                    OptionalDouble.of(0.5),
                    Optional.of(AmountUnit.MILLIGRAM),
                    Optional.of(Duration.ofMinutes(-1)),
                    Optional.empty()))
        .hasMessage("planned duration PT-1M is not above 0");
    assertThatThrownBy(
            () -> new SessionEvent.PhaseEntered("p", T0, Phase.INFUSION, T0, Optional.of("")))
        .hasMessage("reason is empty");
    assertThatThrownBy(
            () ->
                new SessionEvent.ObservationCharted(
                    "v", T0, T0, ObservationKind.EVENT, OptionalDouble.empty(), Optional.of(" ")))
        .hasMessage("note is empty");
  }

  @Test
  @Requirement("SESS-006")
  void observationsAreInTheOrderOfTheirTimesWheneverTheyWereRecorded() {
    SessionPlan plan =
        SessionPlan.of(
            new SessionId("s1"),
            List.of(observed("a", 1, 60), observed("b", 2, 30), observed("c", 3, 90)));

    assertThat(plan.chart().observations())
        .extracting(SessionEvent.ObservationCharted::eventId)
        .containsExactly("b", "a", "c");
  }

  private static SessionEvent observed(String id, int recorded, int at) {
    return new SessionEvent.ObservationCharted(
        id,
        T0.plusSeconds(recorded),
        T0.plusSeconds(at),
        ObservationKind.NAUSEA,
        OptionalDouble.of(2),
        Optional.empty());
  }

  @Test
  @Requirement("SESS-007")
  void aWithdrawalThatComesFirstOfAllStillTakesItsEventBack() {
    SessionPlan plan =
        SessionPlan.of(
            new SessionId("s1"),
            List.of(
                new SessionEvent.EventWithdrawn("x", T0, "a", "mistyped"), observed("a", 1, 60)));

    assertThat(plan.chart().observations()).isEmpty();
  }
}
