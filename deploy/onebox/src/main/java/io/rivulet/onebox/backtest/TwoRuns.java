package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.streams.TopologyConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One session through the topology twice, side by side: with the limits it had, and with those that
 * are tried. Both see the same arrivals, so history is read once.
 */
final class TwoRuns implements AutoCloseable {
  private final String session;
  private final Map<String, List<LimitsProfileRecord>> limits;
  private final TopologyRun before;
  private final TopologyRun after;
  private String site = "";
  private Instant start;
  private Instant end;
  private long samples;

  /**
   * Builds both topologies and hands over the first arrival.
   *
   * @param limits versions of every profile that may be assigned
   * @param folder for state; the caller removes it
   */
  TwoRuns(
      String session,
      TopologyConfig topology,
      Map<String, List<LimitsProfileRecord>> limits,
      Candidate candidate,
      Path folder,
      Arrival first) {
    this.session = session;
    this.limits = limits;
    this.before = new TopologyRun(topology, folder.resolve("before"), first.time());
    this.after = new TopologyRun(topology, folder.resolve("after"), first.time());
    after.limits(candidate.profile());
    after.take(new Arrival(first.time(), candidate.assignment(session, first.time())));
    take(first);
  }

  void take(Arrival arrival) {
    note(arrival);
    Optional<String> assigned = Candidate.assigned(arrival);
    // A profile is made known when it is assigned: a store may hold a great many.
    assigned
        .map(profile -> limits.getOrDefault(profile, List.of()))
        .ifPresent(versions -> versions.forEach(before::limits));
    before.take(arrival);
    if (assigned.isEmpty()) {
      after.take(arrival);
    }
  }

  private void note(Arrival arrival) {
    if (arrival.record() instanceof PumpSampleRecord sample) {
      noteSample(sample.getDeviceTime());
    } else if (arrival.record() instanceof VitalsSampleRecord sample) {
      noteSample(sample.getDeviceTime());
    } else if (arrival.record() instanceof SessionEventRecord event
        && event.getEvent() instanceof SessionOpened opened) {
      site = opened.getSite();
    }
    if (start == null) {
      start = arrival.time();
    }
  }

  private void noteSample(Instant deviceTime) {
    if (samples == 0 || deviceTime.isBefore(start)) {
      start = deviceTime;
    }
    if (samples == 0 || deviceTime.isAfter(end)) {
      end = deviceTime;
    }
    samples++;
  }

  /** What both come to, beside what was stated at the time. */
  SessionResult finish(Statements fired) {
    Stated again = before.finish();
    Stated tried = after.finish();
    Statements would = tried.of(session);
    Statements recomputed = again.of(session);
    return new SessionResult(
        session,
        site,
        start,
        samples == 0 ? start : end,
        samples,
        fired,
        recomputed,
        would,
        Pair.of(fired.findings(), would.findings()),
        Pair.of(fired.findings(), recomputed.findings()).stream()
            .filter(pair -> pair.outcome() != Pair.Outcome.SAME)
            .toList(),
        Math.max(again.setAside(), tried.setAside()));
  }

  @Override
  public void close() {
    try {
      before.close();
    } finally {
      after.close();
    }
  }
}
