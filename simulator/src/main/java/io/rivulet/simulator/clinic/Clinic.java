package io.rivulet.simulator.clinic;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.mqtt.DeviceOutlet;
import io.rivulet.simulator.session.SessionSink;
import io.rivulet.simulator.session.SessionSinkException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A synthetic ketamine clinic: publishes the history it was asked for as fast as the broker takes
 * it, then what its devices send, second by second. When it falls behind it catches up; what could
 * not be recorded in Kafka is tried again each second and holds everything after it back.
 */
public final class Clinic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Clinic.class);
  private static final long TICK_MILLIS = 200;
  private static final long RETRY_MILLIS = 1_000;
  private static final long JOIN_MILLIS = 10_000;

  /** Something that may have to be tried again. */
  private interface Recording {
    void attempt() throws InterruptedException;
  }

  private final ClinicSchedule schedule;
  private final DeviceOutlet devices;
  private final SessionSink sessions;
  private final InstantSource clock;
  private final LimitsProfileRecord profile = ClinicProfile.record();
  private final List<SyntheticSession> underWay = new ArrayList<>();
  private final Thread thread;
  private boolean closing;
  private boolean caughtUp;
  private Throwable failure;
  private long messages;
  private long opened;
  private long closed;

  private Clinic(
      ClinicConfig config, DeviceOutlet devices, SessionSink sessions, InstantSource clock) {
    this.schedule = new ClinicSchedule(config);
    this.devices = devices;
    this.sessions = sessions;
    this.clock = clock;
    this.thread = new Thread(this::run, "simulated-clinic");
    this.thread.setDaemon(true);
  }

  /**
   * Starts publishing.
   *
   * @param devices where devices send; stays open when the clinic closes
   * @param sessions where sessions are recorded; stays open when the clinic closes
   */
  public static Clinic start(
      ClinicConfig config, DeviceOutlet devices, SessionSink sessions, InstantSource clock) {
    Clinic clinic = new Clinic(config, devices, sessions, clock);
    clinic.thread.start();
    return clinic;
  }

  private void run() {
    try {
      record(() -> sessions.profile(profile));
      long now = clock.instant().getEpochSecond();
      List<ScheduledSession> history = schedule.toBackfill(clock.instant());
      long second = history.isEmpty() ? now : history.get(0).start().getEpochSecond();
      history.forEach(this::admit);
      LOG.info("clinic publishes {} s of history, then goes on live", now - second);
      long known = now + 1;
      while (!isClosing()) {
        now = clock.instant().getEpochSecond();
        schedule.starting(known, now + 1).forEach(this::admit);
        known = Math.max(known, now + 1);
        while (second <= now && !isClosing()) {
          publish(second);
          second++;
        }
        pause();
      }
    } catch (InterruptedException e) {
      LOG.debug("clinic interrupted");
    } catch (RuntimeException e) {
      LOG.error("clinic stopped", e);
      synchronized (this) {
        failure = e;
        notifyAll();
      }
    }
  }

  private void admit(ScheduledSession scheduled) {
    underWay.add(new SyntheticSession(schedule.config(), scheduled, profile.getProfile()));
  }

  private void publish(long epochSecond) throws InterruptedException {
    for (SyntheticSession session : List.copyOf(underWay)) {
      long second = epochSecond - session.scheduled().start().getEpochSecond();
      if (second >= 0) {
        recordEvents(session.eventsAt((int) second));
        for (DeviceMessage message : session.messagesAt((int) second)) {
          devices.publish(message);
          count(1, 0, 0);
        }
      }
      if (second == 0) {
        count(0, 1, 0);
      }
      if (second == ScheduledSession.SECONDS) {
        underWay.remove(session);
        count(0, 0, 1);
      }
    }
  }

  private void recordEvents(List<SessionEventRecord> events) throws InterruptedException {
    if (!events.isEmpty()) {
      record(() -> sessions.events(events));
    }
  }

  private void record(Recording recording) throws InterruptedException {
    while (!isClosing()) {
      try {
        recording.attempt();
        return;
      } catch (SessionSinkException e) {
        LOG.warn("{}; trying again", e.getMessage());
        synchronized (this) {
          wait(RETRY_MILLIS);
        }
      }
    }
  }

  private synchronized void pause() throws InterruptedException {
    caughtUp = true;
    notifyAll();
    if (!closing) {
      wait(TICK_MILLIS);
    }
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  private synchronized void count(long sent, long begun, long ended) {
    messages += sent;
    opened += begun;
    closed += ended;
  }

  /**
   * Waits until the history has been handed over and the clinic runs in real time.
   *
   * @return false where that took longer than the limit, or the clinic stopped
   */
  public synchronized boolean awaitLive(Duration limit) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (!caughtUp && failure == null && !closing) {
      long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return caughtUp && failure == null;
  }

  /** Messages handed over, repeats and status among them. */
  public synchronized long messages() {
    return messages;
  }

  /** Sessions begun. */
  public synchronized long sessionsOpened() {
    return opened;
  }

  /** Sessions ended. */
  public synchronized long sessionsClosed() {
    return closed;
  }

  /** Why the clinic stopped by itself; empty while it runs. */
  public synchronized Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Stops publishing within 10 s. Sessions under way are left open: a clinic may be continued. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    thread.interrupt();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
