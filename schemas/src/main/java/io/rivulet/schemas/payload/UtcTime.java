package io.rivulet.schemas.payload;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads times of the form that devices mostly send, {@code 2026-11-21T09:30:00.250Z}, at a fraction
 * of what a formatter takes. Every other form is left to the formatter.
 */
final class UtcTime {
  private static final int SHORTEST = "2026-11-21T09:30:00Z".length();
  private static final int LONGEST = "2026-11-21T09:30:00.123456789Z".length();
  private static final String FORM = "dddd-dd-ddTdd:dd:dd";
  private static final int NANO_DIGITS = 9;

  private UtcTime() {}

  /** Whether the text has this form: four digits of a year, seconds, at most nine digits, Z. */
  static boolean isPlain(String text) {
    int length = text.length();
    if (length < SHORTEST || length > LONGEST || text.charAt(length - 1) != 'Z') {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char expected = FORM.charAt(i);
      if (expected == 'd' ? !isDigit(text.charAt(i)) : text.charAt(i) != expected) {
        return false;
      }
    }
    if (length == SHORTEST) {
      return true;
    }
    if (text.charAt(SHORTEST - 1) != '.' || length == SHORTEST + 1) {
      return false;
    }
    for (int i = SHORTEST; i < length - 1; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The instant a plain text tells.
   *
   * @throws DateTimeException where there is no such day or time of day
   */
  static Instant parse(String text) {
    int nanos = 0;
    for (int i = 0; i < NANO_DIGITS; i++) {
      int at = SHORTEST + i;
      nanos = nanos * 10 + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            nanos)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
