package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.LimitsProfileRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Archive archive;
  private final Consumer<String> progress;
  private final Map<String, List<LimitsProfileRecord>> limits;

  private Backtest(BacktestRequest request, Archive archive, Consumer<String> progress) {
    this.request = request;
    this.archive = archive;
    this.progress = progress;
    this.limits =
        archive.limits().stream().collect(Collectors.groupingBy(LimitsProfileRecord::getProfile));
  }

  /**
   * Judges every session of the range. Sessions of which nothing arrived are left out.
   *
   * @param results takes each session as it is done, by name
   * @param progress takes a line of text now and then
   * @throws UnknownSessionException where a session was asked for that the range does not hold
   */
  public static Totals run(
      BacktestRequest request,
      Archive archive,
      Consumer<SessionResult> results,
      Consumer<String> progress) {
    return new Backtest(request, archive, progress).run(results);
  }

  private Totals run(Consumer<SessionResult> results) {
    List<String> sessions = sessions();
    Totals totals = new Totals();
    long startNanos = System.nanoTime();
    long saidNanos = startNanos;
    for (int done = 0; done < sessions.size(); done++) {
      judge(sessions.get(done))
          .ifPresent(
              result -> {
                totals.add(result);
                results.accept(result);
              });
      long nowNanos = System.nanoTime();
      if (nowNanos - saidNanos > PROGRESS_EVERY.toNanos() || done + 1 == sessions.size()) {
        saidNanos = nowNanos;
        progress.accept(said(totals, done + 1, sessions.size(), nowNanos - startNanos));
      }
    }
    return totals;
  }

  private List<String> sessions() {
    List<String> found = archive.sessions(request.from(), request.to());
    if (request.sessions().isEmpty()) {
      return found;
    }
    Set<String> missing = new TreeSet<>(request.sessions());
    found.forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new UnknownSessionException(
          "no such session between "
              + request.from()
              + " and "
              + request.to()
              + ": "
              + String.join(", ", missing));
    }
    return found.stream().filter(request.sessions()::contains).toList();
  }

  private Optional<SessionResult> judge(String session) {
    try (Archive.Past past = archive.open(session);
        StateFolder folder = StateFolder.temporary();
        Lazily runs =
            new Lazily(
                first ->
                    new TwoRuns(
                        session,
                        request.topology(),
                        limits,
                        request.candidate(),
                        folder.path(),
                        first))) {
      past.arrivals(runs::take);
      return runs.finish(past.stated());
    }
  }

  private static String said(Totals totals, int done, int sessions, long nanos) {
    double seconds = Math.max(1e-3, nanos / 1e9);
    return "%d of %d sessions, %d samples, %.0f samples/s"
        .formatted(done, sessions, totals.samples(), totals.samples() / seconds);
  }
}
