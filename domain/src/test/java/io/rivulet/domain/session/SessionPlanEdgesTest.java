package io.rivulet.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SessionPlanEdgesTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

  private static SessionPlan plan(SessionEvent... events) {
    return SessionPlan.of(new SessionId("s1"), List.of(events));
  }

  private static SessionEvent holding(String id, int from, double mgPerMl) {
    return new SessionEvent.ConcentrationRecorded(
        id,
        T0.plusSeconds(from),
        "Ketamine",
        T0.plusSeconds(from),
        new Concentration(mgPerMl, AmountUnit.MILLIGRAM));
  }

  private static SessionEvent opened(String id, int recorded, String site) {
    return new SessionEvent.Opened(
        id,
        T0.plusSeconds(recorded),
        site,
        "subject-1",
        Optional.of("Ketamine"),
        "IV",
        OptionalDouble.of(0.5),
        Optional.of(AmountUnit.MILLIGRAM),
        Optional.empty());
  }

  @Test
  @Requirement("SESS-003")
  void concentrationsHoldFromTheirTimesByDrug() {
    SessionPlan plan = plan(holding("k2", 60, 3), holding("k1", 0, 1));

    assertThat(plan.dose().concentrations()).containsOnlyKeys("Ketamine");
    assertThat(plan.dose().concentrations().get("Ketamine").asOf(T0.plusSeconds(59)))
        .contains(new Concentration(1, AmountUnit.MILLIGRAM));
    assertThat(plan.dose().concentrations().get("Ketamine").asOf(T0.plusSeconds(60)))
        .contains(new Concentration(3, AmountUnit.MILLIGRAM));
  }

  @Test
  @Requirement("SESS-003")
  void aSessionOpensOnceAndItsLastClosingHolds() {
    SessionPlan plan =
        plan(
            opened("o2", 1, "elsewhere"),
            opened("o1", 0, "clinic"),
            new SessionEvent.Closed("c1", T0.plusSeconds(10), T0.plusSeconds(9)),
            new SessionEvent.Closed("c2", T0.plusSeconds(20), T0.plusSeconds(8)));

    assertThat(plan.opened().map(SessionEvent.Opened::site)).contains("clinic");
    assertThat(plan.closed()).contains(T0.plusSeconds(8));
    assertThat(plan().opened()).isEmpty();
    assertThat(plan().closed()).isEmpty();
  }
}
