package io.rivulet.streams.attribution;

import io.rivulet.domain.unattributed.Deliveries;
import java.time.Instant;
import java.util.Optional;

/** When one pump delivered, whatever it served. Confined to the task's thread. */
final class PumpDeliveries {
  /** The clinic. */
  String site;

  /** As far as is known. */
  Deliveries known;

  /** The latest time when it was last stored; {@link Instant#MIN} before. */
  Instant stored;

  PumpDeliveries(String site, Deliveries known) {
    this.site = site;
    this.known = known;
    this.stored = known.latest();
  }

  Optional<String> site() {
    return Optional.of(site).filter(name -> !name.isBlank());
  }
}
