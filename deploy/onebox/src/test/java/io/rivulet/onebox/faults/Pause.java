package io.rivulet.onebox.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long a fault lasts: here time itself is what a test is about, not a condition. */
final class Pause {
  private Pause() {}

  static void of(Duration duration) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
  }
}
