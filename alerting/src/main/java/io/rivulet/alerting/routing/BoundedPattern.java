package io.rivulet.alerting.routing;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides a regular expression in bounded work. Java's may take time that is exponential in the
 * text (as {@code (a+)+b} does), and a silence's comes from whoever may silence: it must not be
 * able to hold up everybody's alerts.
 */
final class BoundedPattern {
  private static final int MOST_LOOKS = 100_000;

  private BoundedPattern() {}

  /** Whether the whole text fits; empty where that takes too long to say. */
  static Optional<Boolean> matches(String pattern, String text) {
    try {
      return Optional.of(Pattern.compile(pattern).matcher(new Counted(text)).matches());
    } catch (TooLongException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("a regular expression takes too long", null, false, false);
    }
  }

  /** Counts how often it is looked at. */
  private static final class Counted implements CharSequence {
    private final String text;
    private int looks;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
        throw new TooLongException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
