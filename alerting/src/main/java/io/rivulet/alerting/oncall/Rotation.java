package io.rivulet.alerting.oncall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;

/**
 * People who take turns.
 *
 * @param turns who, in order, 1 to {@value #MOST_TURNS}; of a turn with several people all are on
 *     call
 * @param length how long a turn is
 * @param start local time at which the first turn begins; nobody is on call before. For turns of
 *     days its time is the handover.
 */
public record Rotation(List<List<String>> turns, ShiftLength length, LocalDateTime start) {
  /** The most turns before it begins anew. */
  public static final int MOST_TURNS = 100;

  /** The most people on call together. */
  public static final int MOST_TOGETHER = 8;

  /** Refuses what is out of bounds. */
  public Rotation {
    turns = turns.stream().map(List::copyOf).toList();
    Objects.requireNonNull(length, "length");
    if (turns.isEmpty() || turns.size() > MOST_TURNS) {
      throw new IllegalArgumentException(
          "a rotation of " + turns.size() + " turns; 1 to " + MOST_TURNS);
    }
    for (List<String> turn : turns) {
      if (turn.isEmpty() || turn.size() > MOST_TOGETHER) {
        throw new IllegalArgumentException(
            "a turn of " + turn.size() + " people; 1 to " + MOST_TOGETHER);
      }
      turn.forEach(person -> Names.requireKey("person", person));
    }
    if (length instanceof ShiftLength.Days days && !start.toLocalTime().equals(days.handover())) {
      throw new IllegalArgumentException(
          "the rotation starts at " + start + ", not at its handover " + days.handover());
    }
  }

  /** Turns of whole days that begin at a local time. */
  public static Rotation ofDays(
      List<List<String>> turns, ShiftLength.Days length, LocalDate start) {
    return new Rotation(turns, length, start.atTime(length.handover()));
  }

  /** Whose turn it is; nobody's before the start. */
  List<String> at(Instant instant, WallClock clock) {
    long turn = length.turn(start, instant, clock);
    return turn < 0 ? List.of() : turns.get((int) (turn % turns.size()));
  }

  /** When the turn ends that it is then; before the start, the start. */
  Instant next(Instant instant, WallClock clock) {
    long turn = Math.max(-1, length.turn(start, instant, clock));
    Instant next = length.begin(start, turn + 1, clock);
    // A turn that falls into a day which the calendar left out begins and ends at one moment.
    while (!next.isAfter(instant)) {
      turn++;
      next = length.begin(start, turn + 1, clock);
    }
    return next;
  }
}
