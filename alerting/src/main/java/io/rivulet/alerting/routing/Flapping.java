package io.rivulet.alerting.routing;

import java.time.Duration;

/**
 * When alerts that come and go are held and summarised instead of told each time. High-priority
 * physiological ones never are.
 *
 * @param count how many openings within the window are not yet flapping, 2 to 31
 * @param window the time in which they are counted, PT1M to PT6H
 * @param quiet how long nothing may change until it counts as settled, PT1M to PT6H
 * @param summary how often a summary is told meanwhile, PT5M to P1D
 */
public record Flapping(int count, Duration window, Duration quiet, Duration summary) {
  /** The highest count. */
  public static final int MOST_COUNT = 31;

  /** More than 5 openings in 30 minutes; settled after 15 quiet ones; a summary every hour. */
  public static final Flapping DEFAULT =
      new Flapping(5, Duration.ofMinutes(30), Duration.ofMinutes(15), Duration.ofHours(1));

  /** Refuses what is out of bounds. */
  public Flapping {
    if (count < 2 || count > MOST_COUNT) {
      throw new IllegalArgumentException("flapping count " + count + " is not 2 to " + MOST_COUNT);
    }
    require("window", window, Duration.ofMinutes(1), Duration.ofHours(6));
    require("quiet", quiet, Duration.ofMinutes(1), Duration.ofHours(6));
    require("summary", summary, Duration.ofMinutes(5), Duration.ofDays(1));
  }

  private static void require(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "flapping " + name + " " + value + " is not " + least + " to " + most);
    }
  }
}
