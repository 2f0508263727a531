package io.rivulet.domain.dose;

import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Dose limits, and whose they are.
 *
 * @param profile the profile's name; empty where no profile says anything and the defaults hold
 * @param version of the profile, from 1; 0 without a profile
 * @param limits a site's own
 */
public record DoseLimitsVersion(Optional<String> profile, int version, DoseLimits limits) {
  /** What holds where a session has no profile. */
  public static final Versions<DoseLimitsVersion> DEFAULT =
      Versions.of(
          List.of(
              new Version<>(
                  Instant.EPOCH, new DoseLimitsVersion(Optional.empty(), 0, DoseLimits.DEFAULT))));

  /** Refuses missing parts. */
  public DoseLimitsVersion {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(limits, "limits");
  }
}
