package io.rivulet.alerting.intake;

import java.time.Duration;

/** How long to wait after each failure in a row: 100 ms, then twice that, up to 2 s. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private Duration next = FIRST;

  Duration next() {
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }

  void reset() {
    next = FIRST;
  }
}
