package io.rivulet.domain.alert;

/** What an alert is about, in the terms of IEC 60601-1-8. */
public enum AlertKind {
  /** About the subject: a vital sign, or what the subject receives. */
  PHYSIOLOGICAL("physiological"),
  /** About the equipment, its connection, or what was charted. */
  TECHNICAL("technical");

  private final String code;

  AlertKind(String code) {
    this.code = code;
  }

  /** The name used in topics and tables. */
  public String code() {
    return code;
  }
}
