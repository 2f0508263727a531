package io.rivulet.domain.vitals;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * A site's limits for one measurement.
 *
 * @param plausible by sign; a sign without a range is always plausible
 * @param thresholds by sign and side; what is missing has no absolute limit
 * @param relative by sign and side, over the subject's baseline; where there is an absolute limit
 *     as well, the tighter one judges
 * @param hysteresis by sign, 0 or more: how far inside the warning limit a reading must lie to end
 *     an excursion; every sign that has a limit has one
 * @param confirmation what it takes before a warning is believed
 */
public record MeasurementLimits(
    Map<VitalSign, PlausibleRange> plausible,
    Map<Comparison, Threshold> thresholds,
    Map<Comparison, RelativeThreshold> relative,
    Map<VitalSign, Double> hysteresis,
    Confirmation confirmation) {
  private static final double MAX_MAGNITUDE = 1e6;

  /** Refuses limits that contradict one another. */
  public MeasurementLimits {
    plausible = Map.copyOf(plausible);
    thresholds = Map.copyOf(thresholds);
    relative = Map.copyOf(relative);
    hysteresis = Map.copyOf(hysteresis);
    Objects.requireNonNull(confirmation, "confirmation");
    hysteresis.forEach(MeasurementLimits::requireHysteresis);
    thresholds.forEach(MeasurementLimits::requireOrdered);
    for (VitalSign sign : VitalSign.values()) {
      requireApart(
          sign,
          thresholds.get(new Comparison(sign, Direction.HIGH)),
          thresholds.get(new Comparison(sign, Direction.LOW)));
    }
    for (Map.Entry<Comparison, RelativeThreshold> entry : relative.entrySet()) {
      requireReachable(entry.getKey(), entry.getValue());
    }
    Set<Comparison> limited = new TreeSet<>(thresholds.keySet());
    limited.addAll(relative.keySet());
    for (Comparison comparison : limited) {
      if (!hysteresis.containsKey(comparison.sign())) {
        throw new IllegalArgumentException(
            comparison + " has a limit, but " + comparison.sign().code() + " has no hysteresis");
      }
    }
  }

  private static void requireHysteresis(VitalSign sign, double value) {
    if (!(value >= 0 && value <= MAX_MAGNITUDE)) {
      throw new IllegalArgumentException(
          sign.code() + ": hysteresis " + value + " " + sign.unit() + " is below 0 or unbounded");
    }
  }

  private static void requireOrdered(Comparison comparison, Threshold threshold) {
    double warning = threshold.warning().value();
    requireMagnitude(comparison, warning);
    threshold.critical().ifPresent(limit -> requireMagnitude(comparison, limit.value()));
    threshold
        .critical()
        .map(Limit::value)
        .filter(critical -> !comparison.direction().beyond(critical, warning))
        .ifPresent(
            critical -> {
              throw new IllegalArgumentException(
                  comparison
                      + ": critical "
                      + critical
                      + " "
                      + comparison.sign().unit()
                      + " is not at or beyond warning "
                      + warning);
            });
  }

  private static void requireMagnitude(Comparison comparison, double value) {
    if (Math.abs(value) > MAX_MAGNITUDE) {
      throw new IllegalArgumentException(
          comparison + ": limit " + value + " " + comparison.sign().unit() + " is out of reach");
    }
  }

  private static void requireReachable(Comparison comparison, RelativeThreshold threshold) {
    double farthest = threshold.criticalPercent().orElse(threshold.warningPercent());
    if (comparison.direction() == Direction.LOW && farthest >= 100) {
      throw new IllegalArgumentException(
          comparison + ": " + farthest + " percent under a baseline is never reached");
    }
  }

  private static void requireApart(VitalSign sign, Threshold high, Threshold low) {
    if (high != null && low != null && !(low.warning().value() < high.warning().value())) {
      throw new IllegalArgumentException(
          sign.code()
              + ": low warning "
              + low.warning().value()
              + " is not below high warning "
              + high.warning().value()
              + " "
              + sign.unit());
    }
  }

  /** Whether any limit needs the subject's baseline. */
  public boolean needsBaseline() {
    return !relative.isEmpty();
  }

  /** Whether a sign has a limit on that side that needs the subject's baseline. */
  boolean isRelative(Comparison comparison) {
    return relative.containsKey(comparison);
  }

  /** Whether a sign has a limit on any side that needs the subject's baseline. */
  boolean isRelative(VitalSign sign) {
    return relative.keySet().stream().anyMatch(comparison -> comparison.sign() == sign);
  }

  /** Why a reading cannot be one, with the value; empty where it can. */
  public Optional<String> implausibility(VitalReading reading) {
    for (VitalSign sign : reading.measurement().signs()) {
      OptionalDouble value = reading.value(sign);
      PlausibleRange range = plausible.get(sign);
      if (value.isPresent() && range != null && !range.holds(value.getAsDouble())) {
        return Optional.of(
            sign.code()
                + " "
                + value.getAsDouble()
                + " "
                + sign.unit()
                + " is outside "
                + range.low()
                + " to "
                + range.high());
      }
    }
    return reading.contradiction();
  }

  /**
   * The limits that judge a subject.
   *
   * @param baseline the subject's, where it is known; without one, relative limits do not judge
   * @return empty where nothing is limited
   */
  Optional<Threshold> threshold(Comparison comparison, OptionalDouble baseline) {
    Threshold absolute = thresholds.get(comparison);
    RelativeThreshold percent = relative.get(comparison);
    if (percent == null || baseline.isEmpty()) {
      return Optional.ofNullable(absolute);
    }
    Threshold over = percent.over(baseline.getAsDouble(), comparison.direction());
    return Optional.of(absolute == null ? over : absolute.tighter(comparison.direction(), over));
  }
}
