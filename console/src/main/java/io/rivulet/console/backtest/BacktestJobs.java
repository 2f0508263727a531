package io.rivulet.console.backtest;

import io.rivulet.store.read.StoreUnavailableException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backtests that were asked for: one runs at a time, a few wait, and what is over is kept for an
 * hour, the latest few of everybody's. A console that ends forgets them.
 */
final class BacktestJobs implements AutoCloseable {
  /** Waiting and running at once; more are refused. */
  static final int UNDER_WAY_MAX = 8;

  /** Under way or over; the oldest that is over makes room. */
  static final int KEPT_MAX = 24;

  /** How long a result is kept. */
  static final Duration KEPT = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(BacktestJobs.class);
  private static final int ID_BYTES = 12;
  private static final long END_SECONDS = 5;

  private final Backtests backtests;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Deque<BacktestJob> jobs = new ArrayDeque<>();
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(UNDER_WAY_MAX),
          task -> {
            Thread thread = new Thread(task, "rivulet-backtest");
            thread.setDaemon(true);
            return thread;
          });

  BacktestJobs(Backtests backtests, InstantSource clock) {
    this.backtests = backtests;
    this.clock = clock;
  }

  /** What became of an attempt to start one. */
  sealed interface Start {
    /** It is there; {@code again} where the same command was there before. */
    record There(BacktestJob job, boolean again) implements Start {}

    /** The same id, another wish. */
    record Conflict() implements Start {}

    /** As many as allowed are under way. */
    record Full() implements Start {}
  }

  synchronized Start start(String by, String eventId, List<ChosenSession> sessions, String limits) {
    forget();
    Optional<BacktestJob> same =
        jobs.stream()
            .filter(job -> job.by().equals(by) && job.eventId().equals(eventId))
            .findFirst();
    if (same.isPresent()) {
      BacktestJob job = same.get();
      boolean alike = job.sessions().equals(sessions) && job.limits().equals(limits);
      return alike ? new Start.There(job, true) : new Start.Conflict();
    }
    if (jobs.stream().filter(job -> !job.progress().state().over()).count() >= UNDER_WAY_MAX) {
      return new Start.Full();
    }
    if (jobs.size() >= KEPT_MAX) {
      jobs.stream()
          .filter(job -> job.progress().state().over())
          .findFirst()
          .ifPresent(jobs::remove);
    }
    BacktestJob job = new BacktestJob(id(), by, eventId, sessions, limits, clock.instant());
    jobs.addLast(job);
    worker.execute(() -> run(job));
    return new Start.There(job, false);
  }

  /** Somebody's own, the latest first. */
  synchronized List<BacktestJob> of(String by) {
    forget();
    List<BacktestJob> own =
        new ArrayList<>(jobs.stream().filter(job -> job.by().equals(by)).toList());
    Collections.reverse(own);
    return own;
  }

  /** Somebody's own of this id. */
  Optional<BacktestJob> find(String by, String id) {
    return of(by).stream().filter(job -> job.id().equals(id)).findFirst();
  }

  private void forget() {
    jobs.removeIf(
        job ->
            job.progress()
                .endedTime()
                .map(at -> at.plus(KEPT).isBefore(clock.instant()))
                .orElse(false));
  }

  private void run(BacktestJob job) {
    BoundedText report = new BoundedText();
    try {
      watch(job, 0);
      backtests.run(job.sessions(), job.limits(), report, done -> watch(job, done));
      job.done(report.toString(), clock.instant());
    } catch (BacktestCancelledException e) {
      job.ended(BacktestJob.State.CANCELLED, "it was cancelled", clock.instant());
    } catch (StoreUnavailableException e) {
      LOG.warn("backtest {} failed: {}", job.id(), e.getMessage());
      failed(job, "the database does not answer; try again when it does");
    } catch (BoundedText.FullException e) {
      failed(job, "its report is longer than this console keeps; choose fewer sessions");
    } catch (IllegalArgumentException e) {
      failed(job, e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.error("backtest {} failed", job.id(), e);
      failed(job, "it could not be run; the console's log says why");
    }
  }

  private static void watch(BacktestJob job, int done) {
    if (job.unwanted() || Thread.currentThread().isInterrupted()) {
      throw new BacktestCancelledException();
    }
    job.running(done);
  }

  private void failed(BacktestJob job, String reason) {
    job.ended(BacktestJob.State.FAILED, reason, clock.instant());
  }

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Ends the one that runs, and those that wait. */
  @Override
  public void close() {
    synchronized (this) {
      jobs.forEach(BacktestJob::cancel);
    }
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a backtest does not end; its thread ends with the process");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
