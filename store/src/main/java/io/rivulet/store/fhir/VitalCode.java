package io.rivulet.store.fhir;

/** Vital signs with their codes: LOINC for what was measured, MDC for what measures it. */
enum VitalCode {
  /** By whatever source. */
  SYSTOLIC("8480-6", "Systolic blood pressure", "mm[Hg]"),
  /** By whatever source. */
  DIASTOLIC("8462-4", "Diastolic blood pressure", "mm[Hg]"),
  /** By whatever source. */
  MEAN("8478-0", "Mean blood pressure", "mm[Hg]"),
  /** From the monitor. */
  HEART_RATE("8867-4", "Heart rate", "/min"),
  /** From the monitor. */
  RESPIRATORY_RATE("9279-1", "Respiratory rate", "/min"),
  /** By pulse oximetry. */
  SPO2("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry", "%");

  /** The panel that pressures are components of. */
  static final String PANEL = "85354-9";

  /** Its name. */
  static final String PANEL_NAME = "Blood pressure panel with all children optional";

  private final String loinc;
  private final String display;
  private final String unit;

  VitalCode(String loinc, String display, String unit) {
    this.loinc = loinc;
    this.display = display;
    this.unit = unit;
  }

  String loinc() {
    return loinc;
  }

  String display() {
    return display;
  }

  /** UCUM. */
  String unit() {
    return unit;
  }
}
