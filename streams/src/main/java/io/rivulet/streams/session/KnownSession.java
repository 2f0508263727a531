package io.rivulet.streams.session;

import io.rivulet.domain.dose.DoseLimitsVersion;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.LimitsVersion;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What holds for a session, ready for use.
 *
 * @param plan from its events
 * @param limits from its events and the profiles that have arrived
 * @param settled whether it is long over and takes no more samples
 */
record KnownSession(SessionPlan plan, Versions<LimitsVersion> limits, boolean settled) {
  /** The clinic, where the session's opening is known. */
  Optional<String> site() {
    return plan.opened().map(SessionEvent.Opened::site);
  }

  /** Whether any limit, at any time, is relative to what the subject had before the infusion. */
  boolean limitsNeedBaseline() {
    for (Version<LimitsVersion> version : limits.list()) {
      if (version.value().limits().needsBaseline()) {
        return true;
      }
    }
    return false;
  }

  /** What the same profiles say of doses. */
  Versions<DoseLimitsVersion> doseLimits() {
    return Versions.of(
        limits.list().stream()
            .map(version -> new Version<>(version.from(), doseLimits(version.value())))
            .toList());
  }

  /** What the same profiles say of how many ordered intervals may pass without a pressure. */
  Versions<OptionalDouble> overdueFactors() {
    return Versions.of(
        limits.list().stream()
            .map(
                version ->
                    new Version<>(version.from(), version.value().limits().pressureOverdueFactor()))
            .toList());
  }

  private static DoseLimitsVersion doseLimits(LimitsVersion version) {
    return new DoseLimitsVersion(
        Optional.of(version.profile()), version.number(), version.limits().dose());
  }
}
