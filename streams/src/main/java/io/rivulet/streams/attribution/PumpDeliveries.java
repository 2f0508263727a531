package io.rivulet.streams.attribution;

import io.rivulet.domain.unattributed.Deliveries;
import java.util.Optional;

/** When one pump delivered, whatever it served. Confined to the task's thread. */
final class PumpDeliveries {
  /** The clinic. */
  String site;

  /** As far as is known. */
  Deliveries known;

  PumpDeliveries(String site, Deliveries known) {
    this.site = site;
    this.known = known;
  }

  Optional<String> site() {
    return Optional.of(site).filter(name -> !name.isBlank());
  }
}
