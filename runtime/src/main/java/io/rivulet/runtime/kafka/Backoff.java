package io.rivulet.runtime.kafka;

import java.time.Duration;

/**
 * How long to wait before trying again: doubling from the first delay up to the longest, each time
 * a random half of it less, so that what failed together does not return together.
 *
 * @param first delay after the first failure, above 0
 * @param longest bound on the delay, not below {@code first}
 */
public record Backoff(Duration first, Duration longest) {
  private static final int MAX_DOUBLINGS = 30;

  /** Refuses delays that are not positive or not in order. */
  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "backoff from " + first + " to " + longest + " is not above 0 and rising");
    }
  }

  /**
   * The delay before the next attempt.
   *
   * @param failures failures in a row, 1 or more
   * @param random 0 to 1
   */
  public Duration delay(int failures, double random) {
    int doublings = Math.min(MAX_DOUBLINGS, Math.max(0, failures - 1));
    double bound = Math.min(longest.toNanos(), (double) first.toNanos() * (1L << doublings));
    return Duration.ofNanos((long) (bound * (0.5 + random / 2)));
  }
}
