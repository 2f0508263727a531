package io.rivulet.alerting.channel;

import java.time.Duration;
import java.util.Objects;

/**
 * How fast and how long a channel is tried.
 *
 * @param threads how many are sent at once by one instance, 1 to 32
 * @param perMinute how many are sent in the long run by all instances together, 1 to 6,000
 * @param burst how many may go at once after a pause, 1 to 1,000
 * @param retryFor how long one is tried before it is given up, 1 minute to 30 days
 */
public record Pace(int threads, int perMinute, int burst, Duration retryFor) {
  /** The longest that may be tried. */
  public static final Duration LONGEST_RETRY = Duration.ofDays(30);

  /** Two at once, one a second, thirty at once after a pause, three days. */
  public static final Pace DEFAULT = new Pace(2, 60, 30, Duration.ofDays(3));

  /** Refuses values out of range. */
  public Pace {
    Objects.requireNonNull(retryFor, "retryFor");
    requireRange("threads", threads, 32);
    requireRange("perMinute", perMinute, 6_000);
    requireRange("burst", burst, 1_000);
    if (retryFor.compareTo(Duration.ofMinutes(1)) < 0 || retryFor.compareTo(LONGEST_RETRY) > 0) {
      throw new IllegalArgumentException("retry for " + retryFor + " is not PT1M to P30D");
    }
  }

  private static void requireRange(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " " + value + " is not 1 to " + most);
    }
  }
}
