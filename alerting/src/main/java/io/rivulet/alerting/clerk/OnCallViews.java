package io.rivulet.alerting.clerk;

import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.configuration.SiteSchedules;
import io.rivulet.alerting.desk.Directory;
import io.rivulet.alerting.desk.OnCallView;
import io.rivulet.alerting.desk.PersonView;
import io.rivulet.alerting.desk.ShiftView;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.oncall.ContactMethod;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.oncall.OnCallShift;
import io.rivulet.alerting.oncall.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** People and schedules as people see them. */
final class OnCallViews {
  private static final Duration AHEAD = Duration.ofDays(14);

  private final AlertingPlan plan;
  private final OnCall onCall;
  private final Sites sites;

  /**
   * Views.
   *
   * @param sites schedules that no alert of these reaches are not shown
   * @param onCall with the overrides that people made
   */
  OnCallViews(AlertingPlan plan, OnCall onCall, Sites sites) {
    this.plan = plan;
    this.sites = sites;
    this.onCall = onCall;
  }

  List<OnCallView> at(Instant at) {
    return schedules().map(key -> at(key, at)).toList();
  }

  private Stream<String> schedules() {
    Optional<Set<String>> known = sites.only().map(names -> SiteSchedules.of(plan, names));
    return onCall.schedules().keySet().stream()
        .filter(key -> known.map(some -> some.contains(key)).orElse(true))
        .sorted();
  }

  private OnCallView at(String schedule, Instant at) {
    List<OnCallShift> shifts = onCall.shifts(schedule, at, at.plus(AHEAD));
    Optional<OnCallShift> next = shifts.stream().skip(1).findFirst();
    return new OnCallView(
        schedule,
        onCall.schedules().get(schedule).zone().getId(),
        people(shifts.get(0).people()),
        next.map(OnCallShift::from),
        next.map(shift -> people(shift.people())).orElse(List.of()));
  }

  /** The shifts of a schedule; empty where there is no such schedule. */
  Optional<List<ShiftView>> shifts(String schedule, Instant from, Instant until) {
    if (schedules().noneMatch(schedule::equals)) {
      return Optional.empty();
    }
    return Optional.of(
        onCall.shifts(schedule, from, until).stream()
            .map(
                shift ->
                    new ShiftView(shift.from(), shift.until(), people(shift.people()), shift.why()))
            .toList());
  }

  private List<PersonView> people(List<String> keys) {
    return keys.stream().map(this::person).toList();
  }

  private PersonView person(String key) {
    Person person = onCall.people().get(key);
    return person == null ? new PersonView(key, key, List.of(), List.of()) : view(person);
  }

  private static PersonView view(Person person) {
    return new PersonView(
        person.key(),
        person.name(),
        person.contacts().stream().map(ContactMethod::channel).distinct().toList(),
        person.contacts().stream().map(ContactMask::words).toList());
  }

  Directory directory() {
    List<String> channels = plan.channels().byName().keySet().stream().sorted().toList();
    List<String> own =
        channels.stream()
            .filter(name -> plan.channels().find(name).map(OnCallViews::isOwn).orElse(false))
            .toList();
    return new Directory(
        onCall.people().keySet().stream().sorted().map(this::person).toList(),
        channels,
        own,
        schedules().toList(),
        plan.policies().keySet().stream().sorted().toList());
  }

  private static boolean isOwn(Channel channel) {
    return !channel.reachesPersons();
  }
}
