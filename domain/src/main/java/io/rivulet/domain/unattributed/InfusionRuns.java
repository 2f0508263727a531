package io.rivulet.domain.unattributed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a pump that is bound to no session stands.
 *
 * @param over runs that are over and lasted longer than the grace, oldest first; at most {@value
 *     #OVER_MAX}, the oldest go first
 * @param open the run that goes on
 * @param latestTime of the latest sample, by the pump's clock
 * @param latestNanolitres its volume counter
 */
public record InfusionRuns(
    List<InfusionRun> over,
    Optional<InfusionRun> open,
    Optional<Instant> latestTime,
    OptionalLong latestNanolitres) {
  /** Before the first sample. */
  public static final InfusionRuns NONE =
      new InfusionRuns(List.of(), Optional.empty(), Optional.empty(), OptionalLong.empty());

  static final int OVER_MAX = 16;

  /** Copies the list, as far as it may be long. */
  public InfusionRuns {
    over = List.copyOf(over.subList(Math.max(0, over.size() - OVER_MAX), over.size()));
  }
}
