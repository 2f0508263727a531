package io.rivulet.alerting.watchdog;

import io.rivulet.alerting.lifecycle.Subject;
import io.rivulet.domain.identity.StableId;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that can be wrong with one thing: one alert, which comes and goes under one id.
 *
 * @param ailment what
 * @param site where, so that what it explains there can be hidden; empty where it is everywhere
 * @param thing the name of the bridge, role, group, channel, schedule, person or policy, 1 to 128
 *     characters
 */
public record Condition(Ailment ailment, Optional<String> site, String thing) {
  /** Refuses missing parts. */
  public Condition {
    Objects.requireNonNull(ailment, "ailment");
    Objects.requireNonNull(site, "site");
    if (thing.isBlank() || thing.length() > Subject.LONGEST) {
      throw new IllegalArgumentException(
          "the thing that is ill has " + thing.length() + " characters; 1 to " + Subject.LONGEST);
    }
  }

  /** Of something that is everywhere. */
  public static Condition of(Ailment ailment, String thing) {
    return new Condition(ailment, Optional.empty(), thing);
  }

  /** The alert's id: the same for every instance. */
  public String id() {
    return StableId.of("watchdog", ailment.category(), site.orElse(""), thing);
  }

  Subject subject() {
    Optional<String> none = Optional.empty();
    return new Subject(site, none, Optional.of(thing), none, none, none, none);
  }
}
