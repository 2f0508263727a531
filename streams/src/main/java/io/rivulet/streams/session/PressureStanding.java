package io.rivulet.streams.session;

import io.rivulet.domain.vitals.VitalStanding;
import java.util.List;

/**
 * Where the pressures of one source in one session stand, and what was found that may still change.
 *
 * @param vitals where each comparison stands, with the excursions that go on or ended since the
 *     base
 * @param refused implausible readings since the base, with the reason
 */
record PressureStanding(VitalStanding vitals, List<Refused> refused) {
  PressureStanding {
    refused = List.copyOf(refused);
  }

  /** A reading that was refused. */
  record Refused(PressureTaken taken, String reason) {}
}
