package io.rivulet.alerting.watchdog;

import io.micrometer.core.instrument.Gauge;
import io.rivulet.runtime.health.Readiness;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the watchdog and the heartbeat, in the one instance that leads. A heartbeat is sent only
 * while looks succeed and alerting says that it can do its work: whoever misses it knows that
 * something is wrong, whatever it is.
 */
public final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long TICK_MILLIS = 500;
  private static final long CLOSE_MILLIS = 10_000;
  private static final int MOST_NAMED = 5;

  private final WatchParts parts;
  private final HttpCalls calls = new HttpCalls();
  private final Heartbeat heartbeat;
  private final RoleProbe roles;
  private final GroupOffsets offsets;
  private final UnreadAge unread;
  private final Watchdog watchdog;
  private final AtomicInteger ill = new AtomicInteger();
  private final List<Thread> threads;
  private volatile State state =
      new State(false, Instant.MIN, List.of(), "nothing was looked at yet");
  private Instant lookedAt = Instant.MIN;

  /**
   * How the watch stands.
   *
   * @param leads whether this instance watches
   * @param looked when a look last succeeded
   * @param ill what was ill then
   * @param failure why the last look failed; empty where it did not
   */
  private record State(boolean leads, Instant looked, List<String> ill, String failure) {}

  private Watch(WatchParts parts) {
    this.parts = parts;
    this.heartbeat = new Heartbeat(calls, parts.secrets(), parts.metrics());
    this.roles = new RoleProbe(() -> watched().roles(), calls);
    this.offsets = new GroupOffsets(parts.kafka());
    this.unread = new UnreadAge(parts.kafka());
    this.watchdog =
        new Watchdog(
            List.of(
                roles,
                new LagProbe(this::watched, offsets, parts.readers(), unread),
                new ChannelProbe(parts.channels(), () -> watched().deliveryAfter()),
                new PlanProbe(
                    now -> parts.plan().get().findings(parts.overrides().call(), now),
                    parts.refusal())),
            parts.book());
    this.threads =
        List.of(thread("rivulet-watch", this::look), thread("rivulet-heartbeat", this::beat));
    Gauge.builder("rivulet.alerting.watchdog.ill", ill, AtomicInteger::get)
        .description("things between devices and people that are ill, as this instance sees them")
        .register(parts.metrics());
  }

  /** Begins to watch. Nothing has to be there yet: what is not is what it tells. */
  public static Watch start(WatchParts parts) {
    Watch watch = new Watch(parts);
    watch.threads.forEach(Thread::start);
    return watch;
  }

  /** A thread of its own for each, so that a receiver of heartbeats that hangs delays no look. */
  private static Thread thread(String name, Runnable step) {
    Thread thread = new Thread(() -> repeat(step), name);
    thread.setDaemon(true);
    return thread;
  }

  private static void repeat(Runnable step) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(TICK_MILLIS);
        step.run();
      }
    } catch (InterruptedException e) {
      LOG.debug("No more watching");
    }
  }

  private WatchdogPlan watched() {
    return parts.plan().get().watchdog();
  }

  private void look() {
    Instant now = parts.clock().instant();
    if (lookedAt.isAfter(now.minus(watched().interval())) && !lookedAt.isAfter(now)) {
      return;
    }
    lookedAt = now;
    try {
      if (!parts.leadership().leads()) {
        watchdog.forget();
        set(new State(false, now, List.of(), ""));
        return;
      }
      set(new State(true, now, watchdog.look(now), ""));
    } catch (SQLException | RuntimeException e) {
      LOG.warn("What is wrong cannot be stated now: {}", e.toString());
      set(new State(false, state.looked(), state.ill(), "the watch failed: " + e.getMessage()));
    }
  }

  private void set(State now) {
    state = now;
    ill.set(now.ill().size());
  }

  private void beat() {
    try {
      Instant now = parts.clock().instant();
      parts
          .plan()
          .get()
          .heartbeat()
          .filter(plan -> heartbeat.isDue(plan, now) && works(now))
          .ifPresent(plan -> heartbeat.beat(plan, about(), now));
    } catch (RuntimeException e) {
      LOG.error("No heartbeat was sent", e);
    }
  }

  private boolean works(Instant now) {
    State seen = state;
    Duration patience = watched().interval().multipliedBy(3).plusSeconds(30);
    return seen.leads()
        && seen.looked().isAfter(now.minus(patience))
        && parts.readiness().get().ready()
        && !ChannelProbe.nothingLeaves(
            parts.channels().get(), now.minus(watched().deliveryAfter()));
  }

  private String about() {
    return "rivulet alerting " + parts.instance() + ": " + parts.readiness().get().detail();
  }

  /** Ready while looks succeed; the detail says what is ill and how the heartbeat goes. */
  public Readiness readiness() {
    State seen = state;
    if (!seen.failure().isEmpty()) {
      return new Readiness(false, seen.failure());
    }
    if (!seen.leads()) {
      return new Readiness(true, "another instance watches");
    }
    String what =
        seen.ill().isEmpty()
            ? "nothing is ill"
            : seen.ill().size()
                + " ill: "
                + String.join(", ", seen.ill().stream().limit(MOST_NAMED).toList());
    boolean beats = parts.plan().get().heartbeat().isPresent();
    return new Readiness(true, what + (beats ? "; " + heartbeat.last().words() : ""));
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(CLOSE_MILLIS);
      }
      if (threads.stream().anyMatch(Thread::isAlive)) {
        LOG.warn("The watch did not end within {} ms", CLOSE_MILLIS);
        return;
      }
      unread.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      roles.close();
      calls.close();
      offsets.close();
    }
  }
}
