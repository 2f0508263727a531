package io.rivulet.simulator.replay;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.simulator.trace.RunId;
import io.rivulet.simulator.trace.TracePlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the sessions of a replay are judged by. */
public sealed interface ReplayLimits {
  /** Nothing: pressures are counted, not judged. */
  record None() implements ReplayLimits {}

  /**
   * One profile for every trace.
   *
   * @param path the profile as JSON
   */
  record OfFile(Path path) implements ReplayLimits {}

  /** The alarm limits that each trace's own bedside monitors had, as they were changed. */
  record OfTrace() implements ReplayLimits {}

  /**
   * The versions of the profile that judges a plan's session, under a name that no other run has.
   *
   * @param run tells this run from every other
   * @param from when a profile of a file begins to hold
   * @return none where nothing is judged
   * @throws ReplayException where the limits cannot be read, or the trace has none
   */
  default List<LimitsProfileRecord> profile(TracePlan plan, RunId run, Instant from) {
    if (this instanceof OfTrace) {
      return TraceLimits.of(plan, run);
    }
    return this instanceof OfFile file
        ? List.of(LimitsFile.read(file.path(), run, from))
        : List.of();
  }

  /** What a command line says: {@code trace}, or a file. */
  static ReplayLimits of(Optional<String> text) {
    return text.<ReplayLimits>map(
            given -> given.equals("trace") ? new OfTrace() : new OfFile(Path.of(given)))
        .orElseGet(None::new);
  }
}
