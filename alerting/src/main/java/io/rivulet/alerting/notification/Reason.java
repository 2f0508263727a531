package io.rivulet.alerting.notification;

import java.util.Locale;

/** Why somebody is told something. */
public enum Reason {
  /** Alerts are there that they were not told of. */
  OPENED,
  /** Nobody acknowledged in time: it is the next one's turn. */
  ESCALATED,
  /** Nobody acknowledged, and the policy repeats. */
  REPEATED,
  /** What they were told has changed: a priority, what was measured, further alerts. */
  CHANGED,
  /** Somebody said that they know. */
  ACKNOWLEDGED,
  /** The conditions are over. */
  RESOLVED,
  /** Later data took it back. */
  WITHDRAWN,
  /** It came and went too often to tell each time. */
  FLAPPING,
  /** Somebody tries whether they can be reached. */
  TEST;

  /** The name used in payloads and tables. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
