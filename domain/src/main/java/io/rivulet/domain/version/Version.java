package io.rivulet.domain.version;

import java.time.Instant;
import java.util.Objects;

/**
 * A value and the instant from which it holds.
 *
 * @param from start, inclusive
 * @param value what holds from then on
 */
public record Version<T>(Instant from, T value) {
  /** Refuses missing parts. */
  public Version {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(value, "value");
  }
}
