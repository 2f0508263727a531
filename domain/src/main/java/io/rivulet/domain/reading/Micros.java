package io.rivulet.domain.reading;

import java.time.Instant;

/**
 * Instants as microseconds since 1970, as records carry them. Not by {@code ChronoUnit}, which
 * counts nanoseconds on the way there and so ends in the year 2262.
 */
public final class Micros {
  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private Micros() {}

  /** Microseconds since 1970, rounded down; negative before. */
  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / NANOS);
  }
}
