package io.rivulet.streams.session;

import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.VitalReading;
import io.rivulet.domain.vitals.VitalStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the vital signs of one source in one session stand, and what was found that may still
 * change.
 *
 * @param vitals by measurement, with the excursions that go on or ended since the base; what was
 *     never measured is absent
 * @param refused implausible readings since the base, with the reason
 */
record SourceStanding(Map<Measurement, VitalStanding> vitals, List<Refused> refused) {
  static final SourceStanding NOTHING = new SourceStanding(Map.of(), List.of());

  SourceStanding {
    vitals = vitals.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(vitals));
    refused = List.copyOf(refused);
  }

  /** A reading that was refused. */
  record Refused(VitalReading reading, Instant received, String reason) {}

  /** Where one measurement stands. */
  VitalStanding of(Measurement measurement) {
    return vitals.getOrDefault(measurement, VitalStanding.IDLE);
  }

  /** Every excursion that may still change. */
  List<Excursion> excursions() {
    List<Excursion> all = new ArrayList<>();
    vitals.values().forEach(standing -> all.addAll(standing.excursions()));
    return all;
  }

  /** Whether there is no excursion that may still change, and none that waits. */
  boolean quiet() {
    for (VitalStanding standing : vitals.values()) {
      if (!standing.watches().isEmpty() || !standing.closed().isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
