package io.rivulet.domain.vitals;

import io.rivulet.domain.dose.DoseLimits;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A site's limits: thresholds are the site's own, never a recommendation.
 *
 * @param measurements limits of vital signs by measurement; what is missing is not judged
 * @param baseline how a subject's baseline is found; there where any limit is relative to it
 * @param dose limits of what is delivered
 * @param pressureOverdueFactor how many ordered intervals may pass without a pressure, 1 to 100;
 *     empty where the profile does not say
 */
public record LimitsProfile(
    Map<Measurement, MeasurementLimits> measurements,
    Optional<BaselineRule> baseline,
    DoseLimits dose,
    OptionalDouble pressureOverdueFactor) {
  private static final double MAX_OVERDUE_FACTOR = 100;

  /** Refuses relative limits without a baseline, and a factor that makes no sense. */
  public LimitsProfile {
    measurements =
        measurements.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new EnumMap<>(measurements));
    Objects.requireNonNull(dose, "dose");
    for (Map.Entry<Measurement, MeasurementLimits> entry : measurements.entrySet()) {
      if (entry.getValue().needsBaseline() && baseline.isEmpty()) {
        throw new IllegalArgumentException(
            entry.getKey() + " has limits relative to a baseline, and no baseline is defined");
      }
    }
    if (pressureOverdueFactor.isPresent()
        && !(pressureOverdueFactor.getAsDouble() >= 1
            && pressureOverdueFactor.getAsDouble() <= MAX_OVERDUE_FACTOR)) {
      throw new IllegalArgumentException(
          "pressureOverdueFactor "
              + pressureOverdueFactor.getAsDouble()
              + " is outside 1 to "
              + MAX_OVERDUE_FACTOR);
    }
  }

  /** Limits of vital signs and nothing else. */
  public static LimitsProfile ofVitals(
      Map<Measurement, MeasurementLimits> measurements, Optional<BaselineRule> baseline) {
    return new LimitsProfile(measurements, baseline, DoseLimits.DEFAULT, OptionalDouble.empty());
  }

  /** Whether any limit needs the subject's baseline. */
  public boolean needsBaseline() {
    // Asked of every sample, so without a stream.
    for (MeasurementLimits limits : measurements.values()) {
      if (limits.needsBaseline()) {
        return true;
      }
    }
    return false;
  }

  /** What applies to a measurement. */
  public Optional<MeasurementLimits> of(Measurement measurement) {
    return Optional.ofNullable(measurements.get(measurement));
  }
}
