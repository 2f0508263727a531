package io.rivulet.alerting.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** How long somebody's turn is. */
public sealed interface ShiftLength {
  /** The most days or hours. */
  int MOST = 1_000;

  /** The number of the turn that it is then, from 0; below 0 before the start. */
  long turn(LocalDateTime start, Instant instant, WallClock clock);

  /** When a turn begins. */
  Instant begin(LocalDateTime start, long turn, WallClock clock);

  /**
   * Whole days: turns begin at a local time, whatever the offset then is.
   *
   * @param days 1 to {@value ShiftLength#MOST}; a week is 7
   * @param handover local time of day
   */
  record Days(int days, LocalTime handover) implements ShiftLength {
    /** Refuses lengths out of bounds. */
    public Days {
      requireLength("days", days);
    }

    @Override
    public long turn(LocalDateTime start, Instant instant, WallClock clock) {
      LocalDateTime now = clock.at(instant);
      return now.isBefore(start) ? -1 : ChronoUnit.DAYS.between(start, now) / days;
    }

    @Override
    public Instant begin(LocalDateTime start, long turn, WallClock clock) {
      return clock.reaches(start.plusDays(turn * days));
    }
  }

  /**
   * Hours that pass, whatever clocks show.
   *
   * @param hours 1 to {@value ShiftLength#MOST}
   */
  record Hours(int hours) implements ShiftLength {
    private static final long SECONDS = 3_600;

    /** Refuses lengths out of bounds. */
    public Hours {
      requireLength("hours", hours);
    }

    @Override
    public long turn(LocalDateTime start, Instant instant, WallClock clock) {
      Duration passed = Duration.between(clock.reaches(start), instant);
      return Math.floorDiv(passed.getSeconds(), hours * SECONDS);
    }

    @Override
    public Instant begin(LocalDateTime start, long turn, WallClock clock) {
      return clock.reaches(start).plusSeconds(turn * hours * SECONDS);
    }
  }

  private static void requireLength(String unit, int length) {
    if (length < 1 || length > MOST) {
      throw new IllegalArgumentException(
          "a shift of " + length + " " + unit + " is not 1 to " + MOST);
    }
  }
}
