package io.rivulet.onebox.replay;

import io.rivulet.onebox.StoreWitness;
import io.rivulet.runtime.config.Settings;
import io.rivulet.simulator.replay.Replay;
import io.rivulet.simulator.replay.ReplayConfig;
import io.rivulet.simulator.replay.ReplayLimits;
import io.rivulet.simulator.replay.ReplayReport;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.simulator.trace.RunId;
import io.rivulet.store.read.ClinicReads;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Replays of a test, as the command line runs them against servers elsewhere. */
final class Replays {
  /** A recorded stay is as late as it likes, and two partitions are enough to be wrong. */
  static final Map<String, String> SETTINGS =
      Map.of("bridge.time.behind.max", "P3650D", "topic.partitions", "2", "sessions.port", "0");

  private Replays() {}

  /** Replays all cases in one run, which must have the same limits; every report must agree. */
  static List<ReplayReport> requireAgreement(
      List<TraceCase> cases, ReplayOrder order, Settings settings, ClinicReads reads)
      throws InterruptedException {
    List<ReplayReport> reports = run(cases, order, settings, reads);
    for (int i = 0; i < cases.size(); i++) {
      cases.get(i).requireAgreement(reports.get(i));
    }
    return reports;
  }

  /** Replays all cases in one run of its own. */
  static List<ReplayReport> run(
      List<TraceCase> cases, ReplayOrder order, Settings settings, ClinicReads reads)
      throws InterruptedException {
    List<Path> traces = cases.stream().map(TraceCase::trace).toList();
    ReplayConfig config =
        ReplayConfig.from(
            settings,
            traces,
            new ReplayLimits.OfFile(cases.get(0).limits()),
            order,
            RunId.random(new SecureRandom()));
    return Replay.run(config, new StoreWitness(reads), InstantSource.system(), line -> {});
  }
}
