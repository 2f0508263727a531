package io.rivulet.store.landing;

import io.rivulet.schemas.record.DeviceStatusRecord;
import java.time.Instant;

/**
 * A clock offset that lay more than 5 s from the one stated before.
 *
 * @param at when it was stated
 * @param micros how far it jumped, negative where it went back
 */
record ClockJump(Instant at, long micros) {
  private static final long LEAST_MICROS = 5_000_000;

  /** The jump between two statements in whichever order; null where there is none. */
  static ClockJump between(DeviceStatusRecord first, DeviceStatusRecord second) {
    if (first == null || second == null) {
      return null;
    }
    if (second.getReceivedTime().isBefore(first.getReceivedTime())) {
      return between(second, first);
    }
    long micros = Math.subtractExact(second.getClockOffsetMicros(), first.getClockOffsetMicros());
    return Math.abs(micros) > LEAST_MICROS ? new ClockJump(second.getReceivedTime(), micros) : null;
  }

  static ClockJump later(ClockJump first, ClockJump second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return second.at.isBefore(first.at) ? first : second;
  }
}
