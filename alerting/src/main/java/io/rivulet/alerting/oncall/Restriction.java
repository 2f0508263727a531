package io.rivulet.alerting.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Local times at which a layer has somebody; outside of all of its restrictions it has nobody.
 *
 * @param days days of the week on which it begins, one or more
 * @param from local time at which it begins
 * @param until local time at which it is over, on the next day where it is not after from: 22:00 to
 *     06:00 is a night, 08:00 to 08:00 a day
 */
public record Restriction(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
  private static final int DAYS_OF_A_WEEK = 7;

  /** Refuses what holds never. */
  public Restriction {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a restriction to no day of the week never holds");
    }
    days = Set.copyOf(days);
  }

  boolean holdsAt(Instant instant, WallClock clock) {
    LocalDateTime now = clock.at(instant);
    return Stream.of(now.toLocalDate().minusDays(1), now.toLocalDate())
        .filter(day -> days.contains(day.getDayOfWeek()))
        .anyMatch(day -> !now.isBefore(day.atTime(from)) && now.isBefore(end(day)));
  }

  /** The next moment at which it may begin or end. */
  Instant next(Instant instant, WallClock clock) {
    LocalDate today = clock.at(instant).toLocalDate();
    // One day back for what began yesterday, and a week ahead for the next day that is meant.
    return Stream.iterate(today.minusDays(1), day -> day.plusDays(1))
        .limit(DAYS_OF_A_WEEK + 3)
        .filter(day -> days.contains(day.getDayOfWeek()))
        .flatMap(day -> Stream.of(day.atTime(from), end(day)))
        .map(clock::reaches)
        .filter(edge -> edge.isAfter(instant))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private LocalDateTime end(LocalDate begun) {
    return until.isAfter(from) ? begun.atTime(until) : begun.plusDays(1).atTime(until);
  }
}
