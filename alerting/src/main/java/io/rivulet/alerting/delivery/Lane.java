package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.Channel;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one channel. One of them at a time looks for what comes next; whoever found
 * something lets the next one look and sends it. So nothing is claimed that is not sent at once,
 * and a channel that is idle asks the database twice a second.
 */
final class Lane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final long POLL_MILLIS = 500;
  private static final long DATABASE_PAUSE_MILLIS = 1_000;

  private final Channel channel;
  private final LaneWork work;
  private final InstantSource clock;
  private final Signal signal = new Signal();
  private final ReentrantLock looking = new ReentrantLock();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean open = true;

  private Lane(Channel channel, LaneWork work, InstantSource clock) {
    this.channel = channel;
    this.work = work;
    this.clock = clock;
  }

  static Lane start(Channel channel, LaneWork work, InstantSource clock, int threads) {
    Lane lane = new Lane(channel, work, clock);
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(lane::run, "rivulet-lane-" + channel.name() + "-" + i);
      thread.setDaemon(true);
      lane.threads.add(thread);
      thread.start();
    }
    return lane;
  }

  Channel channel() {
    return channel;
  }

  /** Looks at once. */
  void wake() {
    signal.wake();
  }

  private void run() {
    try {
      introduce();
      while (open) {
        carryOut(next());
      }
    } catch (InterruptedException e) {
      LOG.debug("{}: a thread ends", channel.name());
    }
  }

  private void introduce() throws InterruptedException {
    until("made known", work::introduce);
  }

  private Turn next() throws InterruptedException {
    looking.lockInterruptibly();
    try {
      while (open) {
        Turn turn = look();
        if (!(turn instanceof Turn.Idle idle)) {
          return turn;
        }
        signal.await(pauseMillis(idle.until()));
      }
      return new Turn.Idle(Instant.MAX);
    } finally {
      looking.unlock();
    }
  }

  private Turn look() throws InterruptedException {
    try {
      return work.next();
    } catch (SQLException | RuntimeException e) {
      LOG.warn("{}: the outbox cannot be read: {}", channel.name(), e.toString());
      TimeUnit.MILLISECONDS.sleep(DATABASE_PAUSE_MILLIS);
      return new Turn.Idle(Instant.MIN);
    }
  }

  private void carryOut(Turn turn) throws InterruptedException {
    if (turn instanceof Turn.Send send) {
      Decision decision = work.send(send.claim());
      until("written down", () -> work.record(send.claim(), decision));
      signal.wake();
    } else if (turn instanceof Turn.Refresh refresh) {
      work.refresh(refresh.claim());
    }
  }

  /** Tries until the database takes it: without it there would be nothing to send anyway. */
  private void until(String what, Write write) throws InterruptedException {
    while (true) {
      try {
        write.run();
        return;
      } catch (SQLException | RuntimeException e) {
        LOG.warn("{}: cannot be {} now: {}", channel.name(), what, e.toString());
        TimeUnit.MILLISECONDS.sleep(DATABASE_PAUSE_MILLIS);
      }
    }
  }

  @FunctionalInterface
  private interface Write {
    void run() throws SQLException;
  }

  private long pauseMillis(Instant until) {
    Instant now = clock.instant();
    if (until.isAfter(now.plusMillis(POLL_MILLIS))) {
      return POLL_MILLIS;
    }
    return until.isAfter(now) ? Duration.between(now, until).toMillis() + 1 : 1;
  }

  /** Takes nothing new; what is being sent goes on. */
  void stop() {
    open = false;
    signal.wake();
  }

  /** Waits for what is being sent until a deadline, cuts off what is sent then. */
  void awaitEnd(long deadlineNanos) throws InterruptedException {
    for (Thread thread : threads) {
      TimeUnit.NANOSECONDS.timedJoin(thread, deadlineNanos - System.nanoTime());
    }
    threads.forEach(Thread::interrupt);
    work.close();
  }

  @Override
  public void close() {
    stop();
    try {
      awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      work.close();
    }
  }
}
