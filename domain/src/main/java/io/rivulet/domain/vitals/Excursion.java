package io.rivulet.domain.vitals;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.identity.StableId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A run of readings beyond a limit (CLINICAL.md section 2).
 *
 * @param session whose
 * @param measurement what was measured, and how
 * @param comparison which sign, which side
 * @param severity the worst so far; only rises
 * @param start the first reading beyond
 * @param end the reading that closed it; empty while open
 * @param peak the extreme value, in the sign's unit
 * @param readings readings since the start that did not close it, the first included
 * @param limit the limit that made the severity
 * @param profile the limits profile in force when it opened
 * @param profileVersion that profile's version
 */
public record Excursion(
    SessionId session,
    Measurement measurement,
    Comparison comparison,
    Severity severity,
    Instant start,
    Optional<Instant> end,
    double peak,
    int readings,
    Limit limit,
    String profile,
    int profileVersion) {
  /** Refuses missing parts and an end before the start. */
  public Excursion {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(limit, "limit");
    if (!measurement.comparisons().contains(comparison)) {
      throw new IllegalArgumentException(measurement + " has no " + comparison);
    }
    if (end.isPresent() && end.get().isBefore(start)) {
      throw new IllegalArgumentException("excursion ends " + end.get() + " before " + start);
    }
  }

  /** Hash of session, source, sign, direction and start: the same excursion has one id. */
  public String id() {
    return StableId.of(
        session.value(),
        measurement.source().name(),
        comparison.sign().code(),
        comparison.direction().code(),
        start.toString());
  }

  /** Whether two of one measurement and comparison share any time; an open one has no end. */
  public boolean overlaps(Excursion other) {
    return measurement == other.measurement
        && comparison.equals(other.comparison)
        && !start.isAfter(other.end.orElse(Instant.MAX))
        && !other.start.isAfter(end.orElse(Instant.MAX));
  }

  /**
   * With one more reading that did not close it.
   *
   * @param limits what this reading was held against
   */
  Excursion next(double value, Threshold limits) {
    Direction direction = comparison.direction();
    boolean rises =
        limits.severity(direction, value).filter(s -> s.compareTo(severity) > 0).isPresent();
    return new Excursion(
        session,
        measurement,
        comparison,
        rises ? Severity.CRITICAL : severity,
        start,
        end,
        direction.extreme(peak, value),
        readings + 1,
        rises ? limits.limit(Severity.CRITICAL) : limit,
        profile,
        profileVersion);
  }

  Excursion closed(Instant at) {
    return new Excursion(
        session,
        measurement,
        comparison,
        severity,
        start,
        Optional.of(at),
        peak,
        readings,
        limit,
        profile,
        profileVersion);
  }
}
