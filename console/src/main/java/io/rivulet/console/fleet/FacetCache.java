package io.rivulet.console.fleet;

import io.rivulet.store.fleet.FleetFacets;
import io.rivulet.store.fleet.FleetFilter;
import io.rivulet.store.fleet.FleetReads;
import io.rivulet.store.fleet.FleetScope;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts of facets, each held for two seconds: pages that show the same ask the database once. At
 * most 64 are held; the oldest go.
 */
final class FacetCache {
  private static final Duration HOLDS = Duration.ofSeconds(2);
  private static final int MOST = 64;

  private final FleetReads fleet;
  private final Map<Asked, FleetFacets> held =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, FleetFacets> eldest) {
          return size() > MOST;
        }
      };

  private record Asked(FleetFilter filter, FleetScope scope) {}

  FacetCache(FleetReads fleet) {
    this.fleet = fleet;
  }

  FleetFacets read(FleetFilter filter, FleetScope scope, Instant now) {
    Asked asked = new Asked(filter, scope);
    synchronized (held) {
      FleetFacets known = held.get(asked);
      if (known != null && Duration.between(known.asOf(), now).abs().compareTo(HOLDS) < 0) {
        return known;
      }
    }
    FleetFacets read = fleet.facets(filter, scope, now);
    synchronized (held) {
      held.remove(asked);
      held.put(asked, read);
    }
    return read;
  }
}
