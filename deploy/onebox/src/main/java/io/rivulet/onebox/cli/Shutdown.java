package io.rivulet.onebox.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command run until Ctrl-C or a termination signal, and lets it close what it started before
 * the process ends.
 */
final class Shutdown {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(60);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onSignal, "rivulet-shutdown");

  private Shutdown() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static Shutdown listen() {
    return new Shutdown();
  }

  private void onSignal() {
    asked.countDown();
    try {
      if (!done.await(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("rivulet: not closed within " + CLOSE_LIMIT.toSeconds() + " s; ending");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the process is asked to end. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Waits until the process is asked to end, or the time is over; true where it was asked. */
  boolean await(Duration limit) throws InterruptedException {
    return asked.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says that everything is closed. */
  void closed() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook runs, or has run: it only waits for the latch above.
      asked.countDown();
    }
  }
}
