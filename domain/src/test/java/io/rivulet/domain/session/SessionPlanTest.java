package io.rivulet.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.LimitsProfile;
import io.rivulet.domain.vitals.LimitsVersion;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
