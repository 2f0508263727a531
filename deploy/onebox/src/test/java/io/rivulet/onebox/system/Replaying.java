package io.rivulet.onebox.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.onebox.StoreWitness;
import io.rivulet.runtime.config.Settings;
import io.rivulet.simulator.replay.Replay;
import io.rivulet.simulator.replay.ReplayConfig;
import io.rivulet.simulator.replay.ReplayReport;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.simulator.trace.RunId;
import io.rivulet.store.read.ClinicReads;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Replays traces through a running pipeline, as the command does, and holds them to what is
 * expected.
 */
final class Replaying {
  private Replaying() {}

  static List<JsonNode> replay(
      Settings settings,
      ClinicReads reads,
      Traces traces,
      ReplayOrder order,
      long seed,
      Consumer<String> progress)
      throws InterruptedException {
    List<ReplayReport> reports =
        Replay.run(
            ReplayConfig.from(
                settings,
                traces.files(),
                Optional.of(traces.limits()),
                order,
                RunId.random(new Random(seed))),
            new StoreWitness(reads),
            InstantSource.system(),
            progress);
    List<JsonNode> nodes = new ArrayList<>();
    reports.forEach(report -> nodes.add(report.json()));
    return nodes;
  }

  static void assertExpected(Traces traces, List<JsonNode> reports) throws IOException {
    for (int i = 0; i < reports.size(); i++) {
      ExpectedReport.of(traces.files().get(i)).assertReported(reports.get(i));
    }
  }
}
