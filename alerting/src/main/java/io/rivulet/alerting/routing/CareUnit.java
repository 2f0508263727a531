package io.rivulet.alerting.routing;

import io.rivulet.alerting.lifecycle.Subject;
import java.util.List;
import java.util.Optional;

/**
 * A ward or room: what is there.
 *
 * @param name 1 to 64 characters
 * @param sites names or globs such as {@code zurich*}; an alert of any of them is the unit's; none:
 *     any
 * @param devices names or globs such as {@code room3-*}; none: any
 */
public record CareUnit(String name, List<String> sites, List<String> devices) {
  private static final int MOST_GLOBS = 200;
  private static final int LONGEST_NAME = 64;

  /** Refuses a unit that is nowhere, and too much of anything. */
  public CareUnit {
    sites = List.copyOf(sites);
    devices = List.copyOf(devices);
    if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("care unit \"" + name + "\" is not 1 to 64 characters");
    }
    if (sites.isEmpty() && devices.isEmpty()) {
      throw new IllegalArgumentException("care unit " + name + " names neither sites nor devices");
    }
    if (sites.size() > MOST_GLOBS || devices.size() > MOST_GLOBS) {
      throw new IllegalArgumentException(
          "care unit " + name + " has more than " + MOST_GLOBS + " sites or devices");
    }
  }

  /** Whether what an alert is about is there. */
  public boolean has(Subject subject) {
    return fits(sites, subject.site()) && fits(devices, subject.device());
  }

  private static boolean fits(List<String> globs, Optional<String> text) {
    return globs.isEmpty()
        || text.isPresent() && globs.stream().anyMatch(glob -> Glob.matches(glob, text.get()));
  }

  /** The first unit that has it. */
  public static Optional<String> of(List<CareUnit> units, Subject subject) {
    return units.stream().filter(unit -> unit.has(subject)).map(CareUnit::name).findFirst();
  }
}
