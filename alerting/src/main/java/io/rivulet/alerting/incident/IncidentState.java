package io.rivulet.alerting.incident;

import java.util.Locale;

/** How an incident stands. */
public enum IncidentState {
  /** Nobody was told yet: the conditions have not lasted long enough, or are suppressed. */
  WAITING,
  /** Somebody was told, and nobody has said that they know. */
  SIGNALLED,
  /** Somebody knows of everything that is there. */
  ACKNOWLEDGED,
  /** Nothing is there any more. It stays so: what comes anew is another incident. */
  RESOLVED;

  /** The name used in payloads and tables. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
