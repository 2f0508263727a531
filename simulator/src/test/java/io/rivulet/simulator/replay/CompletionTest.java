package io.rivulet.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.simulator.trace.RunId;
import io.rivulet.simulator.trace.TracePlan;
import io.rivulet.simulator.trace.TraceReader;
import io.rivulet.simulator.trace.TraceText;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final String PUMP = "aaaaaa-8-propofol-1";
  private static final String CUFF = "aaaaaa-8-nibp";
  private static final String SESSION = "replay-8-aaaaaa";

  @TempDir Path folder;
  private Completion completion;
  private Observed observed;

  @BeforeEach
  void planATraceOfTwoPumpSamplesAndTwoPressures() {
    Path file =
        new TraceText()
            .segment("10:00", "10:10", "Propofol", 6, 10, "Stopped")
            .vital("10:00", "Non Invasive Blood Pressure mean", "90", "10:00")
            .vital("10:05", "Non Invasive Blood Pressure mean", "95", "10:05")
            .write(folder, "stay_8.csv");
    TracePlan plan = TracePlan.of(TraceReader.read(file), new RunId("aaaaaa"), NOW);
    completion = new Completion(plan, true);
    observed = new Observed(Map.of(PUMP, SESSION, CUFF, SESSION));
  }

  private void bridgeEverything() {
    observed.sample(PUMP, 0);
    observed.sample(PUMP, 1);
    observed.sample(CUFF, 0);
    observed.sample(CUFF, 1);
  }

  private void stateResults() {
    observed.dose(dose(2, 2));
    observed.dose(dose(1, 1));
    observed.tally(tally(2, 0));
  }

  private static DoseUpdateRecord dose(long revision, long samples) {
    return DoseUpdateRecord.newBuilder()
        .setSession(SESSION)
        .setDevice(PUMP)
        .setDrug("Propofol")
        .setRevision(revision)
        .setAsOf(NOW)
        .setVolumeNanolitres(1_000_000)
        .setSamples(samples)
        .setState(PumpStateRecord.STOP)
        .build();
  }

  private static PressureTallyRecord tally(long readings, long notEvaluable) {
    return PressureTallyRecord.newBuilder()
        .setSession(SESSION)
        .setSource("NIBP")
        .setRevision(readings)
        .setReadings(readings)
        .setRejected(0)
        .setUnconfirmed(0)
        .setNotEvaluable(notEvaluable)
        .build();
  }

  private static StoreAnswers store(long samples, List<ReplayWitness.Excursion> excursions) {
    return new StoreAnswers(
        List.of(
            new ReplayWitness.Dose(
                new DeviceId(PUMP),
                "Propofol",
                Optional.of("mg"),
                OptionalDouble.of(10),
                OptionalDouble.empty(),
                1,
                1,
                2)),
        List.of(new ReplayWitness.Tally(PressureSource.NIBP, 2, 0, 0)),
        excursions,
        List.of(),
        List.of(),
        new ReplayWitness.Landed(samples, 0, 0));
  }

  @Test
  @Requirement("SIM-009")
  void nothingIsMissingOnceKafkaAndStoreAgreeOnEveryMessage() {
    bridgeEverything();
    stateResults();

    assertThat(completion.missingInKafka(observed)).isEmpty();
    assertThat(completion.missingInStore(observed, store(4, List.of()))).isEmpty();
  }

  @Test
  void namesTheDeviceWhoseMessagesHaveNotComeThroughTheBridge() {
    observed.sample(PUMP, 0);
    observed.sample(PUMP, 0);

    assertThat(completion.missingInKafka(observed))
        .contains("messages of " + PUMP + " through the bridge: 1 of 2")
        .contains("messages of " + CUFF + " through the bridge: 0 of 2");
    assertThat(observed.repeats(PUMP)).isEqualTo(1);
  }

  @Test
  void waitsForReadingsThatNoLimitsHaveJudgedYet() {
    bridgeEverything();
    observed.dose(dose(2, 2));
    observed.tally(tally(2, 1));

    assertThat(completion.missingInKafka(observed))
        .containsExactly("NIBP readings without limits: 1 of 0");
  }

  @Test
  @Requirement("SIM-010")
  void theStoreMustHoldEverySampleAndTheLatestExcursions() {
    bridgeEverything();
    stateResults();
    ExcursionRecord excursion =
        ExcursionRecord.newBuilder()
            .setId("e")
            .setSession(SESSION)
            .setSource("NIBP")
            .setComponent("mean")
            .setDirection("high")
            .setSeverity("warning")
            .setStart(NOW)
            .setPeak(95)
            .setReadings(1)
            .setRevision(1)
            .setProfile("p")
            .setProfileVersion(1)
            .build();
    observed.excursion(excursion);

    assertThat(completion.missingInStore(observed, store(3, List.of())))
        .containsExactly(
            "samples in the store (0 set aside): 3 of 4",
            "excursions in the store (0) are not yet those in Kafka (1)");

    observed.excursion(
        ExcursionRecord.newBuilder(excursion).setRevision(2).setWithdrawn(true).build());
    assertThat(completion.missingInStore(observed, store(4, List.of()))).isEmpty();
  }
}
