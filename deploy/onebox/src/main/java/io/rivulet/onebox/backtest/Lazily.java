package io.rivulet.onebox.backtest;

import java.util.Optional;
import java.util.function.Function;

/** Two runs that begin with the first arrival: only then is it known when their clock starts. */
final class Lazily implements AutoCloseable {
  private final Function<Arrival, TwoRuns> begin;
  private Optional<TwoRuns> runs = Optional.empty();

  Lazily(Function<Arrival, TwoRuns> begin) {
    this.begin = begin;
  }

  void take(Arrival arrival) {
    if (runs.isPresent()) {
      runs.get().take(arrival);
    } else {
      runs = Optional.of(begin.apply(arrival));
    }
  }

  Optional<SessionResult> finish(Statements fired) {
    return runs.map(two -> two.finish(fired));
  }

  @Override
  public void close() {
    runs.ifPresent(TwoRuns::close);
  }
}
