package io.rivulet.domain.vitals;

import io.rivulet.domain.reading.PressureSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is measured in one go and so stands or falls together: the components of one pressure, or a
 * single quantity. Each is followed on its own: a lost heart rate says nothing about saturation.
 */
public enum Measurement {
  /** Pressure by cuff. */
  NIBP(VitalSource.NIBP, VitalSign.SYSTOLIC, VitalSign.DIASTOLIC, VitalSign.MEAN),
  /** Pressure by arterial line. */
  ART(VitalSource.ART, VitalSign.SYSTOLIC, VitalSign.DIASTOLIC, VitalSign.MEAN),
  /** Heart rate by monitor. */
  HEART_RATE(VitalSource.MONITOR, VitalSign.HEART_RATE),
  /** Oxygen saturation by monitor. */
  SPO2(VitalSource.MONITOR, VitalSign.SPO2),
  /** Respiratory rate by monitor. */
  RESPIRATORY_RATE(VitalSource.MONITOR, VitalSign.RESPIRATORY_RATE),
  /** End-tidal carbon dioxide by monitor. */
  ETCO2(VitalSource.MONITOR, VitalSign.ETCO2);

  private final VitalSource source;
  private final List<VitalSign> signs;
  private final List<Comparison> comparisons;

  Measurement(VitalSource source, VitalSign... signs) {
    this.source = source;
    this.signs = List.of(signs);
    List<Comparison> all = new ArrayList<>();
    for (VitalSign sign : signs) {
      for (Direction direction : Direction.values()) {
        all.add(new Comparison(sign, direction));
      }
    }
    this.comparisons = List.copyOf(all);
  }

  /** How it is taken. */
  public VitalSource source() {
    return source;
  }

  /** What a reading may hold. */
  public List<VitalSign> signs() {
    return signs;
  }

  /** Every sign on every side, in order. */
  public List<Comparison> comparisons() {
    return comparisons;
  }

  /** Whether it is a blood pressure. */
  public boolean isPressure() {
    return source != VitalSource.MONITOR;
  }

  /** Pressure taken in a way. */
  public static Measurement of(PressureSource source) {
    return switch (source) {
      case NIBP -> NIBP;
      case ART -> ART;
    };
  }

  /**
   * What a sign belongs to.
   *
   * @throws IllegalArgumentException where that source does not take that sign
   */
  public static Measurement of(VitalSource source, VitalSign sign) {
    return Arrays.stream(values())
        .filter(measurement -> measurement.source == source && measurement.signs.contains(sign))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(sign.code() + " is not measured by " + source));
  }
}
