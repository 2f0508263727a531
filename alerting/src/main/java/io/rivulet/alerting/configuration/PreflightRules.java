package io.rivulet.alerting.configuration;

import io.rivulet.alerting.oncall.Finding;
import io.rivulet.runtime.yaml.Section;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is done about findings of the preflight.
 *
 * @param horizon how far ahead schedules are looked at, PT1H to P90D
 * @param refused the kinds that refuse a configuration; the others are warnings
 */
public record PreflightRules(Duration horizon, Set<Finding.Kind> refused) {
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final Map<String, Boolean> VERDICTS = Map.of("refuse", true, "warn", false);

  /** Two weeks ahead; gaps are warned of, the rest is refused. */
  public static final PreflightRules DEFAULT =
      new PreflightRules(
          Duration.ofDays(14),
          Set.of(Finding.Kind.CONTACT, Finding.Kind.CHANNEL, Finding.Kind.LAST_RESORT));

  /** Refuses a horizon out of bounds. */
  public PreflightRules {
    if (horizon.compareTo(SHORTEST) < 0 || horizon.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "horizon " + horizon + " is not " + SHORTEST + " to " + LONGEST);
    }
    refused = Set.copyOf(refused);
  }

  /** Reads {@code preflight} under a root. */
  static PreflightRules read(Section root) {
    return root.find("preflight").flatMap(PreflightRules::of).orElse(DEFAULT);
  }

  private static Optional<PreflightRules> of(Section section) {
    Set<Finding.Kind> refused = EnumSet.noneOf(Finding.Kind.class);
    for (Finding.Kind kind : Finding.Kind.values()) {
      boolean refuses =
          section.find(kind.code(), PreflightRules::verdict).orElse(DEFAULT.refused.contains(kind));
      if (refuses) {
        refused.add(kind);
      }
    }
    Duration horizon = section.findDuration("horizon").orElse(DEFAULT.horizon);
    section.end();
    return section.make(() -> new PreflightRules(horizon, refused));
  }

  private static boolean verdict(String text) {
    Boolean refuses = VERDICTS.get(text);
    if (refuses == null) {
      throw new IllegalArgumentException("'" + text + "' is not refuse or warn");
    }
    return refuses;
  }
}
