package io.rivulet.alerting.configuration;

import io.rivulet.alerting.channel.Channels;
import io.rivulet.alerting.oncall.Target;
import io.rivulet.runtime.yaml.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks in the sections of a file whether what they refer to is there. It goes by names, so that a
 * person who has a mistake is not also said to be missing.
 */
final class References {
  private static final int DEEPEST = 12;
  private static final int MOST_TOLD = 20;

  private final Section root;
  private final Channels channels;

  private References(Section root, Channels channels) {
    this.root = root;
    this.channels = channels;
  }

  /**
   * Adds a problem for each reference to nothing.
   *
   * @param missingChannels whether a contact by a channel that is not there is one
   */
  static void check(Section root, Channels channels, boolean missingChannels) {
    References references = new References(root, channels);
    references.contacts(missingChannels);
    references.schedules();
    references.policies();
    references.routes();
  }

  private Set<String> names(String section) {
    return new TreeSet<>(root.find(section).map(Section::keys).orElse(List.of()));
  }

  private void contacts(boolean missingChannels) {
    for (Section person : root.named("people").values()) {
      for (Section contact : person.sections("contacts")) {
        contact.findText("channel").ifPresent(name -> contact(contact, name, missingChannels));
      }
    }
  }

  private void contact(Section contact, String channel, boolean missingChannels) {
    if (missingChannels) {
      require(contact, "channel", channel, "channels");
    }
    channels
        .find(channel)
        .flatMap(found -> contact.findText("address").flatMap(found::addressProblem))
        .ifPresent(problem -> contact.problem("address", problem));
  }

  private void schedules() {
    for (Section schedule : root.named("schedules").values()) {
      for (Section layer : schedule.sections("layers")) {
        layer.texts("people").stream()
            .flatMap(text -> Arrays.stream(text.split("\\+", -1)))
            .forEach(person -> require(layer, "people", person.strip(), "people"));
      }
      for (Section override : schedule.sections("overrides")) {
        override
            .findText("person")
            .ifPresent(person -> require(override, "person", person, "people"));
      }
    }
  }

  private void policies() {
    for (Section policy : root.named("policies").values()) {
      policy.sections("steps").forEach(step -> targets(step.sections("targets")));
      targets(policy.sections("lastResort"));
    }
  }

  private void targets(List<Section> targets) {
    Map<Target.Kind, String> sections =
        Map.of(
            Target.Kind.PERSON, "people",
            Target.Kind.SCHEDULE, "schedules",
            Target.Kind.CHANNEL, "channels");
    for (Section target : targets) {
      for (Target.Kind kind : Target.Kind.values()) {
        target
            .findText(kind.code())
            .ifPresent(name -> require(target, kind.code(), name, sections.get(kind)));
      }
      target
          .findText(Target.Kind.CHANNEL.code())
          .flatMap(channels::find)
          .filter(channel -> channel.reachesPersons())
          .ifPresent(
              channel ->
                  target.problem(
                      "channel",
                      "reaches persons at addresses of theirs; name a person with a contact by "
                          + channel.name()));
    }
  }

  private void routes() {
    root.find("routes").ifPresent(route -> routes(route, 0));
  }

  private void routes(Section route, int depth) {
    route.findText("policy").ifPresent(policy -> require(route, "policy", policy, "policies"));
    if (depth < DEEPEST) {
      route.sections("routes").forEach(child -> routes(child, depth + 1));
    }
  }

  private void require(Section at, String key, String name, String section) {
    Set<String> known = names(section);
    if (!known.contains(name)) {
      String some = String.join(", ", known.stream().limit(MOST_TOLD).toList());
      at.problem(
          key,
          "'"
              + name
              + "' is not in "
              + section
              + "; there "
              + (known.isEmpty() ? "is none" : "are " + some));
    }
  }
}
