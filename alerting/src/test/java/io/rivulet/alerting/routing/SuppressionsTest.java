package io.rivulet.alerting.routing;

import static io.rivulet.alerting.lifecycle.StatementBuilder.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionsTest {
  private static final Labels URGENT =
      new Labels(Map.of(Label.SITE, "zurich", Label.KIND, "physiological", Label.PRIORITY, "high"));
  private static final Labels TECHNICAL =
      new Labels(Map.of(Label.SITE, "zurich", Label.KIND, "technical", Label.PRIORITY, "high"));

  private static Silence silence(String id, Instant from, Instant until, String... match) {
    return new Silence(
        id,
        java.util.Arrays.stream(match).map(Matcher::parse).toList(),
        "anna",
        "calibration",
        from,
        until,
        Optional.empty());
  }

  private static Suppressions of(Silence... silences) {
    return new Suppressions(List.of(silences), List.of(), Inhibited.NONE);
  }

  @Test
  @Requirement("ROUTE-007")
  void aSilenceHoldsFromItsBeginningToBeforeItsEnd() {
    Suppressions suppressions = of(silence("s", START, START.plusSeconds(60), "site = zurich"));

    assertThat(suppressions.of("a", URGENT, START.minusMillis(1))).isEmpty();
    assertThat(suppressions.of("a", URGENT, START)).isPresent();
    assertThat(suppressions.of("a", URGENT, START.plusSeconds(60))).isEmpty();
    assertThat(suppressions.of("a", URGENT.with(Label.SITE, "bern"), START)).isEmpty();
    assertThat(suppressions.changesAfter(START.minusSeconds(1))).contains(START);
    assertThat(suppressions.changesAfter(START)).contains(START.plusSeconds(60));
    assertThat(suppressions.changesAfter(START.plusSeconds(60))).isEmpty();
  }

  @Test
  @Requirement("ROUTE-007")
  void aSilenceThatSomebodyEndedIsOver() {
    Silence ended =
        new Silence(
            "s",
            List.of(Matcher.parse("site = zurich")),
            "anna",
            "calibration",
            START,
            START.plusSeconds(60),
            Optional.of(START.plusSeconds(30)));

    assertThat(of(ended).of("a", URGENT, START.plusSeconds(30))).isEmpty();
    assertThat(of(ended).changesAfter(START)).contains(START.plusSeconds(30));
  }

  @Test
  @Requirement("ROUTE-007")
  void itSaysByWhomWhyAndUntilWhen() {
    Suppression suppression =
        of(
                silence("short", START, START.plusSeconds(60), "site = zurich"),
                silence("long", START, START.plusSeconds(600), "priority = high"))
            .of("a", TECHNICAL, START)
            .orElseThrow();

    assertThat(suppression)
        .isEqualTo(
            new Suppression(
                Suppression.Kind.SILENCE,
                "long",
                "anna",
                "silenced (priority = high): calibration",
                Optional.of(START.plusSeconds(600)),
                false));
  }

  @Test
  @Requirement("ROUTE-008")
  void whatHidesAHighPriorityPhysiologicalAlertMustBeShown() {
    MaintenanceWindow window =
        new MaintenanceWindow(
            "upgrade",
            List.of(Matcher.parse("site = zurich")),
            "ben",
            "new gateway",
            new WindowTimes.Once(START, START.plusSeconds(60)));
    Suppressions byWindow = new Suppressions(List.of(), List.of(window), Inhibited.NONE);
    Suppressions byAlert =
        new Suppressions(
            List.of(),
            List.of(),
            new Inhibited(Map.of("a", new Inhibited.Hidden("rule", "other"))));

    assertThat(byWindow.of("a", URGENT, START).orElseThrow().mustBeShown()).isTrue();
    assertThat(byWindow.of("a", URGENT, START).orElseThrow().author()).isEqualTo("ben");
    assertThat(byWindow.of("a", TECHNICAL, START).orElseThrow().mustBeShown()).isFalse();
    assertThat(byAlert.of("a", URGENT, START).orElseThrow().mustBeShown()).isTrue();
    assertThat(byAlert.of("a", URGENT, START).orElseThrow().kind())
        .isEqualTo(Suppression.Kind.INHIBITION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "site = zurich | true",
        "priority = high | true",
        "priority in low, medium | false",
        "kind = technical | false",
        "kind != technical | true",
        "category = PUMP_SILENT | false",
        "category =~ PUMP_.* | false",
        "category =~ .*_EXCURSION | true",
        "category = SOMETHING_NEW | true"
      })
  @Requirement("ROUTE-008")
  void aSilenceKnowsWhetherItCouldCoverAHighPriorityPhysiologicalAlert(
      String match, boolean covers) {
    assertThat(silence("s", START, START.plusSeconds(60), match).coversUrgent()).isEqualTo(covers);
  }

  @Test
  @Requirement("ROUTE-007")
  void aSilenceHasAnAuthorAReasonAnEndAndConditions() {
    assertThatThrownBy(() -> silence("s", START, START.plusSeconds(60)))
        .hasMessageContaining("0 conditions");
    assertThatThrownBy(() -> silence("s", START, START, "site = a"))
        .hasMessageContaining("is not up to");
    assertThatThrownBy(() -> silence("s", START, START.plus(Duration.ofDays(8)), "site = a"))
        .hasMessageContaining("is not up to");
    List<Matcher> match = List.of(Matcher.parse("site = a"));
    Instant end = START.plusSeconds(1);
    assertThatThrownBy(() -> new Silence("s", match, "", "why", START, end, Optional.empty()))
        .hasMessageContaining("author");
    assertThatThrownBy(() -> new Silence("s", match, "anna", " ", START, end, Optional.empty()))
        .hasMessageContaining("reason");
  }

  @Test
  @Requirement("ROUTE-009")
  void aWeeklyWindowFollowsTheClocksOfItsPlace() {
    WindowTimes nights =
        new WindowTimes.Weekly(
            ZoneId.of("Europe/Zurich"),
            Set.of(DayOfWeek.SATURDAY),
            LocalTime.of(22, 0),
            LocalTime.of(4, 0));

    // Saturday 2026-10-24 to Sunday: the clocks go back at 03:00, so the night is an hour longer.
    assertThat(nights.endsIf(Instant.parse("2026-10-24T19:59:59Z"))).isEmpty();
    assertThat(nights.endsIf(Instant.parse("2026-10-24T20:00:00Z")))
        .contains(Instant.parse("2026-10-25T03:00:00Z"));
    assertThat(nights.endsIf(Instant.parse("2026-10-25T02:59:59Z")))
        .contains(Instant.parse("2026-10-25T03:00:00Z"));
    assertThat(nights.endsIf(Instant.parse("2026-10-25T03:00:00Z"))).isEmpty();
    assertThat(nights.beginsAfter(Instant.parse("2026-10-24T20:00:00Z")))
        .contains(Instant.parse("2026-10-31T21:00:00Z"));
    assertThat(nights.beginsAfter(Instant.parse("2026-10-24T19:00:00Z")))
        .contains(Instant.parse("2026-10-24T20:00:00Z"));
  }

  @Test
  @Requirement("ROUTE-009")
  void aWindowHasTimes() {
    assertThatThrownBy(() -> new WindowTimes.Once(START, START)).hasMessageContaining("is not up");
    ZoneId utc = ZoneId.of("UTC");
    LocalTime noon = LocalTime.NOON;
    assertThatThrownBy(() -> new WindowTimes.Weekly(utc, Set.of(), noon, LocalTime.MIDNIGHT))
        .hasMessageContaining("no days");
    assertThatThrownBy(() -> new WindowTimes.Weekly(utc, Set.of(DayOfWeek.MONDAY), noon, noon))
        .hasMessageContaining("is none");
  }
}
