package io.rivulet.alerting.ledger;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

/**
 * A place in a list that is ordered by time and id: the last item of a page.
 *
 * @param time of the item
 * @param id of the item
 */
public record Place(Instant time, String id) {
  private static final int LONGEST = 1_024;

  /** Refuses missing parts. */
  public Place {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(id, "id");
  }

  /** As a cursor, to be given back as it is. */
  public String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((time + " " + id).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The place of a cursor.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Place of(String cursor) {
    try {
      if (cursor.length() <= LONGEST) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        int space = text.indexOf(' ');
        if (space > 0) {
          return new Place(Instant.parse(text.substring(0, space)), text.substring(space + 1));
        }
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException("the cursor is not one of a page before", e);
    }
    throw new IllegalArgumentException("the cursor is not one of a page before");
  }
}
