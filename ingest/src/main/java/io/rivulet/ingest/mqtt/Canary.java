package io.rivulet.ingest.mqtt;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Judges whether a connection still receives. The bridge publishes a canary to itself, and the
 * broker must bring it back: a connection can answer pings for hours and deliver nothing. Times are
 * nanoseconds on a clock of the caller's choice.
 *
 * <p>Any other message that arrives after the canary left proves the path as well, so a broker that
 * forbids the canary but delivers is never taken for stalled. While messages wait for their
 * acknowledgement the broker may be waiting for that, and nothing is judged.
 *
 * <p>Not safe for use by several threads.
 */
public final class Canary {
  private final long intervalNanos;
  private final long timeoutNanos;
  private boolean away;
  private long number;
  private long leftNanos;
  private long waitingSinceNanos;
  private boolean proven;

  /** How a connection's receive path is. */
  public enum Verdict {
    /** Nothing has come back yet, and it is not late. */
    WAITING,
    /** The last canary, or a later message, arrived. */
    RECEIVING,
    /** Nothing came back in time. */
    STALLED
  }

  /**
   * For one connection.
   *
   * @param interval between canaries, above 0
   * @param timeout after which one that is not back means a stall, above 0
   */
  Canary(Duration interval, Duration timeout, long nowNanos) {
    this.intervalNanos = interval.toNanos();
    this.timeoutNanos = timeout.toNanos();
    this.leftNanos = nowNanos - intervalNanos;
    // Not from 1: a canary that an earlier process left with the broker must not pass for ours.
    this.number = nowNanos;
  }

  /** Whether one should leave now. */
  boolean isDue(long nowNanos) {
    return !away && nowNanos - leftNanos >= intervalNanos;
  }

  /** One leaves; returns its number. */
  long leave(long nowNanos) {
    away = true;
    leftNanos = nowNanos;
    waitingSinceNanos = nowNanos;
    return ++number;
  }

  /** A canary came home; returns its time away where it is the one that is waited for. */
  OptionalLong returned(long returnedNumber, long nowNanos) {
    proven = true;
    if (!away || returnedNumber != number) {
      return OptionalLong.empty();
    }
    away = false;
    return OptionalLong.of(nowNanos - leftNanos);
  }

  /** Something else arrived: the path works. */
  void otherArrived(long nowNanos) {
    proven = true;
    waitingSinceNanos = nowNanos;
  }

  /**
   * The judgement now.
   *
   * @param holding whether messages of this connection wait for their acknowledgement
   */
  Verdict verdict(boolean holding, long nowNanos) {
    if (holding) {
      waitingSinceNanos = nowNanos;
    }
    if (away && nowNanos - waitingSinceNanos >= timeoutNanos) {
      return Verdict.STALLED;
    }
    return proven ? Verdict.RECEIVING : Verdict.WAITING;
  }

  /** Whether a canary is on its way. */
  boolean isAway() {
    return away;
  }
}
