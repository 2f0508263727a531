package io.rivulet.alerting.desk;

import java.util.List;

/**
 * What the configuration names.
 *
 * @param people everybody
 * @param channels keys of all channels
 * @param ownAddress keys of those that have an address of their own
 * @param schedules keys of all schedules
 * @param policies keys of all escalation policies
 */
public record Directory(
    List<PersonView> people,
    List<String> channels,
    List<String> ownAddress,
    List<String> schedules,
    List<String> policies) {
  /** Copies the lists. */
  public Directory {
    people = List.copyOf(people);
    channels = List.copyOf(channels);
    ownAddress = List.copyOf(ownAddress);
    schedules = List.copyOf(schedules);
    policies = List.copyOf(policies);
  }
}
