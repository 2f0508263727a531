package io.rivulet.alerting.desk;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody takes a turn.
 *
 * @param schedule the schedule's key
 * @param person who takes it, by key
 * @param from when it begins
 * @param until when it is over, at most 31 days later
 * @param reason why, 1 to 500 characters
 */
public record OverrideRequest(
    String schedule, String person, Instant from, Instant until, String reason) {
  /** Refuses missing parts; what else is wrong the desk answers. */
  public OverrideRequest {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(reason, "reason");
  }
}
