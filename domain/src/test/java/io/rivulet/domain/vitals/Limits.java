package io.rivulet.domain.vitals;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Builds limits of one measurement: hysteresis 5, confirmed by a repeat within 20 minutes. */
final class Limits {
  private final Map<VitalSign, PlausibleRange> plausible = new EnumMap<>(VitalSign.class);
  private final Map<Comparison, Threshold> thresholds = new HashMap<>();
  private final Map<Comparison, RelativeThreshold> relative = new HashMap<>();
  private final Map<VitalSign, Double> hysteresis = new EnumMap<>(VitalSign.class);
  private Confirmation confirmation = new Confirmation.ByRepeat(Duration.ofMinutes(20));

  Limits() {
    for (VitalSign sign : VitalSign.values()) {
      hysteresis.put(sign, 5.0);
    }
  }

  Limits plausible(VitalSign sign, double low, double high) {
    plausible.put(sign, new PlausibleRange(low, high));
    return this;
  }

  Limits high(VitalSign sign, double warning, double critical) {
    thresholds.put(new Comparison(sign, Direction.HIGH), Threshold.absolute(warning, critical));
    return this;
  }

  Limits low(VitalSign sign, double warning, double critical) {
    thresholds.put(new Comparison(sign, Direction.LOW), Threshold.absolute(warning, critical));
    return this;
  }

  Limits highWarning(VitalSign sign, double warning) {
    thresholds.put(new Comparison(sign, Direction.HIGH), Threshold.warningOnly(warning));
    return this;
  }

  Limits over(VitalSign sign, double warningPercent, double criticalPercent) {
    relative.put(
        new Comparison(sign, Direction.HIGH),
        new RelativeThreshold(warningPercent, OptionalDouble.of(criticalPercent)));
    return this;
  }

  Limits under(VitalSign sign, double warningPercent) {
    relative.put(
        new Comparison(sign, Direction.LOW),
        new RelativeThreshold(warningPercent, OptionalDouble.empty()));
    return this;
  }

  Limits hysteresis(VitalSign sign, double value) {
    hysteresis.put(sign, value);
    return this;
  }

  Limits confirm(Confirmation other) {
    confirmation = other;
    return this;
  }

  MeasurementLimits build() {
    return new MeasurementLimits(plausible, thresholds, relative, hysteresis, confirmation);
  }

  LimitsVersion version(Measurement measurement, Optional<BaselineRule> baseline) {
    return new LimitsVersion(
        "test", 1, LimitsProfile.ofVitals(Map.of(measurement, build()), baseline));
  }
}
