package io.rivulet.schemas.topic;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keys of the limits topic: profile, {@code @}, version in ten digits. All versions of a profile
 * lie side by side in a sorted store, and none overwrites another.
 */
public final class LimitsKey {
  private static final Pattern PROFILE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private LimitsKey() {}

  /** What every key of a profile begins with. */
  public static String prefix(String profile) {
    if (!PROFILE.matcher(profile).matches()) {
      throw new IllegalArgumentException(
          "limits profile \"" + profile + "\" is not 1 to 128 of letters, digits, '.', '_', '-'");
    }
    return profile + "@";
  }

  /** The key of one version. */
  public static String of(String profile, int version) {
    return prefix(profile) + String.format(Locale.ROOT, "%010d", version);
  }
}
