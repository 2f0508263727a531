package io.rivulet.domain.vitals;

import java.util.Objects;

/**
 * One version of a named profile.
 *
 * @param profile the profile's name
 * @param number counts up from 1
 * @param limits what it says
 */
public record LimitsVersion(String profile, int number, LimitsProfile limits) {
  /** Refuses missing parts. */
  public LimitsVersion {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(limits, "limits");
  }
}
