package io.rivulet.alerting.notification;

import java.util.Locale;

/** How an alert stands with people, in the terms of IEC 60601-1-8 where it has them. */
public enum AlertState {
  /** The condition is present and nobody has said that they know. */
  OPEN,
  /** The condition is present and somebody knows. */
  ACKNOWLEDGED,
  /** The condition is over and still waits for somebody to say that they know. */
  LATCHED,
  /** It is over and nobody needs to do anything. */
  CLOSED,
  /** Later data took it back. */
  WITHDRAWN;

  /** The name used in payloads and tables. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
