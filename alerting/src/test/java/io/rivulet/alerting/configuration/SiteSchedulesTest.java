package io.rivulet.alerting.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.TestPlans;
import io.rivulet.testkit.Requirement;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SiteSchedulesTest {
  private static final AlertingPlan PLAN =
      TestPlans.of(
          """
          channels:
            room: {type: log}
          people:
            anna: {name: Anna, contacts: [{channel: room, address: anna}]}
          schedules:
            north:
              zone: UTC
              layers:
                - {name: all, people: [anna], shift: P1D, handover: 08:00, start: 2026-01-05}
            south:
              zone: UTC
              layers:
                - {name: all, people: [anna], shift: P1D, handover: 08:00, start: 2026-01-05}
          policies:
            north: {steps: [{targets: [{schedule: north}]}], every: PT5M, lastResort: [{channel: room}]}
            south: {steps: [{targets: [{schedule: south}]}], every: PT5M, lastResort: [{channel: room}]}
            room: {steps: [{targets: [{channel: room}]}], every: PT5M, lastResort: [{channel: room}]}
          routes:
            policy: room
            routes:
              - name: north
                match: ["site = north", "category =~ PUMP_.*"]
                policy: north
              - name: others
                match: site != north
                policy: south
          """);

  @Test
  @Requirement("CALL-005")
  void aScheduleIsOfTheSitesWhoseAlertsItCanBeToldOf() {
    assertThat(SiteSchedules.of(PLAN, Set.of("north"))).containsExactly("north");
    assertThat(SiteSchedules.of(PLAN, Set.of("east"))).containsExactly("south");
    assertThat(SiteSchedules.of(PLAN, Set.of("north", "east")))
        .containsExactlyInAnyOrder("north", "south");
    assertThat(SiteSchedules.of(PLAN, Set.of())).isEmpty();
  }
}
