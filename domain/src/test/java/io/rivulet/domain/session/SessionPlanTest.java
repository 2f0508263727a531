package io.rivulet.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.LimitsProfile;
import io.rivulet.domain.vitals.LimitsVersion;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionPlanTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final SessionId SESSION = new SessionId("s1");
  private static final DeviceId PUMP = new DeviceId("pump-1");

  private static SessionEvent weight(
      String id, int recorded, int from, double kg, String corrects) {
    return new SessionEvent.WeightRecorded(
        id, at(recorded), at(from), kg, Optional.ofNullable(corrects));
  }

  private static SessionEvent bound(
      String id, int recorded, int from, Integer to, String replaces) {
    return new SessionEvent.DeviceBound(
        id,
        at(recorded),
        PUMP,
        at(from),
        Optional.ofNullable(to).map(SessionPlanTest::at),
        Optional.ofNullable(replaces));
  }

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  private static SessionPlan plan(SessionEvent... events) {
    return SessionPlan.of(SESSION, List.of(events));
  }

  @Test
  @Requirement("SESS-001")
  void aChangedWeightHoldsFromItsTimeAndACorrectedOneFromTheWrongOnesStart() {
    SessionPlan plan =
        plan(
            weight("w1", 0, 0, 7.0, null),
            weight("w2", 10, 600, 80, null),
            weight("w3", 20, 20, 70, "w1"),
            weight("w4", 30, 30, 71, "w3"));

    assertThat(plan.dose().weightsKg().list())
        .containsExactly(new Version<>(at(0), 71.0), new Version<>(at(600), 80.0));
  }

  @Test
  @Requirement("SESS-002")
  void aDeviceServesFromItsBindingUntilTheEndOfIt() {
    SessionPlan plan = plan(bound("b1", 0, 100, 200, null));

    assertThat(plan.covers(PUMP, at(99))).isFalse();
    assertThat(plan.covers(PUMP, at(100))).isTrue();
    assertThat(plan.covers(PUMP, at(199))).isTrue();
    assertThat(plan.covers(PUMP, at(200))).isFalse();
    assertThat(plan.covers(new DeviceId("pump-2"), at(150))).isFalse();
  }

  @Test
  @Requirement("SESS-002")
  void aReplacedBindingNoLongerHolds() {
    SessionPlan plan = plan(bound("b1", 0, 100, null, null), bound("b2", 5, 300, null, "b1"));

    assertThat(plan.covers(PUMP, at(150))).isFalse();
    assertThat(plan.covers(PUMP, at(300))).isTrue();
  }

  @Test
  @Requirement("SESS-003")
  void theSameEventsInAnyOrderAndRepeatedMakeTheSamePlan() {
    List<SessionEvent> events =
        List.of(
            weight("w1", 0, 0, 70, null),
            weight("w2", 1, 60, 72, null),
            weight("w3", 2, 2, 69, "w1"),
            bound("b1", 0, 0, null, null),
            bound("b2", 9, 0, 500, "b1"),
            new SessionEvent.LimitsAssigned("l1", at(0), "day", at(0)),
            new SessionEvent.LimitsAssigned("l2", at(3), "night", at(100)),
            new SessionEvent.Closed("c1", at(50), at(49)));
    SessionPlan expected = SessionPlan.of(SESSION, events);
    for (int seed = 0; seed < 200; seed++) {
      List<SessionEvent> arrived = new ArrayList<>(events);
      arrived.addAll(events.subList(0, seed % events.size()));
      Collections.shuffle(arrived, new Random(seed));

      assertThat(SessionPlan.of(SESSION, arrived)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  @Requirement("SESS-004")
  void limitsFollowBothTheAssignmentAndTheProfilesOwnVersions() {
    Versions<String> assigned =
        Versions.of(List.of(new Version<>(at(0), "day"), new Version<>(at(100), "night")));
    Map<String, Versions<LimitsVersion>> profiles =
        Map.of(
            "day", Versions.of(List.of(version("day", 1, 10), version("day", 2, 50))),
            "night", Versions.of(List.of(version("night", 1, 20), version("night", 2, 150))));

    Versions<LimitsVersion> limits =
        LimitsThroughTime.of(assigned, name -> profiles.getOrDefault(name, Versions.none()));

    assertThat(names(limits, -10, 0, 49, 50, 99, 100, 149, 150))
        .containsExactly("day1", "day1", "day1", "day2", "day2", "night1", "night1", "night2");
    assertThat(LimitsThroughTime.of(assigned, name -> Versions.none()).isEmpty()).isTrue();
  }

  private static List<String> names(Versions<LimitsVersion> limits, int... seconds) {
    List<String> names = new ArrayList<>();
    for (int second : seconds) {
      LimitsVersion found = limits.asOf(at(second)).orElseThrow();
      names.add(found.profile() + found.number());
    }
    return names;
  }

  private static Version<LimitsVersion> version(String profile, int number, int from) {
    return new Version<>(
        at(from),
        new LimitsVersion(profile, number, LimitsProfile.ofVitals(Map.of(), Optional.empty())));
  }

  private static SessionEvent phase(String id, int recorded, Phase phase, int second) {
    return new SessionEvent.PhaseEntered(id, at(recorded), phase, at(second), Optional.empty());
  }

  private static SessionEvent withdrawn(String id, int recorded, String event) {
    return new SessionEvent.EventWithdrawn(id, at(recorded), event, "mistyped");
  }

  private static SessionEvent observed(String id, int second, ObservationKind kind, double score) {
    return new SessionEvent.ObservationCharted(
        id, at(second), at(second), kind, OptionalDouble.of(score), Optional.empty());
  }

  @Test
  @Requirement("SESS-006")
  void theChartHoldsWhatPeopleRecordedInTheOrderOfItsTimes() {
    SessionPlan plan =
        plan(
            phase("p2", 5, Phase.INFUSION, 60),
            phase("p1", 6, Phase.PREPARATION, 0),
            observed("c2", 120, ObservationKind.CADSS, 30),
            observed("c1", 60, ObservationKind.CADSS, 4),
            new SessionEvent.Screened(
                "s2", at(2), at(-60), List.of(new EligibilityFlag("SBP", true)), true),
            new SessionEvent.Screened("s1", at(3), at(-90), List.of(), false),
            new SessionEvent.DoseCharted(
                "d1", at(9), at(30), "Ketamine", Route.IM, 25, AmountUnit.MILLIGRAM),
            new SessionEvent.PressureOrdered("i1", at(1), at(0), Duration.ofMinutes(10)),
            new SessionEvent.PressureOrdered("i2", at(2), at(100), Duration.ofMinutes(15)));

    assertThat(plan.chart().phaseAt(at(59))).hasValue(Phase.PREPARATION);
    assertThat(plan.chart().phaseAt(at(60))).hasValue(Phase.INFUSION);
    assertThat(plan.chart().screening().orElseThrow().eventId()).isEqualTo("s2");
    assertThat(plan.chart().doses())
        .extracting(SessionEvent.DoseCharted::amount)
        .containsExactly(25.0);
    assertThat(plan.chart().observations())
        .extracting(SessionEvent.ObservationCharted::eventId)
        .containsExactly("c1", "c2");
    assertThat(plan.orders().asOf(at(99))).hasValue(Duration.ofMinutes(10));
    assertThat(plan.orders().asOf(at(100))).hasValue(Duration.ofMinutes(15));
  }

  @Test
  @Requirement("SESS-007")
  void aWithdrawnEventNoLongerCountsAndAWithdrawnWithdrawalDoesNotEither() {
    SessionEvent[] events = {
      weight("w1", 0, 0, 70, null),
      weight("w2", 1, 60, 80, null),
      observed("c1", 60, ObservationKind.NAUSEA, 4),
      withdrawn("x1", 70, "w2"),
      withdrawn("x2", 71, "c1"),
      withdrawn("x3", 72, "x2")
    };

    assertThat(plan(events).dose().weightsKg().list()).containsExactly(new Version<>(at(0), 70.0));
    assertThat(plan(events).chart().observations()).hasSize(1);
  }

  @Test
  @Requirement("SESS-007")
  void openingsAndBindingsAreNotWithdrawnAndAnEmptyBindingHoldsForNoTime() {
    SessionEvent opened = opened(OptionalDouble.empty());
    SessionPlan plan =
        plan(
            opened,
            bound("b1", 1, 0, null, null),
            withdrawn("x1", 2, "o"),
            withdrawn("x2", 3, "b1"));

    assertThat(plan.opened()).isPresent();
    assertThat(plan.covers(PUMP, at(1))).isTrue();
    assertThat(plan(bound("b1", 1, 0, null, null), bound("b2", 2, 0, 0, "b1")).bindings())
        .isEmpty();
  }

  private static SessionEvent.Opened opened(OptionalDouble planned) {
    return new SessionEvent.Opened(
        "o",
        at(0),
        "clinic",
        "subject-1",
        Optional.of("Ketamine"),
        "IV",
        planned,
        Optional.of(AmountUnit.MILLIGRAM),
        Optional.of(Duration.ofMinutes(40)));
  }

  @Test
  @Requirement("SESS-009")
  void aNewPlanHoldsFromItsTimeAndTheOpeningsBefore() {
    PlannedDose lower =
        new PlannedDose(0.4, AmountUnit.MILLIGRAM, Optional.of(Duration.ofMinutes(30)));
    SessionPlan plan =
        plan(
            opened(OptionalDouble.of(0.5)),
            new SessionEvent.DosePlanned("p", at(5), at(600), "KETAMINE", lower));

    assertThat(plan.planned("ketamine").asOf(at(-99)).orElseThrow().perKg()).isEqualTo(0.5);
    assertThat(plan.planned("Ketamine").asOf(at(600))).hasValue(lower);
    assertThat(plan.planned("Propofol").isEmpty()).isTrue();
    assertThat(plan(opened(OptionalDouble.empty())).plans()).isEmpty();
  }

  @Test
  @Requirement("SESS-008")
  void scoresOffTheirScaleAreRefused() {
    assertThatThrownBy(() -> observed("c", 0, ObservationKind.CADSS, 93))
        .hasMessage("CADSS score 93.0 is refused; it is a whole number from 0 to 92");
    assertThatThrownBy(() -> observed("c", 0, ObservationKind.CADSS, -1))
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> observed("c", 0, ObservationKind.NAUSEA, 2.5))
        .hasMessageContaining("2.5");
    assertThatThrownBy(() -> observed("c", 0, ObservationKind.DIZZINESS, Double.NaN))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> observed("c", 0, ObservationKind.EVENT, 1))
        .hasMessageContaining("has no score");
    assertThatThrownBy(
            () ->
                new SessionEvent.ObservationCharted(
                    "c",
                    at(0),
                    at(0),
                    ObservationKind.MOAA_S,
                    OptionalDouble.empty(),
                    Optional.empty()))
        .hasMessage("MOAA_S has no score; it is a whole number from 0 to 5");
    assertThatThrownBy(
            () ->
                new SessionEvent.ObservationCharted(
                    "c",
                    at(0),
                    at(0),
                    ObservationKind.EVENT,
                    OptionalDouble.empty(),
                    Optional.empty()))
        .hasMessageContaining("say what happened");
    for (ObservationKind kind : ObservationKind.values()) {
      kind.scale()
          .ifPresent(
              scale -> {
                assertThat(observed("c", 0, kind, scale.lowest())).isNotNull();
                assertThat(observed("c", 0, kind, scale.highest())).isNotNull();
              });
    }
  }

  @Test
  @Requirement("SESS-005")
  void newEventsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new EligibilityFlag("high pressure", true))
        .hasMessageContaining("high pressure");
    assertThatThrownBy(
            () ->
                new SessionEvent.Screened(
                    "s",
                    at(0),
                    at(0),
                    List.of(new EligibilityFlag("A", true), new EligibilityFlag("A", false)),
                    true))
        .hasMessageContaining("A is given twice");
    assertThatThrownBy(
            () ->
                new SessionEvent.Screened(
                    "s",
                    at(0),
                    at(0),
                    Collections.nCopies(101, new EligibilityFlag("A", true)),
                    true))
        .hasMessageContaining("101 eligibility flags");
    assertThatThrownBy(
            () -> new SessionEvent.PressureOrdered("i", at(0), at(0), Duration.ofSeconds(0)))
        .hasMessageContaining("PT0S is not above 0");
    assertThatThrownBy(
            () -> new SessionEvent.PressureOrdered("i", at(0), at(0), Duration.ofHours(25)))
        .hasMessageContaining("PT25H is above a day");
    assertThatThrownBy(() -> Phase.ofCode("SLEEP")).hasMessageContaining("SCREENING, PREPARATION");
    assertThatThrownBy(() -> Route.ofCode("iv")).hasMessageContaining("IV, IM, IN");
    assertThatThrownBy(() -> new PlaceInSeries(new SeriesId("s"), 0)).hasMessageContaining("0");
    assertThatThrownBy(() -> new SessionEvent.EventWithdrawn("x", at(0), "e", "a\u0007b"))
        .hasMessageContaining("control characters");
    assertThatThrownBy(() -> opened(OptionalDouble.of(Double.POSITIVE_INFINITY)))
        .hasMessageContaining("Infinity");
  }

  @Test
  @Requirement("SESS-005")
  void eventsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> weight("w", 0, 0, 0, null)).hasMessageContaining("0.0 kg");
    assertThatThrownBy(() -> weight("w", 0, 0, Double.NaN, null)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> bound("b", 0, 100, 50, null)).hasMessageContaining("pump-1");
    assertThatThrownBy(() -> new SessionId("a/b")).hasMessageContaining("a/b");
    assertThatThrownBy(() -> new DeviceId("")).hasMessageContaining("device");
  }
}
