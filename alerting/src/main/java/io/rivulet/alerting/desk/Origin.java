package io.rivulet.alerting.desk;

import java.util.regex.Pattern;

/**
 * Where a command comes from.
 *
 * @param eventId chosen by the sender, 1 to 128 letters, digits and {@code . _ : -}
 * @param by who: the name of a token, 1 to 128 characters
 */
public record Origin(String eventId, String by) {
  private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  /** Refuses malformed ids and missing names. */
  public Origin {
    if (!EVENT_ID.matcher(eventId).matches()) {
      throw new IllegalArgumentException(
          "eventId has to be 1 to 128 letters, digits and . _ : -; it has "
              + eventId.length()
              + " characters");
    }
    if (by.isBlank() || by.length() > 128) {
      throw new IllegalArgumentException("the sender's name has " + by.length() + " characters");
    }
  }
}
