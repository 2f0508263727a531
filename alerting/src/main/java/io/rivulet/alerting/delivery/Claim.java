package io.rivulet.alerting.delivery;

import io.rivulet.alerting.notification.Notification;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.Objects;

/**
 * A notification that this instance is to send.
 *
 * @param notification what
 * @param attempt which attempt it is, from 1; tells one claim from a later one of the same
 * @param retryFrom since when it is tried
 * @param priority of its worst alert; high for a test
 */
record Claim(Notification notification, int attempt, Instant retryFrom, AlertPriority priority) {
  /** Refuses missing parts. */
  Claim {
    Objects.requireNonNull(notification, "notification");
    Objects.requireNonNull(retryFrom, "retryFrom");
    Objects.requireNonNull(priority, "priority");
  }
}
