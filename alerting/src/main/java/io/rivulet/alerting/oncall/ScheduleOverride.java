package io.rivulet.alerting.oncall;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody takes a turn, whoever's it is by the rotation. Of two at once the later in the list
 * holds: those of the configuration come first, then those that people made, in their order.
 *
 * @param schedule the schedule's name
 * @param person who takes it
 * @param from when it begins
 * @param until when it is over, after from
 */
public record ScheduleOverride(String schedule, String person, Instant from, Instant until) {
  /** Refuses missing parts and what is over before it begins. */
  public ScheduleOverride {
    Names.requireKey("schedule", schedule);
    Names.requireKey("person", person);
    Objects.requireNonNull(from, "from");
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException(
          "the override of "
              + schedule
              + " by "
              + person
              + " ends "
              + until
              + ", not after its beginning "
              + from);
    }
  }

  /** Whether it holds then. */
  public boolean holdsAt(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(until);
  }
}
