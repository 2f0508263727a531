package io.rivulet.onebox.backtest;

import io.rivulet.streams.TopologyConfig;
import java.time.Instant;
import java.util.Set;

/**
 * What to judge by what.
 *
 * @param topology as the streams role has it
 * @param candidate the limits that are tried
 * @param from beginning of the range, inclusive
 * @param to end of the range, exclusive; after its beginning
 * @param sessions only these; all of the range where empty
 */
public record BacktestRequest(
    TopologyConfig topology, Candidate candidate, Instant from, Instant to, Set<String> sessions) {
  /** Refuses an empty range. */
  public BacktestRequest {
    sessions = Set.copyOf(sessions);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "the range from " + from + " to " + to + " is empty; it needs a later end");
    }
  }
}
