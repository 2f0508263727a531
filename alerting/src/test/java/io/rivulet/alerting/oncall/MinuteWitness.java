package io.rivulet.alerting.oncall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says who is on call the slow way: it watches a wall clock minute by minute, remembers the latest
 * time it has shown, and counts on its fingers. It knows nothing of offsets and transitions.
 */
final class MinuteWitness {
  private static final long MINUTE_SECONDS = 60;
  private static final long AHEAD_SECONDS = 3 * 86_400;

  private final Schedule schedule;
  private final List<ScheduleOverride> overrides;
  private final Map<LocalDateTime, Instant> begun = new HashMap<>();
  private Instant now;
  private LocalDateTime shown;

  /** Begins to watch well before the first minute that is asked for. */
  MinuteWitness(Schedule schedule, List<ScheduleOverride> overrides, Instant from) {
    this.schedule = schedule;
    this.overrides = overrides;
    this.now = from.minusSeconds(AHEAD_SECONDS);
    this.shown = local(now, schedule.zone());
    while (now.isBefore(from)) {
      tick();
    }
  }

  void tick() {
    now = now.plusSeconds(MINUTE_SECONDS);
    LocalDateTime local = local(now, schedule.zone());
    shown = local.isAfter(shown) ? local : shown;
  }

  List<String> onCall() {
    List<String> people = List.of();
    for (Layer layer : schedule.layers()) {
      List<String> own = holder(layer);
      people = own.isEmpty() ? people : own;
    }
    for (ScheduleOverride override : overrides) {
      boolean elsewhere = !override.schedule().equals(schedule.key());
      boolean before = now.isBefore(override.from());
      boolean after = !now.isBefore(override.until());
      people = elsewhere || before || after ? people : List.of(override.person());
    }
    return people;
  }

  private List<String> holder(Layer layer) {
    boolean allowed = layer.restrictions().isEmpty();
    for (Restriction restriction : layer.restrictions()) {
      LocalDate day = shown.toLocalDate().minusDays(2);
      for (; !day.isAfter(shown.toLocalDate()); day = day.plusDays(1)) {
        boolean overMidnight = !restriction.from().isBefore(restriction.until());
        LocalDateTime begin = LocalDateTime.of(day, restriction.from());
        LocalDateTime end =
            LocalDateTime.of(overMidnight ? day.plusDays(1) : day, restriction.until());
        boolean within = shown.compareTo(begin) >= 0 && shown.compareTo(end) < 0;
        allowed |= within && restriction.days().contains(day.getDayOfWeek());
      }
    }
    return allowed ? turn(layer.rotation()) : List.of();
  }

  private List<String> turn(Rotation rotation) {
    int turn = -1;
    if (rotation.length() instanceof ShiftLength.Days days) {
      LocalDateTime next = rotation.start();
      while (!next.isAfter(shown)) {
        turn++;
        next = next.plusDays(days.days());
      }
    } else if (rotation.length() instanceof ShiftLength.Hours hours) {
      Instant next = begun.computeIfAbsent(rotation.start(), this::firstShowing);
      while (!next.isAfter(now)) {
        turn++;
        next = next.plusSeconds(hours.hours() * 60 * MINUTE_SECONDS);
      }
    }
    return turn < 0 ? List.of() : rotation.turns().get(turn % rotation.turns().size());
  }

  private Instant firstShowing(LocalDateTime local) {
    Instant minute = local.toInstant(ZoneOffset.UTC).minusSeconds(AHEAD_SECONDS);
    while (local(minute, schedule.zone()).isBefore(local)) {
      minute = minute.plusSeconds(MINUTE_SECONDS);
    }
    return minute;
  }

  private static LocalDateTime local(Instant instant, ZoneId zone) {
    return LocalDateTime.ofInstant(instant, zone);
  }
}
