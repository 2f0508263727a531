package io.rivulet.domain.pressure;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.identity.StableId;
import io.rivulet.domain.reading.PressureSource;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A run of readings beyond a limit (CLINICAL.md section 2).
 *
 * @param session whose
 * @param source cuff or arterial line
 * @param comparison which component, which side
 * @param severity the worst so far; only rises
 * @param start the first reading beyond
 * @param end the reading that closed it; empty while open
 * @param peakMmHg the extreme value
 * @param readings readings since the start that did not close it, the first included
 * @param profile the limits profile in force when it opened
 * @param profileVersion that profile's version
 */
public record Excursion(
    SessionId session,
    PressureSource source,
    Comparison comparison,
    Severity severity,
    Instant start,
    Optional<Instant> end,
    double peakMmHg,
    int readings,
    String profile,
    int profileVersion) {
  /** Refuses missing parts and an end before the start. */
  public Excursion {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(comparison, "comparison");
    Objects.requireNonNull(severity, "severity");
    if (end.isPresent() && end.get().isBefore(start)) {
      throw new IllegalArgumentException("excursion ends " + end.get() + " before " + start);
    }
  }

  /** Hash of session, source, component, direction and start: the same excursion has one id. */
  public String id() {
    return StableId.of(
        session.value(),
        source.name(),
        comparison.component().code(),
        comparison.direction().code(),
        start.toString());
  }

  /** Whether two of one source and comparison share any time; an open one has no end. */
  public boolean overlaps(Excursion other) {
    return source == other.source
        && comparison.equals(other.comparison)
        && !start.isAfter(other.end.orElse(Instant.MAX))
        && !other.start.isAfter(end.orElse(Instant.MAX));
  }

  Excursion next(double value, Optional<Severity> beyond) {
    Severity worst = beyond.filter(s -> s.compareTo(severity) > 0).orElse(severity);
    return new Excursion(
        session,
        source,
        comparison,
        worst,
        start,
        end,
        comparison.direction().extreme(peakMmHg, value),
        readings + 1,
        profile,
        profileVersion);
  }

  Excursion closed(Instant at) {
    return new Excursion(
        session,
        source,
        comparison,
        severity,
        start,
        Optional.of(at),
        peakMmHg,
        readings,
        profile,
        profileVersion);
  }
}
