package io.rivulet.store.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Some devices of a list.
 *
 * @param asOf as of when states and needs are; the same for every page of a list
 * @param devices in order
 * @param next goes on behind the last one; empty where there is nothing more
 */
public record FleetPage(Instant asOf, List<FleetRow> devices, Optional<String> next) {
  /** Copies the list. */
  public FleetPage {
    devices = List.copyOf(devices);
  }
}
