package io.rivulet.alerting.desk;

import io.rivulet.alerting.notification.Reason;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A notification and what became of it.
 *
 * @param id the idempotency key
 * @param reason why it was decided
 * @param incident what it is about
 * @param channel the channel's key
 * @param person who, by key, where the channel reaches persons
 * @param name that person's name
 * @param state waiting, sending, delivered or dead
 * @param attempts how often it was tried
 * @param created when it was decided
 * @param nextAttempt when it is tried again, of a waiting one
 * @param delivered when the receiver took it
 * @param lastError what went wrong last, up to 1,000 characters
 * @param why which route, policy and step led to it, in words
 */
public record DeliveryView(
    String id,
    Reason reason,
    String incident,
    String channel,
    Optional<String> person,
    Optional<String> name,
    String state,
    int attempts,
    Instant created,
    Optional<Instant> nextAttempt,
    Optional<Instant> delivered,
    Optional<String> lastError,
    String why) {
  /** Refuses missing parts. */
  public DeliveryView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(incident, "incident");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(nextAttempt, "nextAttempt");
    Objects.requireNonNull(delivered, "delivered");
    Objects.requireNonNull(lastError, "lastError");
    Objects.requireNonNull(why, "why");
  }
}
