package io.rivulet.domain.delivery;

import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Goes once over the instants at which anything changed, and finds the runs of a condition. */
final class Sweep {
  private final SortedSet<Instant> times = new TreeSet<>();
  private final Instant from;
  private final Instant to;

  /** Over a stretch of time, both ends included. */
  Sweep(Instant from, Instant to) {
    this.from = from;
    this.to = to;
    times.add(from);
  }

  /** Looks at this instant too, where it lies within. */
  Sweep at(Instant instant) {
    if (instant.isAfter(from) && !instant.isAfter(to)) {
      times.add(instant);
    }
    return this;
  }

  /** Looks at the start of each version too. */
  Sweep at(Versions<?> versions) {
    for (Version<?> version : versions.list()) {
      at(version.from());
    }
    return this;
  }

  /**
   * The runs of a condition.
   *
   * @param judge a run that begins at the instant, where the condition holds from it on
   * @param hold the longest time away that does not count as over
   */
  List<ConditionRun> runs(Function<Instant, Optional<ConditionRun>> judge, Duration hold) {
    List<ConditionRun> runs = new ArrayList<>();
    ConditionRun open = null;
    for (Instant time : times) {
      Optional<ConditionRun> found = judge.apply(time);
      if (found.isPresent()) {
        open =
            open == null
                ? found.get()
                : open.measuring(found.get().peak().orElse(Double.NEGATIVE_INFINITY));
      } else if (open != null) {
        runs.add(open.endedAt(time));
        open = null;
      }
    }
    if (open != null) {
      runs.add(open);
    }
    return ConditionRun.joined(runs, hold);
  }
}
