package io.rivulet.domain.alert;

/** How soon somebody should look, in the terms of IEC 60601-1-8; in falling order. */
public enum AlertPriority {
  /** At once. */
  HIGH("high"),
  /** Soon. */
  MEDIUM("medium"),
  /** When there is time. */
  LOW("low");

  private final String code;

  AlertPriority(String code) {
    this.code = code;
  }

  /** The name used in topics and tables. */
  public String code() {
    return code;
  }
}
