package io.rivulet.console.course;

/** The lists of a course. */
public enum CourseList {
  /** Phases entered. */
  PHASES("phases"),
  /** Weights through time. */
  WEIGHTS("weights"),
  /** Planned doses through time. */
  PLANS("plans"),
  /** How often pressure is to be taken. */
  ORDERS("orders"),
  /** Limits that held. */
  LIMITS("limits"),
  /** Devices of the session. */
  BINDINGS("bindings"),
  /** Doses by hand. */
  CHARTED("charted"),
  /** What people saw and asked. */
  OBSERVATIONS("observations"),
  /** What the session had had of each drug. */
  DOSES("doses"),
  /** Samples of pumps. */
  PUMPS("pumps"),
  /** Samples of monitors. */
  VITALS("vitals"),
  /** Where something may have moved unseen. */
  GAPS("gaps"),
  /** Runs of readings beyond a limit. */
  EXCURSIONS("excursions"),
  /** Conditions somebody may have to act on. */
  ALERTS("alerts"),
  /** What bridges say of devices. */
  DEVICES("devices");

  private final String field;

  CourseList(String field) {
    this.field = field;
  }

  /** Its name in JSON. */
  public String field() {
    return field;
  }
}
