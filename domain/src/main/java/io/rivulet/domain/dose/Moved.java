package io.rivulet.domain.dose;

import java.util.Objects;

/**
 * A volume and what was in force while it moved.
 *
 * @param nanolitres above 0
 */
public record Moved(InForce inForce, long nanolitres) {
  /** Refuses what is no volume. */
  public Moved {
    Objects.requireNonNull(inForce, "inForce");
    if (nanolitres <= 0) {
      throw new IllegalArgumentException("a volume of " + nanolitres + " nL did not move");
    }
  }

  Moved plus(long more) {
    return new Moved(inForce, Math.addExact(nanolitres, more));
  }
}
