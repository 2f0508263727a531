package io.rivulet.alerting.clerk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.TestPlans;
import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.desk.Explained;
import io.rivulet.alerting.desk.SampleAlert;
import io.rivulet.alerting.routing.Suppressions;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainingTest {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
  private static final String PLAN =
      """
      channels:
        room: {type: log}
      people:
        anna:
          contacts: [{channel: room, address: anna, for: high}]
      policies:
        ward:
          steps:
            - targets: [{person: anna}]
            - {after: PT5M, targets: [{channel: room}]}
          every: PT10M
          lastResort: [{channel: room}]
        other:
          steps: [{targets: [{channel: room}]}]
          lastResort: [{channel: room}]
      routes:
        policy: other
        delay: PT30S
        urgentDelay: PT0S
        routes:
          - {name: third, match: careUnit = ward-3, policy: ward}
      careUnits:
        ward-3: {sites: [clinic], devices: ["room3-*"]}
      preflight: {contacts: warn, lastResort: warn}
      """;

  private static Explained explain(Map<String, String> labels) {
    AlertingPlan plan = TestPlans.of(PLAN);
    return new Explaining(plan, plan.onCall(), Suppressions.NONE)
        .explain(new SampleAlert(labels), AT);
  }

  private static List<Optional<Long>> times(Explained explained) {
    return explained.lines().stream().skip(1).map(Explained.Line::afterSeconds).toList();
  }

  @Test
  @Requirement("PLAN-007")
  void aSampleIsInTheCareUnitInWhichAnAlertLikeItWouldBe() {
    assertThat(
            explain(Map.of("site", "clinic", "device", "room3-pump", "priority", "high"))
                .lines()
                .get(0)
                .what())
        .contains("third");
    assertThat(explain(Map.of("site", "clinic", "device", "room4-pump")).lines().get(0).what())
        .doesNotContain("third");
    assertThat(explain(Map.of("careUnit", "ward-3")).lines().get(0).what()).contains("third");
  }

  @Test
  @Requirement("PLAN-007")
  void stepsComeAfterTheDelayAndOneAnother() {
    Explained explained =
        explain(Map.of("careUnit", "ward-3", "kind", "physiological", "priority", "high"));

    assertThat(times(explained))
        .containsExactly(Optional.of(0L), Optional.of(300L), Optional.of(900L));
    assertThat(explained.lines().get(1).what()).contains("anna");
  }

  @Test
  @Requirement("PLAN-007")
  void aStepThatReachesNobodyIsFollowedAtOnce() {
    Explained explained = explain(Map.of("careUnit", "ward-3", "priority", "low"));

    assertThat(explained.lines().get(1).what()).isEqualTo("nobody is reached");
    assertThat(times(explained))
        .containsExactly(Optional.of(30L), Optional.of(30L), Optional.of(630L));
  }
}
