package io.rivulet.console.history;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Lets only so many answers be under way, and ends those that take too long. */
final class StreamGate implements AutoCloseable {
  private final int most;
  private final Duration limit;
  private final Set<Pass> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "rivulet-history-limit");
            thread.setDaemon(true);
            return thread;
          });

  StreamGate(int most, Duration limit) {
    this.most = most;
    this.limit = limit;
  }

  /** One answer that is under way. */
  final class Pass implements AutoCloseable {
    private final Runnable cut;
    private ScheduledFuture<?> end;

    private Pass(Runnable cut) {
      this.cut = cut;
    }

    @Override
    public void close() {
      end.cancel(false);
      open.remove(this);
    }
  }

  /**
   * Lets an answer begin.
   *
   * @param cut ends it, from another thread
   * @return empty where as many as allowed are under way
   */
  synchronized Optional<Pass> enter(Runnable cut) {
    if (open.size() >= most) {
      return Optional.empty();
    }
    Pass pass = new Pass(cut);
    pass.end = watch.schedule(cut, limit.toMillis(), TimeUnit.MILLISECONDS);
    open.add(pass);
    return Optional.of(pass);
  }

  int size() {
    return open.size();
  }

  @Override
  public void close() {
    watch.shutdownNow();
    open.forEach(pass -> pass.cut.run());
  }
}
