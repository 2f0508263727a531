package io.rivulet.domain.alert;

/**
 * How an alert shows itself, in the terms of BICEPS (AlertSignalPresence). The rules state ON,
 * LATCHED and OFF; ACKNOWLEDGED is known only to whoever notifies people.
 */
public enum AlertSignal {
  /** The condition is present and nobody has said that they know. */
  ON("on"),
  /** Somebody has said that they know. */
  ACKNOWLEDGED("acknowledged"),
  /** The condition is over and still waits for somebody to say that they know. */
  LATCHED("latched"),
  /** Nothing to show. */
  OFF("off");

  private final String code;

  AlertSignal(String code) {
    this.code = code;
  }

  /** The name used in topics and tables. */
  public String code() {
    return code;
  }
}
