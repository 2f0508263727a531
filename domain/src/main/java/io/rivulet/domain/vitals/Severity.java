package io.rivulet.domain.vitals;

/** How far beyond; in rising order. */
public enum Severity {
  /** Beyond the warning limit. */
  WARNING("warning"),
  /** Beyond the critical limit. */
  CRITICAL("critical");

  private final String code;

  Severity(String code) {
    this.code = code;
  }

  /** The name used in topics and tables. */
  public String code() {
    return code;
  }
}
