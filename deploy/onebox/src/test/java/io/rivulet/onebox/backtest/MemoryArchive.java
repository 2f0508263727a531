package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.LimitsProfileRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** History that a test makes up. */
final class MemoryArchive implements Archive {
  private final SortedMap<String, List<Arrival>> arrivals = new TreeMap<>();
  private final SortedMap<String, Statements> stated = new TreeMap<>();
  private final List<LimitsProfileRecord> limits = new ArrayList<>();

  MemoryArchive with(LimitsProfileRecord profile) {
    limits.add(profile);
    return this;
  }

  MemoryArchive with(String session, List<Arrival> arrived) {
    arrivals.put(session, arrived);
    return this;
  }

  /** What is remembered as stated of a session. */
  MemoryArchive stating(String session, Statements statements) {
    stated.put(session, statements);
    return this;
  }

  @Override
  public List<String> sessions(Instant from, Instant to) {
    return List.copyOf(arrivals.keySet());
  }

  @Override
  public List<LimitsProfileRecord> limits() {
    return List.copyOf(limits);
  }

  @Override
  public Past open(String session) {
    return new Past() {
      @Override
      public void arrivals(Consumer<Arrival> taker) {
        arrivals.get(session).forEach(taker);
      }

      @Override
      public Statements stated() {
        return stated.getOrDefault(session, Statements.NONE);
      }

      @Override
      public void close() {}
    };
  }
}
