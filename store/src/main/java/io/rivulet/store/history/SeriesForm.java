package io.rivulet.store.history;

import java.time.Duration;

/** How densely a series is given. */
public sealed interface SeriesForm {
  /** Every value. */
  record Raw() implements SeriesForm {
    @Override
    public String toString() {
      return "raw";
    }
  }

  /**
   * Sum, count, least, greatest and last of stretches that begin at whole multiples since 1970 UTC;
   * stretches without a value are there with a count of zero.
   *
   * @param width 1 s to 366 days, whole seconds
   */
  record Bucketed(Duration width) implements SeriesForm {
    /** Refuses a width out of range. */
    public Bucketed {
      if (width.compareTo(Duration.ofSeconds(1)) < 0
          || width.compareTo(Duration.ofDays(366)) > 0
          || width.getNano() != 0) {
        throw new IllegalArgumentException(
            "bucket " + width + " is not whole seconds from PT1S to P366D");
      }
    }

    @Override
    public String toString() {
      return "bucketed by " + width;
    }
  }

  /**
   * A choice of values that keeps the shape of the line (largest triangle, three buckets).
   *
   * @param points of each device, 3 to 100,000
   */
  record Lttb(int points) implements SeriesForm {
    private static final int MOST = 100_000;

    /** Refuses a number out of range. */
    public Lttb {
      if (points < 3 || points > MOST) {
        throw new IllegalArgumentException("points " + points + " is not 3 to " + MOST);
      }
    }

    @Override
    public String toString() {
      return "lttb of " + points;
    }
  }
}
