package io.rivulet.alerting.notification;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is told to one receiver, whole: a receiver needs to ask nothing back.
 *
 * @param id the idempotency key: the same occasion, receiver and channel give the same one
 * @param reason why
 * @param incident what it is about for the receiver, the same from opening to resolving; a key to
 *     deduplicate by, up to 255 characters
 * @param channel the channel's name in the configuration
 * @param recipient who, where the channel reaches persons; empty where it has one address
 * @param alerts what it is about, worst first, 1 to {@value #MOST_ALERTS}; none for a test
 * @param furtherAlerts how many more there are that have no room
 * @param why which route, policy and step led to it, in words
 * @param created when it was decided
 */
public record Notification(
    String id,
    Reason reason,
    String incident,
    String channel,
    Optional<Recipient> recipient,
    List<NotifiedAlert> alerts,
    int furtherAlerts,
    String why,
    Instant created) {
  /** The most alerts that are written out. */
  public static final int MOST_ALERTS = 20;

  /** Refuses missing parts and too many alerts. */
  public Notification {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(incident, "incident");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(created, "created");
    alerts = List.copyOf(alerts);
    if (alerts.size() > MOST_ALERTS || alerts.isEmpty() && reason != Reason.TEST) {
      throw new IllegalArgumentException(
          "notification " + id + " has " + alerts.size() + " alerts; 1 to " + MOST_ALERTS);
    }
    if (furtherAlerts < 0) {
      throw new IllegalArgumentException("notification " + id + " has " + furtherAlerts + " more");
    }
  }
}
