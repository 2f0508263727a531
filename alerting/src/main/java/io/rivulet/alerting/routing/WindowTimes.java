package io.rivulet.alerting.routing;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** When a maintenance window holds. */
public sealed interface WindowTimes {
  /** When the window that holds at an instant ends; empty where none holds. */
  Optional<Instant> endsIf(Instant at);

  /** When the next window after an instant begins; empty where there is none. */
  Optional<Instant> beginsAfter(Instant at);

  /**
   * Once.
   *
   * @param from when it begins
   * @param until when it ends, at most P7D later
   */
  record Once(Instant from, Instant until) implements WindowTimes {
    /** Refuses an end that is no end. */
    public Once {
      if (!until.isAfter(from) || Duration.between(from, until).compareTo(Silence.LONGEST) > 0) {
        throw new IllegalArgumentException(
            "from " + from + " until " + until + " is not up to " + Silence.LONGEST + " long");
      }
    }

    @Override
    public Optional<Instant> endsIf(Instant at) {
      return !at.isBefore(from) && at.isBefore(until) ? Optional.of(until) : Optional.empty();
    }

    @Override
    public Optional<Instant> beginsAfter(Instant at) {
      return from.isAfter(at) ? Optional.of(from) : Optional.empty();
    }
  }

  /**
   * Every week, by the clocks of a place. A time that clocks skip is where they go on, one that
   * they show twice the first of the two.
   *
   * @param zone whose clocks
   * @param days on which it begins, one or more
   * @param from when it begins
   * @param to when it ends: on the same day where it is later than from, else on the next
   */
  record Weekly(ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to)
      implements WindowTimes {
    private static final int WEEK = 8;

    /** Refuses a window on no day and one without a length. */
    public Weekly {
      Objects.requireNonNull(zone, "zone");
      days = Set.copyOf(days);
      if (days.isEmpty()) {
        throw new IllegalArgumentException("a weekly window has no days; name MONDAY to SUNDAY");
      }
      if (from.equals(to)) {
        throw new IllegalArgumentException(
            "a weekly window from " + from + " to " + to + " is none");
      }
    }

    @Override
    public Optional<Instant> endsIf(Instant at) {
      LocalDate today = LocalDate.ofInstant(at, zone);
      for (LocalDate day = today.minusDays(1); !day.isAfter(today); day = day.plusDays(1)) {
        if (days.contains(day.getDayOfWeek())
            && !at.isBefore(begin(day))
            && at.isBefore(end(day))) {
          return Optional.of(end(day));
        }
      }
      return Optional.empty();
    }

    @Override
    public Optional<Instant> beginsAfter(Instant at) {
      LocalDate today = LocalDate.ofInstant(at, zone);
      for (int i = -1; i <= WEEK; i++) {
        LocalDate day = today.plusDays(i);
        if (days.contains(day.getDayOfWeek()) && begin(day).isAfter(at)) {
          return Optional.of(begin(day));
        }
      }
      return Optional.empty();
    }

    private Instant begin(LocalDate day) {
      return day.atTime(from).atZone(zone).toInstant();
    }

    private Instant end(LocalDate day) {
      LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
      return last.atTime(to).atZone(zone).toInstant();
    }
  }
}
