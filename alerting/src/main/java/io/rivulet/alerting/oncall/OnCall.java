package io.rivulet.alerting.oncall;

import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is reached by what: people, schedules and the overrides that hold. It names, and never
 * throws, whatever is missing: a person who is gone is reached by nothing.
 *
 * @param people by key
 * @param schedules by key
 * @param overrides later ones hold before earlier ones
 */
public record OnCall(
    Map<String, Person> people, Map<String, Schedule> schedules, List<ScheduleOverride> overrides) {
  /** Copies what it is given. */
  public OnCall {
    people = Map.copyOf(people);
    schedules = Map.copyOf(schedules);
    overrides = List.copyOf(overrides);
  }

  /** The same with overrides that people made, which hold before those that are there. */
  public OnCall with(List<ScheduleOverride> further) {
    return new OnCall(
        people, schedules, Stream.concat(overrides.stream(), further.stream()).toList());
  }

  /**
   * Where to tell of an alert now, each place once, in order; empty where nobody is reached: a gap,
   * or people without a contact for the priority.
   */
  public List<Reach> reach(Target target, AlertPriority priority, Instant at) {
    return switch (target.kind()) {
      case CHANNEL -> List.of(Reach.of(target.key()));
      case PERSON -> reach(target.key(), priority);
      case SCHEDULE ->
          onCall(target.key(), at).stream()
              .flatMap(person -> person.reach(priority).stream())
              .distinct()
              .toList();
    };
  }

  /** Who is on call in a schedule, in the order in which they are told; empty in a gap. */
  public List<Person> onCall(String schedule, Instant at) {
    return Optional.ofNullable(schedules.get(schedule))
        .map(found -> found.onCall(overrides, at))
        .orElse(List.of())
        .stream()
        .map(people::get)
        .filter(person -> person != null)
        .toList();
  }

  /** The shifts of a schedule, as {@link Schedule#shifts}; none where there is no such schedule. */
  public List<OnCallShift> shifts(String schedule, Instant from, Instant until) {
    return Optional.ofNullable(schedules.get(schedule))
        .map(found -> found.shifts(overrides, from, until))
        .orElse(List.of());
  }

  private List<Reach> reach(String person, AlertPriority priority) {
    Person found = people.get(person);
    return found == null ? List.of() : found.reach(priority);
  }
}
