package io.rivulet.console.stream;

import java.time.Duration;

/**
 * Bounds of the live stream.
 *
 * @param maxClients streams open at once; the next is refused with 503
 * @param poll how often whole states are asked for while anybody listens
 * @param beat how often a client hears something even when nothing changed
 * @param slow a client that has not taken what it was sent for this long is dropped
 */
public record StreamLimits(int maxClients, Duration poll, Duration beat, Duration slow) {
  /** Topics that one page may follow. */
  public static final int MAX_TOPICS = 16;

  /** Sets of sites that one topic is put together for at once. */
  public static final int MAX_SCOPES = 64;

  /** What the console uses. */
  public static final StreamLimits DEFAULT =
      new StreamLimits(1_000, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15));

  /** Refuses limits that would stop the stream. */
  public StreamLimits {
    if (maxClients < 1 || !positive(poll) || !positive(beat) || !positive(slow)) {
      throw new IllegalArgumentException(
          "stream limits %d clients, poll %s, beat %s, slow %s: all must be above zero"
              .formatted(maxClients, poll, beat, slow));
    }
  }

  private static boolean positive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }
}
