package io.rivulet.domain.delivery;

import java.time.Instant;
import java.util.Objects;

/**
 * A part of a dose, given evenly over a time, or at once where both ends are the same.
 *
 * @param from where it begins
 * @param to where it ends, not before {@code from}
 * @param perKg amount per kg of the session's weight in force then, 0 or more
 */
public record Portion(Instant from, Instant to, double perKg) {
  /** Refuses what ends before it begins, and what is no amount. */
  public Portion {
    Objects.requireNonNull(from, "from");
    if (to.isBefore(from) || !(perKg >= 0) || Double.isInfinite(perKg)) {
      throw new IllegalArgumentException(
          "a portion of " + perKg + " per kg from " + from + " to " + to);
    }
  }
}
