package io.rivulet.onebox.backtest;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/** Arrivals of several sources, each in order of its own, in one order of time. */
final class InOrder implements Iterator<Arrival> {
  private final PriorityQueue<Source> sources =
      new PriorityQueue<>(
          Comparator.comparing((Source source) -> source.next.time())
              .thenComparingInt(source -> source.rank));

  /** One source and its next arrival. */
  private static final class Source {
    private final Iterator<Arrival> rest;
    private final int rank;
    private Arrival next;

    Source(Iterator<Arrival> rest, int rank) {
      this.rest = rest;
      this.rank = rank;
    }

    boolean advance() {
      if (!rest.hasNext()) {
        return false;
      }
      next = rest.next();
      return true;
    }
  }

  private InOrder(List<Iterator<Arrival>> iterators) {
    for (int rank = 0; rank < iterators.size(); rank++) {
      add(new Source(iterators.get(rank), rank));
    }
  }

  /** All of them; of what came at one time, the earlier source's first. */
  static Iterator<Arrival> merge(List<Iterator<Arrival>> sources) {
    return new InOrder(sources);
  }

  /** Rows as arrivals. */
  static <T> Iterator<Arrival> of(Iterator<T> rows, Function<T, Arrival> arrival) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Arrival next() {
        return arrival.apply(rows.next());
      }
    };
  }

  @Override
  public boolean hasNext() {
    return !sources.isEmpty();
  }

  @Override
  public Arrival next() {
    Source source = sources.remove();
    Arrival next = source.next;
    add(source);
    return next;
  }

  private void add(Source source) {
    if (source.advance()) {
      sources.add(source);
    }
  }
}
