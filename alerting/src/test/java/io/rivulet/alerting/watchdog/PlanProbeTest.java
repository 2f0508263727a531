package io.rivulet.alerting.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.alerting.oncall.Finding;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Requirement("HEART-007")
class PlanProbeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  @Test
  void findingsOfOneThingAreOneAlert() throws Exception {
    List<Finding> findings =
        List.of(
            new Finding(Finding.Kind.GAP, "ward", "nobody is on call from now"),
            new Finding(Finding.Kind.CONTACT, "anna", "has no contact"),
            new Finding(Finding.Kind.CHANNEL, "anna", "has a contact by a channel"));

    Look look = new PlanProbe(now -> findings, Optional::empty).look(NOW);

    assertThat(look.observed())
        .filteredOn(observed -> observed.illness().isPresent())
        .extracting(
            observed -> observed.condition().ailment(),
            observed -> observed.illness().orElseThrow().detail())
        .containsExactly(
            tuple(Ailment.ON_CALL_GAP, "ward nobody is on call from now"),
            tuple(Ailment.NOT_REACHABLE, "anna has no contact (and 1 more findings)"));
  }

  @Test
  void aFileThatWasRefusedIsAnAlertUntilItHolds() throws Exception {
    Condition file = Condition.of(Ailment.PLAN_REFUSED, "alerting file");

    assertThat(new PlanProbe(now -> List.of(), () -> Optional.of("line 3")).look(NOW).observed())
        .singleElement()
        .satisfies(
            observed -> {
              assertThat(observed.condition()).isEqualTo(file);
              assertThat(observed.illness().orElseThrow().detail())
                  .isEqualTo("the alerting file was refused: line 3");
            });
    assertThat(new PlanProbe(now -> List.of(), Optional::empty).look(NOW).observed())
        .containsExactly(Observed.well(file));
  }
}
