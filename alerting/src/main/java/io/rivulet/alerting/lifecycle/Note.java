package io.rivulet.alerting.lifecycle;

import java.time.Instant;
import java.util.Objects;

/**
 * What somebody wrote about an alert.
 *
 * @param by who, 1 to {@value Acknowledgement#LONGEST_NAME} characters
 * @param at when
 * @param text 1 to {@value #LONGEST} characters; no PHI belongs here
 */
public record Note(String by, Instant at, String text) {
  /** The longest text, in characters. */
  public static final int LONGEST = 500;

  /** Refuses missing parts and texts out of bounds. */
  public Note {
    requireText("the name of who notes", by, Acknowledgement.LONGEST_NAME);
    Objects.requireNonNull(at, "at");
    requireText("a note", text, LONGEST);
  }

  static void requireText(String what, String text, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          what + " has " + (text == null ? 0 : text.length()) + " characters; 1 to " + longest);
    }
  }
}
