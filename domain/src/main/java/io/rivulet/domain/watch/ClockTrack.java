package io.rivulet.domain.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was stated of one device's clock, in the order of receipt. Bounded: of the oldest statements
 * only what they had led to is kept.
 *
 * @param held the latest statements, at most {@value #HELD_MAX}, in order
 * @param base the run that was open after those let go of
 * @param since receipt of the last one let go of; {@link Instant#MIN} where none was
 */
public record ClockTrack(List<ClockReading> held, Optional<ClockRun> base, Instant since) {
  /** Nothing stated. */
  public static final ClockTrack NONE = new ClockTrack(List.of(), Optional.empty(), Instant.MIN);

  static final int HELD_MAX = 32;

  private static final Comparator<ClockReading> ORDER =
      Comparator.comparing(ClockReading::received)
          .thenComparing(ClockReading::offset)
          .thenComparing(ClockReading::spread);

  /** Copies the list. */
  public ClockTrack {
    held = List.copyOf(held);
  }

  /** With one more statement; a repeat and one older than those let go of change nothing. */
  public ClockTrack with(ClockReading reading, Duration offsetMax) {
    if (!reading.received().isAfter(since) || held.contains(reading)) {
      return this;
    }
    List<ClockReading> all = new ArrayList<>(held);
    all.add(reading);
    all.sort(ORDER);
    if (all.size() <= HELD_MAX) {
      return new ClockTrack(all, base, since);
    }
    ClockReading oldest = all.remove(0);
    List<ClockRun> runs = new ArrayList<>();
    Optional<ClockRun> open = step(base, oldest, offsetMax, runs);
    return new ClockTrack(all, open, oldest.received());
  }

  /** The runs of distrust that these statements show, in order; the last may be open. */
  List<ClockRun> runs(Duration offsetMax) {
    List<ClockRun> runs = new ArrayList<>();
    Optional<ClockRun> open = base;
    for (ClockReading reading : held) {
      open = step(open, reading, offsetMax, runs);
    }
    open.ifPresent(runs::add);
    return runs;
  }

  /** Opens above the limit and closes a good way below it, so that it does not flap. */
  private static Optional<ClockRun> step(
      Optional<ClockRun> open, ClockReading reading, Duration offsetMax, List<ClockRun> closed) {
    Duration error = reading.error();
    if (open.isEmpty()) {
      return error.compareTo(offsetMax) > 0
          ? Optional.of(new ClockRun(reading.received(), Optional.empty(), error))
          : open;
    }
    ClockRun run = open.get();
    if (error.compareTo(WatchRules.trustedAgain(offsetMax)) <= 0) {
      closed.add(new ClockRun(run.start(), Optional.of(reading.received()), run.worst()));
      return Optional.empty();
    }
    Duration worst = error.compareTo(run.worst()) > 0 ? error : run.worst();
    return Optional.of(new ClockRun(run.start(), Optional.empty(), worst));
  }
}
