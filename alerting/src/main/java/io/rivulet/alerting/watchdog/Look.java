package io.rivulet.alerting.watchdog;

import java.util.List;
import java.util.Set;

/**
 * What a probe saw, whole: a condition of its ailments that it does not name is no longer watched.
 *
 * @param ailments what it looks for
 * @param observed how each thing is that could be told
 * @param unknown things that could not be told now: what was said of them stays
 */
public record Look(Set<Ailment> ailments, List<Observed> observed, Set<Condition> unknown) {
  /** Copies what it is given. */
  public Look {
    ailments = Set.copyOf(ailments);
    observed = List.copyOf(observed);
    unknown = Set.copyOf(unknown);
  }

  /** Everything could be told. */
  public static Look of(Set<Ailment> ailments, List<Observed> observed) {
    return new Look(ailments, observed, Set.of());
  }
}
