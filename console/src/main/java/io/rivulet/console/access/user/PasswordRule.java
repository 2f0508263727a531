package io.rivulet.console.access.user;

import java.util.Locale;
import java.util.Optional;

/** What a password has to be: long, and nothing that is guessed from who it is of. */
public final class PasswordRule {
  /** Characters at least. */
  public static final int LENGTH_MIN = 12;

  /** Characters at most. */
  public static final int LENGTH_MAX = 128;

  private static final int MIN_DIFFERENT = 5;

  private PasswordRule() {}

  /** What is wrong with a password, and what is asked for; empty where nothing is. */
  public static Optional<String> wrong(String name, String label, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < LENGTH_MIN || length > LENGTH_MAX) {
      return Optional.of(
          "a password has %d to %d characters; three or four words are easy to keep in mind"
              .formatted(LENGTH_MIN, LENGTH_MAX));
    }
    if (password.codePoints().distinct().count() < MIN_DIFFERENT) {
      return Optional.of(
          "a password has at least " + MIN_DIFFERENT + " different characters: take another");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    for (String word : new String[] {name, label, "rivulet", "password"}) {
      String known = word.toLowerCase(Locale.ROOT);
      if (known.length() >= 3 && lower.replace(known, "").length() < LENGTH_MIN) {
        return Optional.of(
            "a password is more than a name, \"rivulet\" or \"password\" with something added: take another");
      }
    }
    return Optional.empty();
  }
}
