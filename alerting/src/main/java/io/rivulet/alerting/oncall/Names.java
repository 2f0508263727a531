package io.rivulet.alerting.oncall;

import java.util.regex.Pattern;

/** The names by which people, schedules, policies and channels refer to one another. */
final class Names {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private Names() {}

  /** The key, where it is one. */
  static String requireKey(String what, String key) {
    if (key == null || !KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          what
              + " \""
              + key
              + "\" is not 1 to 100 letters, digits, dots, dashes and underscores, beginning with a"
              + " letter or digit");
    }
    return key;
  }

  /** The text, where it has 1 to most characters and none that control. */
  static String requireText(String what, String text, int most) {
    if (text == null || text.isBlank() || text.length() > most) {
      throw new IllegalArgumentException(
          what + " has " + (text == null ? 0 : text.length()) + " characters; 1 to " + most);
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + " has a control character");
    }
    return text;
  }
}
