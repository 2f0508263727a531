package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.LimitsProfileRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs the clinical topology over stored history with other limits, and holds what it finds against
 * what fired at the time. One session is gone through after the other, each by a topology of its
 * own, so that memory is bounded by one session's state however long the range.
 */
public final class Backtest {
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);

  private final BacktestRequest request;
  private final History history;
  private final Consumer<String> progress;
  private final Map<String, List<LimitsProfileRecord>> limits;

  private Backtest(BacktestRequest request, History history, Consumer<String> progress) {
    this.request = request;
    this.history = history;
    this.progress = progress;
    this.limits =
        history.limits().stream().collect(Collectors.groupingBy(LimitsProfileRecord::getProfile));
  }

  /**
   * Judges every session of the range.
   *
   * @param results takes each session as it is done, in order of their beginning
   * @param progress takes a line of text now and then
   * @throws IllegalArgumentException where a session was asked for that the range does not hold
   */
  public static Totals run(
      BacktestRequest request,
      History history,
      Consumer<SessionResult> results,
      Consumer<String> progress) {
    return new Backtest(request, history, progress).run(results);
  }

  private Totals run(Consumer<SessionResult> results) {
    List<History.Session> sessions = sessions();
    progress.accept("judging " + sessions.size() + " sessions");
    Totals totals = new Totals();
    long startNanos = System.nanoTime();
    long saidNanos = startNanos;
    for (History.Session session : sessions) {
      SessionResult result = judge(session);
      totals.add(result);
      results.accept(result);
      long nowNanos = System.nanoTime();
      if (nowNanos - saidNanos > PROGRESS_EVERY.toNanos()) {
        saidNanos = nowNanos;
        progress.accept(said(totals, sessions.size(), nowNanos - startNanos));
      }
    }
    progress.accept(said(totals, sessions.size(), System.nanoTime() - startNanos));
    return totals;
  }

  private List<History.Session> sessions() {
    List<History.Session> found = history.sessions(request.from(), request.to());
    if (request.sessions().isEmpty()) {
      return found;
    }
    Set<String> missing = new TreeSet<>(request.sessions());
    missing.removeAll(found.stream().map(History.Session::session).collect(Collectors.toSet()));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "no such session between "
              + request.from()
              + " and "
              + request.to()
              + ": "
              + String.join(", ", missing));
    }
    return found.stream().filter(s -> request.sessions().contains(s.session())).toList();
  }

  private SessionResult judge(History.Session session) {
    Path folder = temporaryFolder();
    try (TwoRuns runs =
        new TwoRuns(session.session(), request.topology(), limits, request.candidate(), folder)) {
      history.replay(session.session(), runs::take);
      return runs.finish(session, history.stated(session.session()));
    } finally {
      FolderTree.delete(folder);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("rivulet-backtest-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for state: " + e.getMessage(), e);
    }
  }

  private static String said(Totals totals, int sessions, long nanos) {
    double seconds = Math.max(1e-3, nanos / 1e9);
    return "%d of %d sessions, %d samples, %.0f samples/s"
        .formatted(totals.sessions(), sessions, totals.samples(), totals.samples() / seconds);
  }
}
