package io.rivulet.alerting.delivery;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one that waits, or the next one to wait where nobody does. */
final class Signal {
  private final Semaphore permits = new Semaphore(0);

  /** Wakes; several wakes before anybody waits are one. */
  void wake() {
    if (permits.availablePermits() == 0) {
      permits.release();
    }
  }

  /** Waits until woken, at most so long. */
  void await(long atMostMillis) throws InterruptedException {
    if (permits.tryAcquire(Math.max(atMostMillis, 1), TimeUnit.MILLISECONDS)) {
      permits.drainPermits();
    }
  }
}
