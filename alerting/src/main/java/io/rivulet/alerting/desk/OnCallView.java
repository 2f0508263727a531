package io.rivulet.alerting.desk;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is on call in a schedule.
 *
 * @param schedule its key
 * @param zone its time zone
 * @param people now, in the order in which they are told; empty in a gap
 * @param until when that changes; empty where it does not within 14 days
 * @param next who then
 */
public record OnCallView(
    String schedule,
    String zone,
    List<PersonView> people,
    Optional<Instant> until,
    List<PersonView> next) {
  /** Refuses missing parts. */
  public OnCallView {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(zone, "zone");
    people = List.copyOf(people);
    Objects.requireNonNull(until, "until");
    next = List.copyOf(next);
  }
}
