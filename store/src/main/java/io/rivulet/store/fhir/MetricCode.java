package io.rivulet.store.fhir;

/** What a device can report, with its code of IEEE 11073-10101. */
enum MetricCode {
  /** Of a pump. */
  FLOW("157784", "MDC_FLOW_FLUID_PUMP", "mL/h", "setting"),
  /** Of a pump. */
  CONCENTRATION("157760", "MDC_CONC_DRUG", "mg/mL", "setting"),
  /** Of a pump: its counter. */
  DELIVERED("157993", "MDC_VOL_FLUID_DELIV_TOTAL", "mL", "measurement"),
  /** By cuff. */
  NIBP_SYSTOLIC("150021", "MDC_PRESS_BLD_NONINV_SYS", "mm[Hg]", "measurement"),
  /** By cuff. */
  NIBP_DIASTOLIC("150022", "MDC_PRESS_BLD_NONINV_DIA", "mm[Hg]", "measurement"),
  /** By cuff. */
  NIBP_MEAN("150023", "MDC_PRESS_BLD_NONINV_MEAN", "mm[Hg]", "measurement"),
  /** By arterial line. */
  ART_SYSTOLIC("150037", "MDC_PRESS_BLD_ART_ABP_SYS", "mm[Hg]", "measurement"),
  /** By arterial line. */
  ART_DIASTOLIC("150038", "MDC_PRESS_BLD_ART_ABP_DIA", "mm[Hg]", "measurement"),
  /** By arterial line. */
  ART_MEAN("150039", "MDC_PRESS_BLD_ART_ABP_MEAN", "mm[Hg]", "measurement"),
  /** Of a monitor. */
  HEART_RATE("147842", "MDC_ECG_HEART_RATE", "/min", "measurement"),
  /** Of a monitor. */
  RESPIRATORY_RATE("151562", "MDC_RESP_RATE", "/min", "measurement"),
  /** Of a monitor. */
  SPO2("150456", "MDC_PULS_OXIM_SAT_O2", "%", "measurement");

  private final String mdc;
  private final String display;
  private final String unit;
  private final String category;

  MetricCode(String mdc, String display, String unit, String category) {
    this.mdc = mdc;
    this.display = display;
    this.unit = unit;
    this.category = category;
  }

  String mdc() {
    return mdc;
  }

  String display() {
    return display;
  }

  /** UCUM. */
  String unit() {
    return unit;
  }

  /** measurement or setting. */
  String category() {
    return category;
  }
}
