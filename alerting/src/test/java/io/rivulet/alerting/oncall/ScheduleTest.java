package io.rivulet.alerting.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.testkit.Requirement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
  private static final ShiftLength.Days WEEKS = new ShiftLength.Days(7, LocalTime.of(8, 0));
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

  private final Layer weeks = layer("weeks", "anna", "ben");
  private final Layer nights =
      new Layer(
          "nights",
          rotation("nora"),
          List.of(
              new Restriction(
                  EnumSet.of(DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(6, 0))));

  @Test
  @Requirement("ONCALL-001")
  void peopleTakeTurnsThatBeginAtALocalTimeWinterAndSummer() {
    Schedule schedule = schedule(weeks);

    assertThat(schedule.onCall(List.of(), at("2026-01-05T06:59:59.999999999Z"))).isEmpty();
    assertThat(schedule.onCall(List.of(), at("2026-01-05T07:00:00Z"))).containsExactly("anna");
    assertThat(schedule.onCall(List.of(), at("2026-01-12T06:59:59Z"))).containsExactly("anna");
    assertThat(schedule.onCall(List.of(), at("2026-01-12T07:00:00Z"))).containsExactly("ben");
    assertThat(schedule.onCall(List.of(), at("2026-06-29T05:59:59Z"))).containsExactly("anna");
    assertThat(schedule.onCall(List.of(), at("2026-06-29T06:00:00Z"))).containsExactly("ben");
  }

  @Test
  @Requirement("ONCALL-001")
  void theUpperLayerHoldsWhereItHasSomebodyAndOverMidnight() {
    Schedule schedule = schedule(weeks, nights);

    assertThat(schedule.shifts(List.of(), at("2026-01-09T12:00:00Z"), at("2026-01-10T12:00:00Z")))
        .containsExactly(
            shift("2026-01-09T12:00:00Z", "2026-01-09T21:00:00Z", "anna", "layer weeks"),
            shift("2026-01-09T21:00:00Z", "2026-01-10T05:00:00Z", "nora", "layer nights"),
            shift("2026-01-10T05:00:00Z", "2026-01-10T12:00:00Z", "anna", "layer weeks"));
  }

  @Test
  @Requirement("ONCALL-003")
  void anOverrideHoldsBeforeEveryLayerAndTheLastOneBeforeTheOthers() {
    List<ScheduleOverride> overrides =
        List.of(
            override("ward", "cleo", "2026-01-09T20:00:00Z", "2026-01-10T00:00:00Z"),
            override("ward", "dora", "2026-01-09T23:00:00Z", "2026-01-10T01:00:00Z"),
            override("other", "emil", "2026-01-09T00:00:00Z", "2026-01-11T00:00:00Z"));

    assertThat(
            schedule(weeks, nights)
                .shifts(overrides, at("2026-01-09T19:00:00Z"), at("2026-01-10T02:00:00Z")))
        .containsExactly(
            shift("2026-01-09T19:00:00Z", "2026-01-09T20:00:00Z", "anna", "layer weeks"),
            shift("2026-01-09T20:00:00Z", "2026-01-09T23:00:00Z", "cleo", "override"),
            shift("2026-01-09T23:00:00Z", "2026-01-10T01:00:00Z", "dora", "override"),
            shift("2026-01-10T01:00:00Z", "2026-01-10T02:00:00Z", "nora", "layer nights"));
  }

  @Test
  @Requirement("ONCALL-004")
  void aHandoverInTheHourThatIsLeftOutHappensWhenTheClocksGoForward() {
    Schedule schedule = schedule(daily(LocalTime.of(2, 30)));

    assertThat(edges(schedule, "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"))
        .containsExactly(
            at("2026-03-28T01:30:00Z"), at("2026-03-29T01:00:00Z"), at("2026-03-30T00:30:00Z"));
  }

  @Test
  @Requirement("ONCALL-004")
  void aHandoverInTheHourThatComesTwiceHappensTheFirstTime() {
    Schedule schedule = schedule(daily(LocalTime.of(2, 30)));

    assertThat(edges(schedule, "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
        .containsExactly(at("2026-10-25T00:30:00Z"), at("2026-10-26T01:30:00Z"));
  }

  @Test
  @Requirement("ONCALL-004")
  void turnsOfHoursLastAsLongWhateverTheClocksDo() {
    Rotation rotation =
        new Rotation(
            List.of(List.of("anna"), List.of("ben")),
            new ShiftLength.Hours(12),
            LocalDateTime.of(2026, 3, 28, 20, 0));
    Schedule schedule = schedule(new Layer("halves", rotation, List.of()));

    assertThat(edges(schedule, "2026-03-28T18:00:00Z", "2026-03-30T12:00:00Z"))
        .containsExactly(
            at("2026-03-28T19:00:00Z"),
            at("2026-03-29T07:00:00Z"),
            at("2026-03-29T19:00:00Z"),
            at("2026-03-30T07:00:00Z"));
  }

  @Test
  @Requirement("ONCALL-004")
  void whoseDayTheCalendarLeavesOutHasNoTurn() {
    ZoneId apia = ZoneId.of("Pacific/Apia");
    Rotation rotation =
        Rotation.ofDays(
            List.of(List.of("anna"), List.of("ben"), List.of("cleo")),
            new ShiftLength.Days(1, LocalTime.MIDNIGHT),
            LocalDate.of(2011, 12, 29));
    Schedule schedule = new Schedule("ward", apia, List.of(new Layer("days", rotation, List.of())));

    assertThat(schedule.shifts(List.of(), at("2011-12-29T10:00:00Z"), at("2012-01-01T10:00:00Z")))
        .extracting(OnCallShift::from, OnCallShift::people)
        .containsExactly(
            tuple(at("2011-12-29T10:00:00Z"), List.of("anna")),
            tuple(at("2011-12-30T10:00:00Z"), List.of("cleo")),
            tuple(at("2011-12-31T10:00:00Z"), List.of("anna")));
  }

  @Test
  @Requirement("ONCALL-005")
  void timesWithNobodyAreGaps() {
    assertThat(
            schedule(nights)
                .gaps(List.of(), at("2026-01-09T20:00:00Z"), at("2026-01-10T06:00:00Z")))
        .containsExactly(
            new OnCallShift(
                at("2026-01-09T20:00:00Z"), at("2026-01-09T21:00:00Z"), List.of(), "nobody"),
            new OnCallShift(
                at("2026-01-10T05:00:00Z"), at("2026-01-10T06:00:00Z"), List.of(), "nobody"));
  }

  @Test
  @Requirement("ONCALL-006")
  void shiftsThatAreListedAreBounded() {
    Rotation hourly =
        new Rotation(
            List.of(List.of("anna"), List.of("ben")),
            new ShiftLength.Hours(1),
            MONDAY.atStartOfDay());
    Schedule schedule = schedule(new Layer("hours", hourly, List.of()));
    Instant from = at("2026-02-01T00:00:00Z");

    List<OnCallShift> shifts = schedule.shifts(List.of(), from, from.plus(Duration.ofDays(400)));
    assertThat(shifts).hasSize(Schedule.MOST_SHIFTS);
    assertThat(shifts.get(999).until()).isEqualTo(from.plus(Duration.ofHours(1_000)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schedule.shifts(List.of(), from, from.plus(Duration.ofDays(401))))
        .withMessageContaining("at most PT9600H");
    assertThatIllegalArgumentException().isThrownBy(() -> schedule.shifts(List.of(), from, from));
  }

  @Test
  @Requirement("ONCALL-006")
  void whatIsOutOfBoundsCannotBeBuilt() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Schedule("ward", ZURICH, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new ShiftLength.Hours(0));
    assertThatIllegalArgumentException().isThrownBy(() -> rotation());
    assertThatIllegalArgumentException().isThrownBy(() -> rotation("no spaces"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> override("ward", "anna", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Restriction(EnumSet.noneOf(DayOfWeek.class), LocalTime.NOON, LocalTime.NOON));
  }

  private static List<Instant> edges(Schedule schedule, String from, String until) {
    return schedule.shifts(List.of(), at(from), at(until)).stream()
        .map(OnCallShift::from)
        .skip(1)
        .toList();
  }

  private static Layer daily(LocalTime handover) {
    return new Layer(
        "days",
        Rotation.ofDays(
            List.of(List.of("anna"), List.of("ben")), new ShiftLength.Days(1, handover), MONDAY),
        List.of());
  }

  private static Layer layer(String name, String... people) {
    return new Layer(name, rotation(people), List.of());
  }

  private static Rotation rotation(String... people) {
    return Rotation.ofDays(List.of(people).stream().map(List::of).toList(), WEEKS, MONDAY);
  }

  private static Schedule schedule(Layer... layers) {
    return new Schedule("ward", ZURICH, List.of(layers));
  }

  private static ScheduleOverride override(String of, String person, String from, String until) {
    return new ScheduleOverride(of, person, at(from), at(until));
  }

  private static OnCallShift shift(String from, String until, String person, String why) {
    return new OnCallShift(at(from), at(until), List.of(person), why);
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
