package io.rivulet.onebox.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.simulator.replay.ReplayReport;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.DoseRow;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.SessionSummary;
import io.rivulet.testkit.RecordedTraces;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traces through the whole pipeline in one process. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ReplayIT {
  @TempDir static Path data;

  private static OneBox box;

  @BeforeAll
  static void start() {
    box =
        OneBox.start(
            new OneBoxConfig(Optional.of(data), Optional.empty(), Replays.SETTINGS),
            InstantSource.system(),
            line -> {});
  }

  @AfterAll
  static void stop() {
    if (box != null) {
      box.close();
    }
  }

  @ParameterizedTest
  @EnumSource(ReplayOrder.class)
  @Requirement("ONEBOX-013")
  void theStoreHoldsWhatTheTraceMustGive(ReplayOrder order) throws Exception {
    requireAgreement(List.of(TraceCase.synthetic()), order);
  }

  @ParameterizedTest
  @EnumSource(ReplayOrder.class)
  @Requirement("ONEBOX-013")
  void theStoreHoldsWhatRecordedTracesMustGive(ReplayOrder order) throws Exception {
    List<TraceCase> recorded = TraceCase.recorded();
    assumeTrue(!recorded.isEmpty(), RecordedTraces.ABSENT);
    requireAgreement(recorded, order);
  }

  @Test
  @Requirement("ONEBOX-014")
  void aSecondReplayIntoTheSameDataIsASecondSession() throws Exception {
    List<TraceCase> cases = List.of(TraceCase.synthetic());
    String first = session(requireAgreement(cases, ReplayOrder.EVENT));
    Figures figures = Figures.of(box.reads(), first);
    box.close();
    start();

    String second = session(requireAgreement(cases, ReplayOrder.EVENT));

    assertThat(second).isNotEqualTo(first);
    assertThat(Figures.of(box.reads(), first)).isEqualTo(figures);
    assertThat(box.reads().sessions(1000))
        .extracting(SessionSummary::session)
        .contains(first, second);
  }

  private static List<ReplayReport> requireAgreement(List<TraceCase> cases, ReplayOrder order)
      throws InterruptedException {
    return Replays.requireAgreement(cases, order, box.settings(), box.reads());
  }

  private static String session(List<ReplayReport> reports) {
    return reports.get(0).json().path("session").asText();
  }

  /** What the store says of a session. */
  private record Figures(List<DoseRow> doses, List<ExcursionRow> excursions) {
    static Figures of(ClinicReads reads, String session) {
      return new Figures(reads.doses(session), reads.excursions(session));
    }
  }
}
