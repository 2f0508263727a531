package io.rivulet.ingest.quarantine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A time as a person gives it: ISO-8601 with an offset, or how long ago. */
public final class TimeArgument {
  private TimeArgument() {}

  /**
   * Reads {@code 2026-11-21T09:30:00Z}, or {@code PT2H} for two hours before now.
   *
   * @throws IllegalArgumentException saying what is accepted
   */
  public static Instant parse(String text, Instant now) {
    try {
      return text.startsWith("P") || text.startsWith("p")
          ? now.minus(Duration.parse(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          ("\"%s\" is no time: give one such as 2026-11-21T09:30:00Z, or a duration such as PT2H"
                  + " or P1D for so long ago")
              .formatted(Printable.of(text)),
          e);
    }
  }
}
