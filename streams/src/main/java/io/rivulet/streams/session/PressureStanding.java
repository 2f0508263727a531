package io.rivulet.streams.session;

import io.rivulet.domain.pressure.Excursion;
import io.rivulet.domain.pressure.PressureMonitor;
import java.util.List;

/**
 * Where the pressures of one source in one session stand, and what was found that may still change.
 *
 * @param monitor where each comparison stands
 * @param found excursions that go on or ended since the base, in order of opening
 * @param refused implausible readings since the base, with the reason
 */
record PressureStanding(PressureMonitor monitor, List<Excursion> found, List<Refused> refused) {
  PressureStanding {
    found = List.copyOf(found);
    refused = List.copyOf(refused);
  }

  /** A reading that was refused. */
  record Refused(PressureTaken taken, String reason) {}
}
