package io.rivulet.simulator.trace;

import java.time.Duration;
import java.time.Instant;

/**
 * By how many whole days a trace is moved. Whole days keep the time of day, and a trace that ends
 * in the past passes the bridge's bounds on device time.
 *
 * @param days added to the trace's times; negative for traces dated in the future
 */
public record DayShift(long days) {
  /** None: times stay what they are. */
  public static final DayShift NONE = new DayShift(0);

  private static final Duration MARGIN = Duration.ofDays(1);

  /** The shift after which {@code last} lies one to two days before {@code now}. */
  public static DayShift endingBefore(Instant now, Instant last) {
    Duration between = Duration.between(last, now.minus(MARGIN));
    return new DayShift(Math.floorDiv(between.getSeconds(), Duration.ofDays(1).getSeconds()));
  }

  /** From the trace's time to the time that is published. */
  public Instant apply(Instant traceTime) {
    return traceTime.plus(Duration.ofDays(days));
  }

  /** From a published time back to the trace's. */
  public Instant undo(Instant publishedTime) {
    return publishedTime.minus(Duration.ofDays(days));
  }
}
