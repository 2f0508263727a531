package io.rivulet.alerting.incident;

import java.time.Instant;
import java.util.Objects;

/**
 * How far an incident has gone up its policy, while something waits for somebody to know.
 *
 * @param policy which; under another policy it begins anew
 * @param since when it began
 * @param taken how many rungs were taken: steps, steps again, calls of the last resort
 * @param last when the last one was taken; before the first, since when it waits for that
 */
public record Climb(String policy, Instant since, int taken, Instant last) {
  /** Refuses missing parts. */
  public Climb {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(last, "last");
    if (taken < 0) {
      throw new IllegalArgumentException(taken + " rungs were taken; 0 or more");
    }
  }

  static Climb begin(String policy, Instant now) {
    return new Climb(policy, now, 0, now);
  }

  Climb taken(int count, Instant now) {
    return new Climb(policy, since, count, now);
  }
}
