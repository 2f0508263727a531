package io.rivulet.alerting.oncall;

import io.rivulet.domain.alert.AlertPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks, before anything happens, for what would keep people from being told.
 *
 * @param onCall people, schedules and overrides
 * @param policies with the priorities of the alerts that can come to each
 * @param channels names of those that are there
 */
public record Preflight(
    OnCall onCall, Map<EscalationPolicy, Set<AlertPriority>> policies, Set<String> channels) {
  /** Refuses missing parts. */
  public Preflight {
    Objects.requireNonNull(onCall, "onCall");
    policies = Map.copyOf(policies);
    channels = Set.copyOf(channels);
  }

  /**
   * Everything that is found, in the order of kinds and subjects.
   *
   * @param horizon how far ahead schedules are looked at
   */
  public List<Finding> findings(Instant now, Duration horizon) {
    return Stream.of(gaps(now, now.plus(horizon)), contacts(), missingChannels(), lastResorts())
        .flatMap(List::stream)
        .toList();
  }

  private List<Finding> gaps(Instant from, Instant until) {
    return schedulesInUse().stream()
        .sorted()
        .map(key -> Map.entry(key, gaps(key, from, until)))
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> gap(entry.getKey(), entry.getValue(), from))
        .toList();
  }

  private List<OnCallShift> gaps(String schedule, Instant from, Instant until) {
    return onCall.shifts(schedule, from, until).stream().filter(OnCallShift::isGap).toList();
  }

  private static Finding gap(String schedule, List<OnCallShift> gaps, Instant now) {
    OnCallShift first = gaps.get(0);
    return new Finding(
        Finding.Kind.GAP,
        schedule,
        "nobody is on call from %s until %s%s; add a layer without restrictions at the bottom, or an override"
            .formatted(
                // A gap that has begun reads the same from one look to the next.
                first.from().equals(now) ? "now" : first.from(),
                first.until(),
                gaps.size() == 1 ? "" : " and at " + (gaps.size() - 1) + " more times"));
  }

  private List<Finding> contacts() {
    List<Finding> findings = new ArrayList<>();
    peopleByPriorities()
        .forEach(
            (key, priorities) -> {
              Person person = onCall.people().get(key);
              Set<AlertPriority> missing = EnumSet.noneOf(AlertPriority.class);
              priorities.stream()
                  .filter(priority -> person != null && !reachable(person, priority))
                  .forEach(missing::add);
              if (!missing.isEmpty()) {
                findings.add(contact(key, missing));
              }
            });
    return findings;
  }

  private static Finding contact(String person, Set<AlertPriority> missing) {
    return new Finding(
        Finding.Kind.CONTACT,
        person,
        "has no contact by a channel that is there for alerts of priority "
            + missing.stream().map(AlertPriority::code).collect(Collectors.joining(", "))
            + ", which a policy can bring them; add one");
  }

  private List<Finding> missingChannels() {
    return onCall.people().values().stream()
        .flatMap(
            person ->
                person.contacts().stream()
                    .map(ContactMethod::channel)
                    .distinct()
                    .filter(channel -> !channels.contains(channel))
                    .map(channel -> missing(person.key(), channel)))
        .sorted(Comparator.comparing(Finding::subject).thenComparing(Finding::message))
        .toList();
  }

  private static Finding missing(String person, String channel) {
    return new Finding(
        Finding.Kind.CHANNEL,
        person,
        "has a contact by channel " + channel + ", which is not there; add the channel");
  }

  private List<Finding> lastResorts() {
    List<Finding> findings = new ArrayList<>();
    byKey()
        .forEach(
            (policy, priorities) -> {
              Set<AlertPriority> missing = EnumSet.noneOf(AlertPriority.class);
              priorities.stream()
                  .filter(priority -> !lastResortReaches(policy, priority))
                  .forEach(missing::add);
              if (!missing.isEmpty()) {
                findings.add(lastResort(policy.key(), missing));
              }
            });
    return findings;
  }

  private static Finding lastResort(String policy, Set<AlertPriority> missing) {
    return new Finding(
        Finding.Kind.LAST_RESORT,
        policy,
        "the last resort reaches neither a person nor a channel for priority "
            + missing.stream().map(AlertPriority::code).collect(Collectors.joining(", "))
            + "; name one that is always there");
  }

  private boolean lastResortReaches(EscalationPolicy policy, AlertPriority priority) {
    return policy.lastResort().stream()
        .anyMatch(
            target ->
                switch (target.kind()) {
                  case CHANNEL -> channels.contains(target.key());
                  case PERSON -> {
                    Person person = onCall.people().get(target.key());
                    yield person != null && reachable(person, priority);
                  }
                  case SCHEDULE -> false;
                });
  }

  private boolean reachable(Person person, AlertPriority priority) {
    return person.reach(priority).stream().anyMatch(reach -> channels.contains(reach.channel()));
  }

  private Set<String> schedulesInUse() {
    return policies.keySet().stream()
        .flatMap(Preflight::targets)
        .filter(target -> target.kind() == Target.Kind.SCHEDULE)
        .map(Target::key)
        .collect(Collectors.toSet());
  }

  /** Who can be told by a policy, with the priorities that can come to them. */
  private Map<String, Set<AlertPriority>> peopleByPriorities() {
    Map<String, Set<AlertPriority>> people = new TreeMap<>();
    policies.forEach(
        (policy, priorities) ->
            targets(policy)
                .flatMap(target -> people(target).stream())
                .forEach(
                    person ->
                        people
                            .computeIfAbsent(person, key -> EnumSet.noneOf(AlertPriority.class))
                            .addAll(priorities)));
    return people;
  }

  private Collection<String> people(Target target) {
    return switch (target.kind()) {
      case PERSON -> Set.of(target.key());
      case CHANNEL -> Set.of();
      case SCHEDULE -> {
        Set<String> people = new LinkedHashSet<>();
        Schedule schedule = onCall.schedules().get(target.key());
        if (schedule != null) {
          people.addAll(schedule.people());
        }
        onCall.overrides().stream()
            .filter(one -> one.schedule().equals(target.key()))
            .forEach(one -> people.add(one.person()));
        yield people;
      }
    };
  }

  private static Stream<Target> targets(EscalationPolicy policy) {
    return Stream.concat(
        policy.steps().stream().flatMap(step -> step.targets().stream()),
        policy.lastResort().stream());
  }

  private Map<EscalationPolicy, Set<AlertPriority>> byKey() {
    Map<EscalationPolicy, Set<AlertPriority>> sorted =
        new TreeMap<>(Comparator.comparing(EscalationPolicy::key));
    sorted.putAll(policies);
    return sorted;
  }
}
