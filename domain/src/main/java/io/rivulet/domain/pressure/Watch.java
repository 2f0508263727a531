package io.rivulet.domain.pressure;

import java.time.Instant;

/** Where one comparison stands. Idle is the absence of a watch. */
public sealed interface Watch {
  /**
   * A reading beyond the warning limit that waits for a second one.
   *
   * @param time when it was taken
   * @param value mmHg
   */
  record Pending(Instant time, double value) implements Watch {}

  /**
   * An excursion that goes on.
   *
   * @param excursion as it stands
   */
  record Open(Excursion excursion) implements Watch {}
}
