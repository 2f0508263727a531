package io.rivulet.store.landing;

import java.time.Duration;
import java.time.Instant;

/**
 * How often messages come: each adds 1 / T, and what it added fades with exp(-age / T), T being two
 * minutes. It is a sum over the messages, so that their order does not matter, and one number says
 * it of any later time.
 *
 * @param at as of when
 * @param perMinute messages a minute, 0 or more
 */
record MessageRate(Instant at, double perMinute) {
  private static final double MEMORY_SECONDS = 120;
  private static final double OF_ONE_PER_MINUTE = 60 / MEMORY_SECONDS;
  private static final double NANOS_PER_SECOND = 1e9;

  static MessageRate one(Instant at) {
    return new MessageRate(at, OF_ONE_PER_MINUTE);
  }

  MessageRate plus(MessageRate other) {
    if (other == null) {
      return this;
    }
    Instant later = other.at.isAfter(at) ? other.at : at;
    return new MessageRate(later, fadedTo(later) + other.fadedTo(later));
  }

  /** What it is at a time that is not before. */
  double fadedTo(Instant later) {
    Duration age = Duration.between(at, later);
    double seconds = age.getSeconds() + age.getNano() / NANOS_PER_SECOND;
    return seconds == 0 ? perMinute : perMinute * Math.exp(-seconds / MEMORY_SECONDS);
  }
}
