package io.rivulet.console.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BacktestJobsTest {
  private static final String LIMITS = "{\"id\":\"tried\"}";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));

  private static List<ChosenSession> sessions(Backtests backtests, String... names) {
    return backtests.find(List.of(names));
  }

  private static BacktestJob there(BacktestJobs.Start start) {
    assertThat(start).isInstanceOf(BacktestJobs.Start.There.class);
    return ((BacktestJobs.Start.There) start).job();
  }

  private static void awaitState(BacktestJob job, BacktestJob.State state) {
    await().untilAsserted(() -> assertThat(job.progress().state()).isEqualTo(state));
  }

  @Test
  @Requirement("PAST-010")
  void oneRunsAtATimeAndTheReportIsKeptForAnHour() {
    FakeBacktests backtests = FakeBacktests.quick();
    try (BacktestJobs jobs = new BacktestJobs(backtests, now::get)) {
      BacktestJob job = there(jobs.start("ada", "e-1", sessions(backtests, "n-1", "n-2"), LIMITS));
      awaitState(job, BacktestJob.State.DONE);
      assertThat(job.progress().report()).contains("{\"sessions\":2}");
      assertThat(job.progress().done()).isEqualTo(2);
      assertThat(jobs.of("ada")).containsExactly(job);
      assertThat(jobs.of("bob")).isEmpty();
      assertThat(jobs.find("bob", job.id())).isEmpty();

      now.updateAndGet(at -> at.plus(BacktestJobs.KEPT).plusSeconds(1));
      assertThat(jobs.of("ada")).isEmpty();
    }
  }

  @Test
  @Requirement("PAST-010")
  void whatIsSentTwiceIsOneAndAnotherUnderItsIdIsAConflict() {
    FakeBacktests backtests = FakeBacktests.quick();
    try (BacktestJobs jobs = new BacktestJobs(backtests, now::get)) {
      List<ChosenSession> chosen = sessions(backtests, "n-1");
      BacktestJob job = there(jobs.start("ada", "e-1", chosen, LIMITS));

      assertThat(jobs.start("ada", "e-1", chosen, LIMITS))
          .isEqualTo(new BacktestJobs.Start.There(job, true));
      assertThat(jobs.start("ada", "e-1", chosen, "{\"id\":\"other\"}"))
          .isInstanceOf(BacktestJobs.Start.Conflict.class);
      assertThat(there(jobs.start("bob", "e-1", chosen, LIMITS)).id()).isNotEqualTo(job.id());
    }
  }

  @Test
  @Requirement("PAST-010")
  void beyondEightUnderWayMoreAreRefusedAndCancellingEndsTheOneThatRuns() {
    CountDownLatch release = new CountDownLatch(1);
    FakeBacktests backtests = FakeBacktests.held(release);
    try (BacktestJobs jobs = new BacktestJobs(backtests, now::get)) {
      List<ChosenSession> chosen = sessions(backtests, "n-1", "n-2");
      BacktestJob first = there(jobs.start("ada", "e-0", chosen, LIMITS));
      for (int i = 1; i < BacktestJobs.UNDER_WAY_MAX; i++) {
        there(jobs.start("ada", "e-" + i, chosen, LIMITS));
      }
      assertThat(jobs.start("ada", "e-more", chosen, LIMITS))
          .isInstanceOf(BacktestJobs.Start.Full.class);
      await().untilAsserted(() -> assertThat(backtests.ran()).containsExactly("n-1"));
      assertThat(jobs.of("ada").get(0).progress().state()).isEqualTo(BacktestJob.State.WAITING);

      first.cancel();
      release.countDown();
      awaitState(first, BacktestJob.State.CANCELLED);
      assertThat(first.progress().report()).isEmpty();
    }
  }

  @Test
  @Requirement("PAST-010")
  void ofMoreThanAreKeptTheOldestIsForgotten() {
    FakeBacktests backtests = FakeBacktests.quick();
    try (BacktestJobs jobs = new BacktestJobs(backtests, now::get)) {
      List<ChosenSession> chosen = sessions(backtests, "n-1");
      BacktestJob first = there(jobs.start("ada", "e-0", chosen, LIMITS));
      awaitState(first, BacktestJob.State.DONE);
      for (int i = 1; i <= BacktestJobs.KEPT_MAX; i++) {
        awaitState(there(jobs.start("ada", "e-" + i, chosen, LIMITS)), BacktestJob.State.DONE);
      }
      assertThat(jobs.of("ada")).hasSize(BacktestJobs.KEPT_MAX).doesNotContain(first);
    }
  }
}
