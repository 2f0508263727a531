package io.rivulet.domain.reading;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a bedside monitor said at one instant. Values are not judged here: an implausible pressure
 * is still a reading, and the session's limits profile decides about it.
 *
 * @param origin which monitor, when
 * @param pressures at most one pressure for each source, none empty
 * @param heartRatePerMinute beats per minute
 * @param spo2Percent oxygen saturation, percent
 * @param respiratoryRatePerMinute breaths per minute
 * @param etco2MmHg end-tidal carbon dioxide, mmHg
 */
public record VitalsSample(
    Origin origin,
    Map<PressureSource, Pressure> pressures,
    OptionalDouble heartRatePerMinute,
    OptionalDouble spo2Percent,
    OptionalDouble respiratoryRatePerMinute,
    OptionalDouble etco2MmHg)
    implements Reading {
  private static final double MAX_MAGNITUDE = 1e6;

  /** Refuses a sample that says nothing, and numbers no instrument could mean. */
  public VitalsSample {
    Objects.requireNonNull(origin, "origin");
    EnumMap<PressureSource, Pressure> copy = new EnumMap<>(PressureSource.class);
    copy.putAll(pressures);
    pressures = java.util.Collections.unmodifiableMap(copy);
    requireNumber("heart rate", heartRatePerMinute);
    requireNumber("SpO2", spo2Percent);
    requireNumber("respiratory rate", respiratoryRatePerMinute);
    requireNumber("EtCO2", etco2MmHg);
    if (pressures.isEmpty()
        && heartRatePerMinute.isEmpty()
        && spo2Percent.isEmpty()
        && respiratoryRatePerMinute.isEmpty()
        && etco2MmHg.isEmpty()) {
      throw new IllegalArgumentException("vitals of " + origin.device() + " hold no value");
    }
  }

  private static void requireNumber(String name, OptionalDouble value) {
    if (value.isPresent() && !(Math.abs(value.getAsDouble()) <= MAX_MAGNITUDE)) {
      throw new IllegalArgumentException(
          name + " " + value.getAsDouble() + " is beyond " + MAX_MAGNITUDE);
    }
  }
}
