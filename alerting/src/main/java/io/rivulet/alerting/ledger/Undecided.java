package io.rivulet.alerting.ledger;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Incidents that the rules cannot decide: a fault of this program, to be shown. At most {@value
 * #MOST} are remembered.
 */
public final class Undecided {
  private static final int MOST = 1_000;

  private final Set<String> failing = new TreeSet<>();

  synchronized void decided(Collection<String> incidents, Collection<String> failed) {
    failing.removeAll(incidents);
    failed.stream().limit(MOST - failing.size()).forEach(failing::add);
  }

  /** Their ids, as far as this instance knows. */
  public synchronized Set<String> incidents() {
    return Set.copyOf(failing);
  }
}
