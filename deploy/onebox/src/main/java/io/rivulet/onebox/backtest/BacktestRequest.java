package io.rivulet.onebox.backtest;

import io.rivulet.streams.TopologyConfig;
import java.time.Instant;
import java.util.Set;

/**
 * What to judge by what.
 *
 * @param topology as the streams role has it
 * @param candidate the limits that are tried
 * @param from beginning of the range
 * @param to end of the range; not before its beginning
 * @param sessions only these; all of the range where empty
 */
public record BacktestRequest(
    TopologyConfig topology, Candidate candidate, Instant from, Instant to, Set<String> sessions) {
  /** Refuses a range that ends before it begins. */
  public BacktestRequest {
    sessions = Set.copyOf(sessions);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "the range from " + from + " to " + to + " ends before it begins");
    }
  }
}
