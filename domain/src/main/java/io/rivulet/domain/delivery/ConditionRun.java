package io.rivulet.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A time over which a condition was there.
 *
 * @param start when it began
 * @param end when it was over; empty while it lasts
 * @param flaps how often it went and came back within the hold time
 * @param peak the largest value measured; empty where nothing is measured
 * @param limit what it was held against when it began
 */
public record ConditionRun(
    Instant start, Optional<Instant> end, int flaps, OptionalDouble peak, OptionalDouble limit) {
  /** Refuses an end before the start. */
  public ConditionRun {
    Objects.requireNonNull(start, "start");
    if (end.isPresent() && end.get().isBefore(start)) {
      throw new IllegalArgumentException("a run from " + start + " to " + end.get());
    }
  }

  static ConditionRun from(Instant start) {
    return new ConditionRun(
        start, Optional.empty(), 0, OptionalDouble.empty(), OptionalDouble.empty());
  }

  static ConditionRun from(Instant start, double measured, double limit) {
    return new ConditionRun(
        start, Optional.empty(), 0, OptionalDouble.of(measured), OptionalDouble.of(limit));
  }

  ConditionRun measuring(double measured) {
    return peak.orElse(Double.NEGATIVE_INFINITY) >= measured
        ? this
        : new ConditionRun(start, end, flaps, OptionalDouble.of(measured), limit);
  }

  ConditionRun endedAt(Instant time) {
    return new ConditionRun(start, Optional.of(time), flaps, peak, limit);
  }

  private ConditionRun backWith(ConditionRun next) {
    double highest = Math.max(peak.orElse(0), next.peak.orElse(0));
    return new ConditionRun(
        start,
        next.end,
        flaps + next.flaps + 1,
        peak.isPresent() ? OptionalDouble.of(highest) : next.peak,
        limit);
  }

  /**
   * Makes one run of those that follow one another within a hold time: a pump that starts again by
   * itself, a contact that is loose.
   *
   * @param runs in order, not overlapping
   * @param hold the longest time away that does not count as over
   */
  static List<ConditionRun> joined(List<ConditionRun> runs, Duration hold) {
    List<ConditionRun> joined = new ArrayList<>();
    for (ConditionRun run : runs) {
      int last = joined.size() - 1;
      boolean back =
          last >= 0
              && joined.get(last).end().isPresent()
              && !joined.get(last).end().get().plus(hold).isBefore(run.start());
      if (back) {
        joined.set(last, joined.get(last).backWith(run));
      } else {
        joined.add(run);
      }
    }
    return joined;
  }
}
