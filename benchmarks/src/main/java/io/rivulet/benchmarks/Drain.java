package io.rivulet.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How a contender took messages.
 *
 * @param perSecond from the begin, with all that starting takes, to the last message
 * @param runningPerSecond from a twentieth of the messages to the last, so that neither starting
 *     nor a library's pause after connecting is in it; 0 where fewer came
 */
record Drain(double perSecond, double runningPerSecond) {
  private static final long LOOK_NANOS = 2_000_000;

  /**
   * Watches a count that grows from 0 until it reaches the target or grows no more.
   *
   * @param begunNanos when it began
   * @param quiet how long it must not have grown to be over
   */
  static Drain watch(long target, long begunNanos, Duration quiet, LongSupplier taken) {
    long first = 0;
    long count = 0;
    long firstNanos = begunNanos;
    long lastNanos = begunNanos;
    long lookedNanos = System.nanoTime();
    while (count < target
        && System.nanoTime() - Math.max(lastNanos, lookedNanos) < quiet.toNanos()) {
      long now = taken.getAsLong();
      if (now > count) {
        lastNanos = System.nanoTime();
        if (count < target / 20) {
          first = now;
          firstNanos = lastNanos;
        }
        count = now;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return new Drain(
        perSecond(count, lastNanos - begunNanos),
        count < target / 20
            ? 0
            // Everything at the first look: no time passed that could be measured.
            : perSecond(count > first ? count - first : count, lastNanos - firstNanos));
  }

  private static double perSecond(long count, long nanos) {
    return count * 1e9 / Math.max(nanos, LOOK_NANOS);
  }
}
