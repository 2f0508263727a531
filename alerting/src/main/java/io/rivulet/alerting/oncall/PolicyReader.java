package io.rivulet.alerting.oncall;

import io.rivulet.runtime.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code policies} of a configuration. */
public final class PolicyReader {
  /** The most policies of a configuration. */
  public static final int MOST_POLICIES = 200;

  private static final Duration EVERY = Duration.ofMinutes(10);

  private PolicyReader() {}

  /** The policies under a root, by key. */
  public static Map<String, EscalationPolicy> read(Section root) {
    Map<String, EscalationPolicy> policies = new LinkedHashMap<>();
    Map<String, Section> named = root.named("policies");
    if (named.size() > MOST_POLICIES) {
      root.problem("policies", "has " + named.size() + " policies; at most " + MOST_POLICIES);
      return policies;
    }
    named.forEach((key, section) -> policy(key, section).ifPresent(one -> policies.put(key, one)));
    return policies;
  }

  private static Optional<EscalationPolicy> policy(String key, Section section) {
    List<EscalationPolicy.Step> steps = new ArrayList<>();
    List<Section> written = section.sections("steps");
    written.forEach(step -> step(step).ifPresent(steps::add));
    int repeats = section.findInteger("repeats", 0, EscalationPolicy.MOST_REPEATS).orElse(0);
    Duration every = section.findDuration("every").orElse(EVERY);
    List<Target> lastResort = targets(section, "lastResort");
    section.end();
    return steps.size() == written.size()
        ? section.make(() -> new EscalationPolicy(key, steps, repeats, every, lastResort))
        : Optional.empty();
  }

  private static Optional<EscalationPolicy.Step> step(Section section) {
    Duration after = section.findDuration("after").orElse(Duration.ZERO);
    List<Target> targets = targets(section, "targets");
    section.end();
    return section.make(() -> new EscalationPolicy.Step(after, targets));
  }

  private static List<Target> targets(Section section, String key) {
    List<Target> targets = new ArrayList<>();
    for (Section one : section.sections(key)) {
      List<Target> found = new ArrayList<>();
      for (Target.Kind kind : Target.Kind.values()) {
        one.find(kind.code(), text -> new Target(kind, text)).ifPresent(found::add);
      }
      one.end();
      if (found.size() > 1 || one.keys().isEmpty()) {
        one.problem("is not exactly one of person, schedule and channel");
      }
      targets.addAll(found);
    }
    return targets;
  }
}
