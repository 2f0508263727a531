package io.rivulet.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How a contender emptied its session.
 *
 * @param perSecond from a twentieth of the messages to the last, so that neither joining nor a
 *     library's pause after connecting is measured; 0 where fewer came
 * @param missing messages that had not come when nothing had for {@link #QUIET}
 */
record Drain(double perSecond, long missing) {
  private static final long LOOK_NANOS = 2_000_000;
  private static final Duration QUIET = Duration.ofSeconds(5);

  /** Watches a count that grows from 0 until it reaches the target or grows no more. */
  static Drain watch(long target, LongSupplier taken) {
    long first = 0;
    long count = 0;
    long firstNanos = System.nanoTime();
    long lastNanos = firstNanos;
    while (count < target && System.nanoTime() - lastNanos < QUIET.toNanos()) {
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
    if (count < target / 20) {
      return new Drain(0, target - count);
    }
    // Everything at the first look: no time passed that could be measured.
    double seconds = Math.max(lastNanos - firstNanos, LOOK_NANOS) / 1e9;
    return new Drain(
        (count > first ? count - first : count) / seconds, Math.max(0, target - count));
  }
}
