package io.rivulet.domain.reading;

/** The three numbers of a blood pressure. */
public enum PressureComponent {
  /** Peak of the beat. */
  SYSTOLIC("systolic"),
  /** Trough of the beat. */
  DIASTOLIC("diastolic"),
  /** Mean over the beat. */
  MEAN("mean");

  private final String code;

  PressureComponent(String code) {
    this.code = code;
  }

  /** The name used in files, topics and tables. */
  public String code() {
    return code;
  }

  /**
   * The component with this name.
   *
   * @throws IllegalArgumentException naming the three accepted
   */
  public static PressureComponent ofCode(String code) {
    for (PressureComponent component : values()) {
      if (component.code.equals(code)) {
        return component;
      }
    }
    throw new IllegalArgumentException(
        "pressure component \"" + code + "\"; accepted are systolic, diastolic, mean");
  }
}
