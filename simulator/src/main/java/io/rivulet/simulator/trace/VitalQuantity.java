package io.rivulet.simulator.trace;

import io.rivulet.domain.reading.PressureComponent;
import io.rivulet.domain.reading.PressureSource;
import java.util.Optional;

/** What a trace calls the numbers of a bedside monitor. */
public enum VitalQuantity {
  /** Cuff, peak. */
  NIBP_SYSTOLIC("Non Invasive Blood Pressure systolic"),
  /** Cuff, trough. */
  NIBP_DIASTOLIC("Non Invasive Blood Pressure diastolic"),
  /** Cuff, mean. */
  NIBP_MEAN("Non Invasive Blood Pressure mean"),
  /** Arterial line, peak. */
  ART_SYSTOLIC("Arterial Blood Pressure systolic"),
  /** Arterial line, trough. */
  ART_DIASTOLIC("Arterial Blood Pressure diastolic"),
  /** Arterial line, mean. */
  ART_MEAN("Arterial Blood Pressure mean"),
  /** Per minute. */
  HEART_RATE("Heart Rate"),
  /** Percent. */
  SPO2("O2 saturation pulseoxymetry"),
  /** Per minute. */
  RESPIRATORY_RATE("Respiratory Rate");

  private final String code;

  VitalQuantity(String code) {
    this.code = code;
  }

  /** The quantity with this name in a trace; empty where no simulated device measures it. */
  public static Optional<VitalQuantity> ofCode(String code) {
    for (VitalQuantity quantity : values()) {
      if (quantity.code.equals(code)) {
        return Optional.of(quantity);
      }
    }
    return Optional.empty();
  }

  /** How the pressure was taken; empty for what is no pressure. */
  public Optional<PressureSource> source() {
    return switch (this) {
      case NIBP_SYSTOLIC, NIBP_DIASTOLIC, NIBP_MEAN -> Optional.of(PressureSource.NIBP);
      case ART_SYSTOLIC, ART_DIASTOLIC, ART_MEAN -> Optional.of(PressureSource.ART);
      case HEART_RATE, SPO2, RESPIRATORY_RATE -> Optional.empty();
    };
  }

  /** Which part of a pressure it is; empty for what is no pressure. */
  public Optional<PressureComponent> component() {
    return switch (this) {
      case NIBP_SYSTOLIC, ART_SYSTOLIC -> Optional.of(PressureComponent.SYSTOLIC);
      case NIBP_DIASTOLIC, ART_DIASTOLIC -> Optional.of(PressureComponent.DIASTOLIC);
      case NIBP_MEAN, ART_MEAN -> Optional.of(PressureComponent.MEAN);
      case HEART_RATE, SPO2, RESPIRATORY_RATE -> Optional.empty();
    };
  }
}
