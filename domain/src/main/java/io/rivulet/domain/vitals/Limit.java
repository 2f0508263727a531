package io.rivulet.domain.vitals;

import java.util.OptionalDouble;

/**
 * A value that is not to be reached.
 *
 * @param value in the unit of its sign
 * @param baseline for a limit that was set as percent over or under a baseline, that baseline
 */
public record Limit(double value, OptionalDouble baseline) {
  /** Refuses what is no number. */
  public Limit {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("limit " + value + " is not a number");
    }
  }

  /** A limit that does not depend on the subject. */
  public static Limit absolute(double value) {
    return new Limit(value, OptionalDouble.empty());
  }

  /** Whether a value has reached it. */
  boolean reached(Direction direction, double measured) {
    return direction.beyond(measured, value);
  }

  /** The one that is reached first; this one where both are. */
  Limit tighter(Direction direction, Limit other) {
    return direction.beyond(value, other.value) && value != other.value ? other : this;
  }
}
