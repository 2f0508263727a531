package io.rivulet.alerting.incident;

import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.Objects;

/**
 * How far an incident has gone up its policy, while something waits for somebody to know.
 *
 * @param policy which; under another policy it begins anew
 * @param priority the highest for which it was climbed: at a higher one it begins anew, because
 *     people may be reached by other ways then
 * @param since when it began
 * @param taken how many rungs were taken: steps, steps again, calls of the last resort
 * @param last when the last one was taken; before the first, since when it waits for that
 */
public record Climb(String policy, AlertPriority priority, Instant since, int taken, Instant last) {
  /** Refuses missing parts. */
  public Climb {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(last, "last");
    if (taken < 0) {
      throw new IllegalArgumentException(taken + " rungs were taken; 0 or more");
    }
  }

  static Climb begin(String policy, AlertPriority priority, Instant now) {
    return new Climb(policy, priority, now, 0, now);
  }

  Climb taken(int count, Instant now) {
    return new Climb(policy, priority, since, count, now);
  }
}
