package io.rivulet.domain.course;

import java.time.Duration;
import java.util.Objects;

/**
 * How far back a {@link Course} takes late elements. What is older than the latest element by more
 * than the lateness is folded away once more than the smallest number are held; whatever its age,
 * what goes beyond the largest number is folded away too.
 *
 * @param lateness how much older than the latest an element may be and surely count, 0 or more
 * @param atLeast elements that are held whatever their age, 0 or more; it keeps readings whole that
 *     come every few minutes
 * @param atMost elements that are ever held, 1 or more; a device that floods has a shorter horizon
 */
public record Horizon(Duration lateness, int atLeast, int atMost) {
  /** Refuses negative bounds, and a largest number below the smallest. */
  public Horizon {
    Objects.requireNonNull(lateness, "lateness");
    if (lateness.isNegative() || atLeast < 0 || atMost < Math.max(1, atLeast)) {
      throw new IllegalArgumentException(
          "a horizon of " + lateness + " that holds " + atLeast + " to " + atMost + " elements");
    }
  }
}
