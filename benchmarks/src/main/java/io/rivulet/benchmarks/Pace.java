package io.rivulet.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How fast a count grows. The clock starts when the count is first seen above nothing, so that
 * joining a consumer group is not measured; where everything is there at the first look, it starts
 * when watching began.
 */
final class Pace {
  private static final long LOOK_NANOS = 500_000;

  private final String what;
  private final long target;
  private final long begunNanos = System.nanoTime();
  private final Duration limit;
  private long firstNanos;
  private long firstCount;
  private long lastNanos;
  private final Duration begunProcessor = processor();
  private Duration firstProcessor = begunProcessor;
  private Duration lastProcessor = begunProcessor;

  /**
   * Watching begins now.
   *
   * @param what is counted, for the message when it takes too long
   * @param target the count at which it is done, above 0
   * @param limit the longest wait
   */
  Pace(String what, long target, Duration limit) {
    this.what = what;
    this.target = target;
    this.limit = limit;
  }

  /** Takes a count; true once it has reached the target. */
  boolean reached(long count) {
    long now = System.nanoTime();
    if (count > 0 && firstCount == 0) {
      firstNanos = now;
      firstCount = count;
      firstProcessor = processor();
    }
    if (count >= target) {
      lastNanos = now;
      lastProcessor = processor();
      return true;
    }
    if (now - begunNanos > limit.toNanos()) {
      throw new IllegalStateException(
          "%s: %d of %d after %s".formatted(what, count, target, limit));
    }
    return false;
  }

  /** Looks at a counter until it has reached the target, and says how fast that was. */
  double follow(LongSupplier counter) {
    while (!reached(counter.getAsLong())) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return perSecond();
  }

  /** The rate from the first look that saw something to the last. */
  double perSecond() {
    return firstCount < target
        ? (target - firstCount) * 1e9 / (lastNanos - firstNanos)
        : target * 1e9 / (lastNanos - begunNanos);
  }

  /**
   * Processor time of this process for each that was counted, µs, over the same span. Steadier than
   * the rate where the machine is not alone.
   */
  double processorMicrosEach() {
    boolean watched = firstCount < target;
    Duration spent = lastProcessor.minus(watched ? firstProcessor : begunProcessor);
    return spent.toNanos() / 1e3 / (watched ? target - firstCount : target);
  }

  private static Duration processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
