package io.rivulet.alerting.audit;

import java.util.Locale;

/** What the audit trail records. */
public enum AuditEvent {
  /** An alert is known for the first time, or is back after it was closed. */
  OPENED,
  /** An alert was stated again with something different. */
  RESTATED,
  /** Its priority rose after somebody had acknowledged: it is open again. */
  REOPENED,
  /** Somebody said that they know. */
  ACKNOWLEDGED,
  /** Somebody added a note. */
  NOTED,
  /** The condition is over and the alert waits to be acknowledged. */
  LATCHED,
  /** The condition is over. */
  CLEARED,
  /** Nobody needs to do anything about it any more. */
  CLOSED,
  /** Later data took it back. */
  WITHDRAWN,
  /** It came and went too often and is held. */
  FLAPPING,
  /** An alert takes part in an incident. */
  JOINED,
  /** A notification was decided. */
  NOTIFIED,
  /** An incident went on to another step of its policy. */
  ESCALATED,
  /** No step of a policy reaches anybody. */
  NOBODY_REACHED,
  /** It is not told, because of a silence, a maintenance window or another alert. */
  SUPPRESSED,
  /** What kept it from being told is over. */
  RELEASED,
  /** A receiver took a notification. */
  DELIVERED,
  /** A notification is given up on. */
  DEAD_LETTERED,
  /** A dead notification is tried again. */
  REPLAYED,
  /** A receiver wants nothing more: nothing is sent to it. */
  CHANNEL_DISABLED,
  /** A channel is used again. */
  CHANNEL_ENABLED,
  /** Somebody silenced something. */
  SILENCE_CREATED,
  /** Somebody ended a silence before its time. */
  SILENCE_ENDED,
  /** Somebody takes somebody's turn. */
  OVERRIDE_CREATED,
  /** An override was taken back. */
  OVERRIDE_ENDED,
  /** Another configuration holds. */
  CONFIGURED,
  /** Somebody tried whether somebody can be reached. */
  TESTED;

  /** The name used in tables. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
