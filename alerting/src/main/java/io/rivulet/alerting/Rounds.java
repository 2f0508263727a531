package io.rivulet.alerting;

import io.rivulet.runtime.health.Readiness;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing again and again in a thread of its own, and sooner when woken. What fails is done
 * again at the next round; health says that it failed, the log says so once.
 */
final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(40);

  private final String what;
  private final Duration interval;
  private final Round round;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean woken;
  private boolean closing;
  private volatile Readiness readiness;

  private Rounds(String what, Duration interval, Round round) {
    this.what = what;
    this.interval = interval;
    this.round = round;
    this.readiness = new Readiness(true, what + " has not begun");
    this.thread = new Thread(this::run, "rivulet-alerting-" + what.replace(' ', '-'));
  }

  /** What is done. */
  @FunctionalInterface
  interface Round {
    /** Does it once. */
    void run() throws Exception;
  }

  /**
   * Begins, with a first round at once.
   *
   * @param what in words, for health and log
   */
  static Rounds start(String what, Duration interval, Round round) {
    Rounds rounds = new Rounds(what, interval, round);
    rounds.thread.start();
    return rounds;
  }

  /** Has the next round begin at once. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the last round went well. */
  Readiness health() {
    return readiness;
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  private void run() {
    try {
      while (goesOn()) {
        once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() throws InterruptedException {
    try {
      round.run();
      if (!readiness.ready()) {
        LOG.info("{} goes well again", what);
      }
      readiness = new Readiness(true, what + " goes well");
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      if (readiness.ready()) {
        LOG.warn("{} failed; it is tried again every {}", what, interval, e);
      }
      readiness = new Readiness(false, what + " failed: " + e.getMessage());
    }
    lock.lock();
    try {
      long left = interval.toNanos();
      while (!woken && !closing && left > 0) {
        left = changed.awaitNanos(left);
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }

  private boolean goesOn() {
    lock.lock();
    try {
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  /** Ends after the round in hand. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
      if (thread.isAlive()) {
        LOG.warn("{} has not ended after {} and is cut off", what, CLOSE_TIMEOUT);
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
