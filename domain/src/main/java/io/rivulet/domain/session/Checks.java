package io.rivulet.domain.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What names, texts and numbers that people record must be. */
public final class Checks {
  /** Longest free text, characters. */
  public static final int MAX_NOTE = 500;

  private static final int MAX_NAME = 128;

  private Checks() {}

  /**
   * Refuses a name that is empty, longer than 128 characters or has control characters in it.
   *
   * @param what the field, as the message names it
   */
  public static void name(String what, String text) {
    text(what, text, MAX_NAME);
  }

  /** Refuses a free text that is empty, longer than 500 characters or has control characters. */
  public static void note(String what, String text) {
    text(what, text, MAX_NOTE);
  }

  /** Refuses what is not a finite number above 0. */
  public static void above0(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " " + value + " is not a number above 0");
    }
  }

  /** Refuses a time that does not last. */
  public static void above0(String what, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(what + " " + duration + " is not above 0");
    }
  }

  /**
   * The constant of an enum with this name, case-sensitive.
   *
   * @throws IllegalArgumentException naming what is accepted
   */
  public static <E extends Enum<E>> E constant(Class<E> type, String what, String code) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(code)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        what
            + " \""
            + code
            + "\" is none of "
            + Arrays.stream(type.getEnumConstants())
                .map(Enum::name)
                .collect(Collectors.joining(", ")));
  }

  private static void text(String what, String text, int longest) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(what + " is empty");
    }
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          what + " has " + text.length() + " characters; at most " + longest + " are kept");
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      throw new IllegalArgumentException(what + " has control characters in it");
    }
  }
}
