package io.rivulet.console.access.signin;

import java.time.Duration;

/** How long somebody who guesses has to wait. */
enum LockOut {
  /** By the name that was given, known or not. */
  USER(5),
  /** By the address it came from, which many people may share. */
  ADDRESS(30);

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int DOUBLINGS = 5;

  private final int free;

  LockOut(int free) {
    this.free = free;
  }

  /**
   * How long nothing is tried after so many failures, one after the other: not at all after the
   * first few, then 30 s, twice as long each time, 15 minutes at most.
   */
  Duration after(int failures) {
    if (failures < free) {
      return Duration.ZERO;
    }
    Duration wait = FIRST.multipliedBy(1L << Math.min(failures - free, DOUBLINGS));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  String key(String of) {
    String key = this == USER ? "user:" + of : "address:" + of;
    return key.length() > 200 ? key.substring(0, 200) : key;
  }
}
