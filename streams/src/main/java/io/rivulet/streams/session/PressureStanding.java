package io.rivulet.streams.session;

import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.VitalStanding;
import java.util.List;

/**
 * Where the pressures of one source in one session stand, and what was refused that may still
 * change.
 *
 * @param vital where each comparison stands, and the excursions that go on or ended since the base
 * @param refused implausible readings since the base, with the reason
 */
record PressureStanding(VitalStanding vital, List<Refused> refused) {
  PressureStanding {
    refused = List.copyOf(refused);
  }

  /** Excursions that go on or ended since the base, in order of opening. */
  List<Excursion> found() {
    return vital.excursions();
  }

  /** A reading that was refused. */
  record Refused(PressureTaken taken, String reason) {}
}
