package io.rivulet.simulator.trace;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Tells one replay from every other, so that a second replay of a trace into the same data is a
 * second session on devices of its own.
 *
 * @param value 6 lower-case base32 characters
 */
public record RunId(String value) {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 6;
  private static final Pattern FORM = Pattern.compile("[a-z2-7]{" + LENGTH + "}");

  /** Refuses anything else. */
  public RunId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "run id \"" + value + "\" is not " + LENGTH + " of a-z, 2-7");
    }
  }

  /**
   * The one of some content: the same bytes have the same.
   *
   * @param digest a hash, at least 6 bytes
   */
  public static RunId ofDigest(byte[] digest) {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(digest[i] & (ALPHABET.length() - 1)));
    }
    return new RunId(text.toString());
  }

  /** One of a thousand million. */
  public static RunId random(RandomGenerator random) {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new RunId(text.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
