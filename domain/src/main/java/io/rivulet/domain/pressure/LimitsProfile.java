package io.rivulet.domain.pressure;

import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureComponent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A site's limits for blood pressure: thresholds are the site's own, never a recommendation.
 *
 * @param plausible by component; a component without a range is always plausible
 * @param thresholds by component and side; what is missing is not judged
 * @param hysteresisMmHg how far inside the warning limit a reading must lie to end an excursion, 0
 *     or more
 * @param confirmWithin the longest time between a reading beyond and the one that confirms it
 */
public record LimitsProfile(
    Map<PressureComponent, PlausibleRange> plausible,
    SortedMap<Comparison, Threshold> thresholds,
    double hysteresisMmHg,
    Duration confirmWithin) {
  /** Refuses limits that contradict one another. */
  public LimitsProfile {
    plausible = Map.copyOf(plausible);
    thresholds = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(thresholds));
    if (!(hysteresisMmHg >= 0) || Double.isInfinite(hysteresisMmHg)) {
      throw new IllegalArgumentException("hysteresis " + hysteresisMmHg + " mmHg is below 0");
    }
    if (confirmWithin.isNegative()) {
      throw new IllegalArgumentException("confirmation within " + confirmWithin + " is below 0");
    }
    thresholds.forEach(LimitsProfile::requireOrdered);
    for (PressureComponent component : PressureComponent.values()) {
      Threshold high = thresholds.get(new Comparison(component, Direction.HIGH));
      Threshold low = thresholds.get(new Comparison(component, Direction.LOW));
      if (high != null && low != null && !(low.warning() < high.warning())) {
        throw new IllegalArgumentException(
            component.code()
                + ": low warning "
                + low.warning()
                + " is not below high warning "
                + high.warning()
                + " mmHg");
      }
    }
  }

  private static void requireOrdered(Comparison comparison, Threshold threshold) {
    boolean finite = Math.abs(threshold.warning()) <= 1e6 && Math.abs(threshold.critical()) <= 1e6;
    if (!finite || !comparison.direction().beyond(threshold.critical(), threshold.warning())) {
      throw new IllegalArgumentException(
          comparison.component().code()
              + " "
              + comparison.direction().code()
              + ": critical "
              + threshold.critical()
              + " mmHg is not at or beyond warning "
              + threshold.warning());
    }
  }

  /** Why a pressure cannot be one, with the value; empty where it can. */
  public Optional<String> implausibility(Pressure pressure) {
    for (PressureComponent component : PressureComponent.values()) {
      OptionalDouble value = pressure.component(component);
      PlausibleRange range = plausible.get(component);
      if (value.isPresent() && range != null && !range.holds(value.getAsDouble())) {
        return Optional.of(
            component.code()
                + " "
                + value.getAsDouble()
                + " mmHg is outside "
                + range.low()
                + " to "
                + range.high());
      }
    }
    return contradiction(pressure);
  }

  private static Optional<String> contradiction(Pressure pressure) {
    double systolic = pressure.systolic().orElse(Double.NaN);
    double diastolic = pressure.diastolic().orElse(Double.NaN);
    double mean = pressure.mean().orElse(Double.NaN);
    if (systolic <= diastolic) {
      return Optional.of("systolic " + systolic + " mmHg is not above diastolic " + diastolic);
    }
    if (mean < diastolic) {
      return Optional.of("mean " + mean + " mmHg is below diastolic " + diastolic);
    }
    if (mean > systolic) {
      return Optional.of("mean " + mean + " mmHg is above systolic " + systolic);
    }
    return Optional.empty();
  }
}
