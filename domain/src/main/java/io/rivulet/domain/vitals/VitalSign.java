package io.rivulet.domain.vitals;

import io.rivulet.domain.reading.PressureComponent;

/** A number that limits can be set for, with its unit. */
public enum VitalSign {
  /** Blood pressure, peak of the beat. */
  SYSTOLIC("systolic", "mmHg"),
  /** Blood pressure, trough of the beat. */
  DIASTOLIC("diastolic", "mmHg"),
  /** Blood pressure, mean over the beat. */
  MEAN("mean", "mmHg"),
  /** Beats per minute. */
  HEART_RATE("heartRate", "/min"),
  /** Oxygen saturation. */
  SPO2("spo2", "%"),
  /** Breaths per minute. */
  RESPIRATORY_RATE("respiratoryRate", "/min"),
  /** End-tidal carbon dioxide. */
  ETCO2("etco2", "mmHg");

  private final String code;
  private final String unit;

  VitalSign(String code, String unit) {
    this.code = code;
    this.unit = unit;
  }

  /** The name used in files, topics and tables. */
  public String code() {
    return code;
  }

  /** What its values are counted in. */
  public String unit() {
    return unit;
  }

  /** The same as a UCUM code, which topics carry. */
  public String ucum() {
    return unit.equals("mmHg") ? "mm[Hg]" : unit;
  }

  /** A component of a pressure as a vital sign. */
  public static VitalSign of(PressureComponent component) {
    return switch (component) {
      case SYSTOLIC -> SYSTOLIC;
      case DIASTOLIC -> DIASTOLIC;
      case MEAN -> MEAN;
    };
  }

  /**
   * The vital sign with this name.
   *
   * @throws IllegalArgumentException naming those accepted
   */
  public static VitalSign ofCode(String code) {
    StringBuilder accepted = new StringBuilder();
    for (VitalSign sign : values()) {
      if (sign.code.equals(code)) {
        return sign;
      }
      accepted.append(accepted.isEmpty() ? "" : ", ").append(sign.code);
    }
    throw new IllegalArgumentException("vital sign \"" + code + "\"; accepted are " + accepted);
  }
}
