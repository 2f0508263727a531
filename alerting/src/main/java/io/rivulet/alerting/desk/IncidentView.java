package io.rivulet.alerting.desk;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An incident as it is now: a group of alerts on one route.
 *
 * @param id what receivers know it by
 * @param state in a word
 * @param route path of the route in the configuration
 * @param policy the escalation policy, where it has one
 * @param group the labels it groups by, in words
 * @param opened when its first alert joined
 * @param over when it was over
 * @param nextDue when it is looked at again though nothing changed
 * @param members how many alerts belong to it
 * @param step how far its policy went, in words
 * @param why which route and policy led to it, in words
 */
public record IncidentView(
    String id,
    String state,
    String route,
    Optional<String> policy,
    String group,
    Instant opened,
    Optional<Instant> over,
    Optional<Instant> nextDue,
    int members,
    String step,
    String why) {
  /** Refuses missing parts. */
  public IncidentView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(opened, "opened");
    Objects.requireNonNull(over, "over");
    Objects.requireNonNull(nextDue, "nextDue");
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(why, "why");
  }
}
