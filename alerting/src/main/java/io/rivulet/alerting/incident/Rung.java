package io.rivulet.alerting.incident;

import java.time.Duration;
import java.util.Objects;

/**
 * A rung of an escalation policy.
 *
 * @param number from 0, through steps, steps again and calls of the last resort
 * @param after how long after the rung before, of the first since the first signal
 * @param round which time its steps are taken, from 0
 * @param lastResort whether nobody is left to go on to
 * @param words which it is, such as {@code step 2 of policy night}
 */
public record Rung(int number, Duration after, int round, boolean lastResort, String words) {
  /** Refuses missing parts. */
  public Rung {
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(words, "words");
  }

  /** Whether it is the one that is taken at the first signal. */
  boolean first() {
    return number == 0;
  }
}
