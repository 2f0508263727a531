package io.rivulet.store.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many devices there are of each kind. The values of a facet are counted among the devices that
 * all of the filter but that facet means, so that choosing a value of it yields its count.
 *
 * @param asOf as of when
 * @param total devices that the whole filter means
 * @param everything devices that somebody may see
 * @param needing devices that need somebody, whatever {@link Need} the filter names
 * @param facets values with their counts, the most frequent first, {@link #MAX_VALUES} at most
 */
public record FleetFacets(
    Instant asOf, long total, long everything, long needing, Map<String, List<Value>> facets) {
  /** The most values of a facet. */
  public static final int MAX_VALUES = 50;

  /**
   * A value.
   *
   * @param value its word; empty for devices that have none
   * @param devices how many have it
   */
  public record Value(String value, long devices) {}

  /** Copies the facets. */
  public FleetFacets {
    facets = Map.copyOf(facets);
  }
}
