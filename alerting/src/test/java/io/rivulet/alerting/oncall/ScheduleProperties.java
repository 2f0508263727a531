package io.rivulet.alerting.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Schedules against a witness that reasons minute by minute, around changes of the clocks. */
class ScheduleProperties {
  private static final List<String> ZONES =
      List.of(
          "Europe/Zurich",
          "Europe/London",
          "America/New_York",
          "America/St_Johns",
          "Asia/Kathmandu",
          "Asia/Colombo",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Pacific/Chatham",
          "Africa/Casablanca",
          "America/Havana",
          "Antarctica/Troll",
          "UTC");
  private static final Instant FIRST = Instant.parse("2004-01-01T00:00:00Z");
  private static final int YEARS_DAYS = 365 * 26;
  private static final int WINDOW_MINUTES = 60 * 60;

  /** A schedule, its overrides and the time that is looked at. */
  record Sample(Schedule schedule, List<ScheduleOverride> overrides, Instant from) {
    Instant until() {
      return from.plus(WINDOW_MINUTES, ChronoUnit.MINUTES);
    }
  }

  @Property(tries = 300)
  @Requirement("ONCALL-001")
  void atEveryMinuteThosePeopleAreOnCallThatTheDefinitionSays(@ForAll("samples") Sample sample) {
    MinuteWitness witness = new MinuteWitness(sample.schedule(), sample.overrides(), sample.from());
    for (int minute = 0; minute < WINDOW_MINUTES; minute++) {
      Instant now = sample.from().plus(minute, ChronoUnit.MINUTES);
      assertThat(sample.schedule().onCall(sample.overrides(), now))
          .as("on call at %s", now)
          .isEqualTo(witness.onCall());
      witness.tick();
    }
  }

  @Property(tries = 300)
  @Requirement("ONCALL-002")
  void shiftsFillTheTimeFromEndToEndAndChangeOnlyWherePeopleDo(@ForAll("samples") Sample sample) {
    List<OnCallShift> shifts =
        sample.schedule().shifts(sample.overrides(), sample.from(), sample.until());
    Instant edge = sample.from();
    for (OnCallShift shift : shifts) {
      assertThat(shift.from()).isEqualTo(edge);
      edge = shift.until();
    }
    assertThat(edge).isEqualTo(sample.until());

    MinuteWitness witness = new MinuteWitness(sample.schedule(), sample.overrides(), sample.from());
    int at = 0;
    for (Instant now = sample.from();
        now.isBefore(sample.until());
        now = now.plus(1, ChronoUnit.MINUTES)) {
      at += now.isBefore(shifts.get(at).until()) ? 0 : 1;
      assertThat(shifts.get(at).people()).as("shift at %s", now).isEqualTo(witness.onCall());
      witness.tick();
    }
    assertThat(at).isEqualTo(shifts.size() - 1);
  }

  @Property(tries = 200)
  @Requirement("ONCALL-002")
  void anyTimeCutInTwoHasTheShiftsOfTheWhole(@ForAll("samples") Sample sample) {
    Instant middle = sample.from().plus(WINDOW_MINUTES / 2, ChronoUnit.MINUTES);
    List<OnCallShift> whole =
        sample.schedule().shifts(sample.overrides(), sample.from(), sample.until());
    List<OnCallShift> halves =
        Stream.of(
                sample.schedule().shifts(sample.overrides(), sample.from(), middle),
                sample.schedule().shifts(sample.overrides(), middle, sample.until()))
            .flatMap(List::stream)
            .toList();
    assertThat(time(halves)).isEqualTo(time(whole));
  }

  /** How long each group of people is on call. */
  private static Map<List<String>, Duration> time(List<OnCallShift> shifts) {
    return shifts.stream()
        .collect(
            Collectors.toMap(
                OnCallShift::people,
                shift -> Duration.between(shift.from(), shift.until()),
                Duration::plus));
  }

  @Provide
  Arbitrary<Sample> samples() {
    // Shrinking a seed says nothing, so a sample is drawn from one and printed whole.
    return Arbitraries.randomValue(ScheduleProperties::sample);
  }

  private static Sample sample(Random random) {
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    Instant from = window(zone, random);
    List<Layer> layers =
        IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(number -> layer("layer" + number, zone, from, random))
            .toList();
    Schedule schedule = new Schedule("ward", zone, layers);
    List<ScheduleOverride> overrides = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Instant begin = from.plus(random.nextInt(WINDOW_MINUTES) - 300, ChronoUnit.MINUTES);
      Instant end = begin.plus(1 + random.nextInt(1_500), ChronoUnit.MINUTES);
      String of = random.nextInt(5) == 0 ? "elsewhere" : "ward";
      overrides.add(new ScheduleOverride(of, "override" + i, begin, end));
    }
    return new Sample(schedule, overrides, from);
  }

  /** Mostly around a change of the clocks, where there is one. */
  private static Instant window(ZoneId zone, Random random) {
    Instant about = FIRST.plus(random.nextInt(YEARS_DAYS), ChronoUnit.DAYS);
    if (zone.getId().equals("Pacific/Apia") && random.nextBoolean()) {
      about = Instant.parse("2011-12-29T00:00:00Z");
    }
    ZoneOffsetTransition next = zone.getRules().nextTransition(about);
    Instant middle = next == null || random.nextInt(5) == 0 ? about : next.getInstant();
    return middle.minus(300 + random.nextInt(WINDOW_MINUTES - 600), ChronoUnit.MINUTES);
  }

  private static Layer layer(String name, ZoneId zone, Instant from, Random random) {
    List<List<String>> turns =
        IntStream.rangeClosed(0, random.nextInt(4))
            .mapToObj(number -> turn(name + "." + number, random))
            .toList();
    var local = from.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.DAYS);
    var start = local.minusDays(random.nextInt(12) - 2L).toLocalDate();
    Rotation rotation =
        random.nextBoolean()
            ? Rotation.ofDays(
                turns, new ShiftLength.Days(1 + random.nextInt(8), time(random)), start)
            : new Rotation(
                turns, new ShiftLength.Hours(1 + random.nextInt(30)), start.atTime(time(random)));
    List<Restriction> restrictions =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(number -> new Restriction(days(random), time(random), time(random)))
            .toList();
    return new Layer(name, rotation, restrictions);
  }

  private static List<String> turn(String name, Random random) {
    return random.nextInt(4) == 0 ? List.of(name + "a", name + "b") : List.of(name);
  }

  private static Set<DayOfWeek> days(Random random) {
    Set<DayOfWeek> days =
        Stream.of(DayOfWeek.values())
            .filter(day -> random.nextInt(3) > 0)
            .collect(Collectors.toSet());
    return days.isEmpty() ? Set.of(DayOfWeek.SUNDAY) : days;
  }

  /** Often within the hours in which clocks change. */
  private static LocalTime time(Random random) {
    int minute = random.nextInt(3) == 0 ? random.nextInt(1_440) : 15 * random.nextInt(17);
    return LocalTime.MIDNIGHT.plusMinutes(minute);
  }
}
