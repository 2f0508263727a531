package io.rivulet.store.landing;

import java.time.Instant;

/**
 * What one batch says of the refused things of one device.
 *
 * @param more how many more stand than before; negative where more were withdrawn or admitted
 * @param latest when one was last received
 * @param clock when one was last received that was refused for its time; null for none
 */
record Refusals(long more, Instant latest, Instant clock) {
  Refusals plus(Refusals other) {
    if (other == null) {
      return this;
    }
    return new Refusals(more + other.more, later(latest, other.latest), later(clock, other.clock));
  }

  private static Instant later(Instant first, Instant second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return second.isAfter(first) ? second : first;
  }
}
