package io.rivulet.ingest.admission;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a device's clock may be from the time of receipt. One time far ahead would hang stream
 * processing (CVE-2026-111496) and hide everything after it, so it is stopped here.
 *
 * @param aheadMax largest lead of the device's clock, 0 or more
 * @param behindMax largest age of a reading, 0 or more; covers devices that were offline
 */
public record TimeBounds(Duration aheadMax, Duration behindMax) {
  /** Refuses negative bounds. */
  public TimeBounds {
    if (aheadMax.isNegative() || behindMax.isNegative()) {
      throw new IllegalArgumentException(
          "time bounds " + aheadMax + " ahead and " + behindMax + " behind must not be negative");
    }
  }

  boolean isAhead(Instant deviceTime, Instant received) {
    return Duration.between(received, deviceTime).compareTo(aheadMax) > 0;
  }

  boolean isBehind(Instant deviceTime, Instant received) {
    return Duration.between(deviceTime, received).compareTo(behindMax) > 0;
  }
}
