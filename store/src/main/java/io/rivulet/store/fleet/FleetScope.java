package io.rivulet.store.fleet;

import java.util.Optional;
import java.util.Set;

/**
 * Whose devices somebody may see.
 *
 * @param sites these and no others; empty for every site, and then also devices of which no site is
 *     known
 */
public record FleetScope(Optional<Set<String>> sites) {
  /** Every device. */
  public static final FleetScope ALL = new FleetScope(Optional.empty());

  /** Copies the names. */
  public FleetScope {
    sites = sites.map(Set::copyOf);
  }

  /** Devices of these sites. */
  public static FleetScope of(Set<String> sites) {
    return new FleetScope(Optional.of(sites));
  }
}
