package io.rivulet.domain.session;

import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.LimitsVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The limits in force through a session: profiles are assigned through time, and each profile has
 * versions through time of its own.
 */
public final class LimitsThroughTime {
  private LimitsThroughTime() {}

  /**
   * Both kinds of version brought into one.
   *
   * @param assigned names of profiles through the session
   * @param profiles a profile's versions, none where it is not known
   */
  public static Versions<LimitsVersion> of(
      Versions<String> assigned, Function<String, Versions<LimitsVersion>> profiles) {
    List<Version<LimitsVersion>> all = new ArrayList<>();
    List<Version<String>> assignments = assigned.list();
    for (int i = 0; i < assignments.size(); i++) {
      Version<String> assignment = assignments.get(i);
      // The first assignment also holds for what came before it, and so do its versions.
      Instant from = i == 0 ? Instant.MIN : assignment.from();
      Instant to = i + 1 < assignments.size() ? assignments.get(i + 1).from() : Instant.MAX;
      Versions<LimitsVersion> versions = profiles.apply(assignment.value());
      versions.asOf(from).ifPresent(limits -> all.add(new Version<>(from, limits)));
      versions.list().stream()
          .filter(version -> version.from().isAfter(from) && version.from().isBefore(to))
          .forEach(all::add);
    }
    return Versions.of(all);
  }
}
