package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.streams.TopologyConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One session through the topology twice, side by side: with the limits it had, and with those that
 * are tried. Both see the same arrivals, so history is read once.
 */
final class TwoRuns implements AutoCloseable {
  private final String session;
  private final TopologyConfig topology;
  private final Map<String, List<LimitsProfileRecord>> limits;
  private final Candidate candidate;
  private final Path folder;
  private TopologyRun before;
  private TopologyRun after;
  private long samples;

  TwoRuns(
      String session,
      TopologyConfig topology,
      Map<String, List<LimitsProfileRecord>> limits,
      Candidate candidate,
      Path folder) {
    this.session = session;
    this.topology = topology;
    this.limits = limits;
    this.candidate = candidate;
    this.folder = folder;
  }

  void take(Arrival arrival) {
    if (before == null) {
      start(arrival);
    }
    // A profile is made known when it is assigned: a store may hold a great many.
    Optional<String> assigned = Candidate.assigned(arrival);
    assigned
        .map(profile -> limits.getOrDefault(profile, List.of()))
        .ifPresent(versions -> versions.forEach(before::limits));
    before.take(arrival);
    if (assigned.isEmpty()) {
      after.take(arrival);
    }
    if (!(arrival.record() instanceof SessionEventRecord)) {
      samples++;
    }
  }

  private void start(Arrival first) {
    before = new TopologyRun(topology, folder.resolve("before"), first.time());
    after = new TopologyRun(topology, folder.resolve("after"), first.time());
    after.limits(candidate.profile());
    after.take(new Arrival(first.time(), candidate.assignment(session, first.time())));
  }

  /** What both come to, beside what was stated at the time. */
  SessionResult finish(History.Session of, Statements fired) {
    if (before == null) {
      return SessionResult.of(of, 0, fired, Statements.NONE, Statements.NONE, 0);
    }
    Stated again = before.finish();
    Stated tried = after.finish();
    return SessionResult.of(
        of,
        samples,
        fired,
        again.of(session),
        tried.of(session),
        Math.max(again.setAside(), tried.setAside()));
  }

  @Override
  public void close() {
    try {
      if (before != null) {
        before.close();
      }
    } finally {
      if (after != null) {
        after.close();
      }
    }
  }
}
