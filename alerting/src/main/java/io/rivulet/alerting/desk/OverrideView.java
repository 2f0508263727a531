package io.rivulet.alerting.desk;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A turn that somebody takes.
 *
 * @param id its id
 * @param schedule the schedule's key
 * @param person who takes it, by key
 * @param from when it begins
 * @param until when it is over
 * @param author who asked
 * @param reason why
 * @param created when it was asked
 * @param endedBy who took it back
 */
public record OverrideView(
    String id,
    String schedule,
    String person,
    Instant from,
    Instant until,
    String author,
    String reason,
    Instant created,
    Optional<String> endedBy) {
  /** Refuses missing parts. */
  public OverrideView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(endedBy, "endedBy");
  }
}
