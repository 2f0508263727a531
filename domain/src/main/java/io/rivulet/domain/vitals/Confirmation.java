package io.rivulet.domain.vitals;

import java.time.Duration;

/** What it takes before readings beyond a warning limit are believed. A critical one always is. */
public sealed interface Confirmation {
  /** The longest time between two readings of which the second confirms the first. */
  Duration within();

  /**
   * The next reading is beyond as well: for a cuff.
   *
   * @param within 0 or more
   */
  record ByRepeat(Duration within) implements Confirmation {
    /** Refuses a negative time. */
    public ByRepeat {
      requireNotNegative("confirmation within", within);
    }
  }

  /**
   * Readings stay beyond for a time: for what is measured every second.
   *
   * @param lasting from the first reading beyond to the one that confirms, 0 or more
   * @param within 0 or more
   */
  record ByDuration(Duration lasting, Duration within) implements Confirmation {
    /** Refuses negative times. */
    public ByDuration {
      requireNotNegative("confirmation after", lasting);
      requireNotNegative("confirmation within", within);
    }
  }

  private static void requireNotNegative(String name, Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException(name + " " + time + " is below 0");
    }
  }
}
