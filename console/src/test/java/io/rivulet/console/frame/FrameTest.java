package io.rivulet.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.alerting.AlertingSign;
import io.rivulet.console.alerting.AlertingSign.Counts;
import io.rivulet.console.alerting.AlertingSign.SuppressedSign;
import io.rivulet.console.overview.Answer;
import io.rivulet.console.overview.Overview;
import io.rivulet.console.role.RoleStatus;
import io.rivulet.console.role.RoleStatus.State;
import io.rivulet.store.read.AlertRow;
import io.rivulet.store.read.PipelineStatus;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
  private static final SiteZones ZONES = SiteZones.parse("north=Asia/Colombo,south=Europe/Berlin");
  private static final RoleStatus DOWN =
      new RoleStatus("Sink", State.DOWN, "does not run", Optional.empty());
  private static final RoleStatus UP =
      new RoleStatus("Bridge", State.UP, "2 devices", Optional.empty());

  private static Caller caller(ConsoleRole role, SiteScope scope) {
    return new Caller("ada", "Ada", List.of(new Grant(role, scope)));
  }

  private static final SiteScope NORTH = new SiteScope.Only(Set.of("north"));

  @Test
  @Requirement("SHELL-001")
  void alertsOfAnotherSiteAreNeitherCountedNorNamed() {
    Frame frame = Frame.of(known(), caller(ConsoleRole.ON_CALL, NORTH), ZONES, Lag.USUAL);

    assertThat(frame.alerts()).contains(new Overview.AlertCounts(1, 0, 0));
    assertThat(frame.alerting().orElseThrow().suppressed())
        .extracting(SuppressedSign::alert)
        .containsExactly("hidden-north");
    assertThat(frame.alerting().orElseThrow().suppressedCount()).isEqualTo(1);
    assertThat(frame.alerting().orElseThrow().open()).isEqualTo(Counts.NONE);
    assertThat(frame.zones()).containsOnlyKeys("north");
  }

  @Test
  @Requirement("SHELL-001")
  void whoSeesEverySiteSeesWhatIsOfNoneToo() {
    Frame frame =
        Frame.of(known(), caller(ConsoleRole.ON_CALL, new SiteScope.All()), ZONES, Lag.USUAL);

    // Two of high priority have landed, a third is known to alerting only; medium the other way.
    assertThat(frame.alerts()).contains(new Overview.AlertCounts(3, 1, 1));
    assertThat(frame.alerting().orElseThrow().suppressed()).hasSize(2);
  }

  @Test
  @Requirement("SHELL-001")
  void whoMayNotSeeAlertsIsToldNoneAndStillLearnsWhatDoesNotRun() {
    Frame frame =
        Frame.of(known(), caller(ConsoleRole.RESEARCHER, new SiteScope.All()), ZONES, Lag.USUAL);

    assertThat(frame.alerts()).isEmpty();
    assertThat(frame.alerting()).isEmpty();
    assertThat(frame.troubled()).containsExactly(DOWN);
  }

  @Test
  @Requirement("SHELL-002")
  void aDatabaseThatDoesNotAnswerIsSaidOnEveryPage() {
    Answer away = new Answer.Unavailable(NOW, "The database does not answer.", List.of(DOWN, UP));

    Frame frame = Frame.of(away, caller(ConsoleRole.ENGINEER, NORTH), ZONES, Lag.USUAL);

    assertThat(frame.store()).isEqualTo(new Frame.Store(false, "The database does not answer."));
    assertThat(frame.alerts()).isEmpty();
    assertThat(frame.troubled()).containsExactly(DOWN);
  }

  private static Answer known() {
    AlertingSign sign =
        new AlertingSign(
            AlertingSign.State.UP,
            "",
            new Counts(1, 0, 1),
            new Counts(1, 0, 0),
            new Counts(1, 0, 0),
            List.of(hidden("north"), hidden("south")),
            2,
            0,
            0,
            7);
    return new Answer.Known(
        new Overview(
            NOW,
            List.of(UP, DOWN),
            Optional.of(NOW.minusSeconds(600)),
            new PipelineStatus(List.of(), List.of()),
            new Overview.AlertCounts(2, 1, 0),
            List.of(
                alert("a", "high", Optional.of("north")),
                alert("b", "high", Optional.of("south")),
                alert("c", "medium", Optional.empty())),
            0,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.of(sign),
            false));
  }

  @Test
  @Requirement("SHELL-002")
  void nothingLagsWhereNoPumpRuns() {
    assertThat(Frame.of(known(), caller(ConsoleRole.ENGINEER, NORTH), ZONES, Lag.USUAL).lag())
        .isEmpty();
  }

  private static SuppressedSign hidden(String site) {
    return new SuppressedSign(
        "hidden-" + site,
        "SPO2_EXCURSION",
        "SpO2 85 %",
        Optional.of(site),
        Optional.empty(),
        "silence",
        "dr.night",
        "probe",
        Optional.empty());
  }

  private static AlertRow alert(String id, String priority, Optional<String> site) {
    return new AlertRow(
        id,
        Optional.empty(),
        Optional.empty(),
        "technical",
        "PUMP_SILENT",
        priority,
        true,
        NOW,
        Optional.empty(),
        "silent",
        1,
        false,
        "on",
        site,
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
