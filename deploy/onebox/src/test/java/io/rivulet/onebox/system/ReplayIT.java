package io.rivulet.onebox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.store.read.DoseRow;
import io.rivulet.testkit.RecordedTraces;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job on embedded servers: traces in over MQTT, expected results out of the database. */
@Timeout(300)
class ReplayIT {
  @TempDir Path data;
  private final List<String> progress = new ArrayList<>();
  private OneBox box;

  @BeforeEach
  void start() {
    box =
        OneBox.start(
            new OneBoxConfig(
                Optional.of(data), Optional.empty(), Map.of("bridge.time.behind.max", "P3650D")),
            InstantSource.system(),
            progress::add);
  }

  @AfterEach
  void stop() {
    box.close();
  }

  private List<JsonNode> replay(Traces traces, ReplayOrder order, long seed)
      throws InterruptedException {
    return Replaying.replay(box.settings(), box.reads(), traces, order, seed, progress::add);
  }

  @Test
  @Requirement({"SYSTEM-001", "SYSTEM-002"})
  void aTraceGivesWhatIsExpectedInBothOrdersAndASecondReplayIsASecondSession()
      throws InterruptedException, IOException {
    Traces traces = Traces.synthetic();
    List<JsonNode> first = replay(traces, ReplayOrder.EVENT, 1);
    Replaying.assertExpected(traces, first);
    String session = first.get(0).path("session").asText();
    List<DoseRow> before = box.reads().doses(session);

    stop();
    start();
    List<JsonNode> second = replay(traces, ReplayOrder.INGEST, 2);

    Replaying.assertExpected(traces, second);
    assertThat(second.get(0).path("session").asText()).isNotEqualTo(session);
    assertThat(box.reads().doses(session)).isEqualTo(before);
    assertThat(box.reads().sessions(10)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(ReplayOrder.class)
  @Requirement("SYSTEM-001")
  void theRecordedTracesGiveWhatIsExpected(ReplayOrder order)
      throws InterruptedException, IOException {
    Optional<Traces> traces = Traces.recorded();
    assumeTrue(traces.isPresent(), RecordedTraces.ABSENT);

    Replaying.assertExpected(traces.get(), replay(traces.get(), order, 3));
  }
}
