package io.rivulet.simulator.replay;

import java.nio.file.Path;
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

  /** What a command line says: {@code trace}, or a file. */
  static ReplayLimits of(Optional<String> text) {
    return text.<ReplayLimits>map(
            given -> given.equals("trace") ? new OfTrace() : new OfFile(Path.of(given)))
        .orElseGet(None::new);
  }
}
