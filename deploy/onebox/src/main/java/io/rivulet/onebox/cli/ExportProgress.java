package io.rivulet.onebox.cli;

import io.rivulet.store.history.ExportRun;
import java.io.PrintWriter;
import java.util.Locale;

/** Says once a second how far an export is. */
final class ExportProgress implements ExportRun.Progress {
  private static final long EVERY_NANOS = 1_000_000_000L;

  private final PrintWriter err;
  private final long startedNanos = System.nanoTime();
  private long saidNanos = startedNanos;

  ExportProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void at(long rows, int sessionsDone, int sessions) {
    long now = System.nanoTime();
    if (now - saidNanos >= EVERY_NANOS) {
      saidNanos = now;
      say("%3d %%  %,d of %,d sessions, %,d rows, %,.0f rows/s", sessionsDone, sessions, rows, now);
    }
  }

  private void say(String form, int done, int all, long rows, long nowNanos) {
    double seconds = (nowNanos - startedNanos) / 1e9;
    err.printf(
        Locale.ROOT,
        form + "%n",
        all == 0 ? 100 : 100L * done / all,
        done,
        all,
        rows,
        rows / Math.max(seconds, 1e-3));
    err.flush();
  }

  void done(ExportRun.Result result) {
    err.printf(
        Locale.ROOT,
        "%,d rows of %,d sessions in %,d parts, %,d of which were there already%n",
        result.rows(),
        result.sessions(),
        result.parts(),
        result.found());
    err.flush();
  }
}
