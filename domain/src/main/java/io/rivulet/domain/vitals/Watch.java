package io.rivulet.domain.vitals;

import java.time.Instant;

/** Where one comparison stands. Idle is the absence of a watch. */
public sealed interface Watch {
  /**
   * Readings beyond the warning limit that wait for confirmation.
   *
   * @param start when the first was taken
   * @param latest when the last was taken
   * @param peak the extreme value
   * @param readings how many, 1 or more
   */
  record Pending(Instant start, Instant latest, double peak, int readings) implements Watch {
    /** Refuses times out of order. */
    public Pending {
      if (latest.isBefore(start) || readings < 1) {
        throw new IllegalArgumentException(
            readings + " pending readings from " + start + " to " + latest);
      }
    }
  }

  /**
   * An excursion that goes on.
   *
   * @param excursion as it stands
   */
  record Open(Excursion excursion) implements Watch {}
}
