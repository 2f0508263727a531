package io.rivulet.ingest.acknowledgement;

/**
 * Notices a broker that stopped sending after it had filled the receive maximum. Artemis 2.55 was
 * seen to keep the last messages of a burst for good, until the connection was made anew or another
 * message came: the queue waits for room, and nobody tells it that there is some. Half the maximum
 * counts as full, because the broker sees acknowledgements later than they are sent.
 *
 * <p>Not safe for use by several threads.
 */
public final class QuietAfterFull {
  private final int fullAt;
  private final long quietNanos;
  private boolean wasFull;
  private long lastNanos;

  /**
   * For one connection at a time.
   *
   * @param receiveMaximum what was promised to the broker, 1 or more
   * @param quietNanos how long nothing must have come, ns
   */
  public QuietAfterFull(int receiveMaximum, long quietNanos) {
    this.fullAt = Math.max(1, receiveMaximum / 2);
    this.quietNanos = quietNanos;
  }

  /** A connection begins. */
  public void begin(long nowNanos) {
    wasFull = false;
    lastNanos = nowNanos;
  }

  /** A message came; this many now wait for their acknowledgement. */
  public void arrived(int inFlight, long nowNanos) {
    wasFull |= inFlight >= fullAt;
    lastNanos = nowNanos;
  }

  /** Whether it was full, all is acknowledged, and nothing has come for the time of quiet. */
  public boolean isSuspect(int inFlight, long nowNanos) {
    return wasFull && inFlight == 0 && nowNanos - lastNanos >= quietNanos;
  }
}
