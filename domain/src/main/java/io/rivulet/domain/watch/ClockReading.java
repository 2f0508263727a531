package io.rivulet.domain.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * What was stated of a device's clock.
 *
 * @param received when, by the clock of receipt
 * @param offset device clock less receipt clock, negative where the device is behind
 * @param spread how far the differences lie apart, zero or more
 */
public record ClockReading(Instant received, Duration offset, Duration spread) {
  /** The larger of the two, without its sign. */
  Duration error() {
    Duration off = offset.abs();
    return off.compareTo(spread) > 0 ? off : spread;
  }
}
