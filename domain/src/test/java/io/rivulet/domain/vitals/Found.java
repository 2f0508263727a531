package io.rivulet.domain.vitals;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.version.Versions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What readings of one measurement lead to.
 *
 * @param standing where things stand at their end
 * @param rejected refused readings with the reason
 */
record Found(VitalStanding standing, Map<VitalReading, String> rejected) {
  static Found in(
      SessionId session,
      List<? extends VitalReading> ordered,
      Versions<LimitsVersion> limits,
      Optional<Instant> infusion) {
    ExcursionRule rule = new ExcursionRule(session, ordered.get(0).measurement(), limits, infusion);
    VitalStanding standing = rule.start();
    Map<VitalReading, String> rejected = new LinkedHashMap<>();
    for (VitalReading reading : ordered) {
      rule.refusal(reading).ifPresent(reason -> rejected.put(reading, reason));
      standing = rule.step(standing, reading);
    }
    return new Found(standing, rejected);
  }

  static Found in(
      SessionId session, List<? extends VitalReading> ordered, Versions<LimitsVersion> limits) {
    return in(session, ordered, limits, Optional.empty());
  }

  List<Excursion> excursions() {
    return standing.excursions();
  }
}
