package io.rivulet.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracePlanTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final RunId RUN = new RunId("k3f7xq");
  private static final String SYSTOLIC = "Non Invasive Blood Pressure systolic";
  private static final String MEAN = "Non Invasive Blood Pressure mean";

  @TempDir Path folder;

  private TracePlan plan(TraceText text) {
    return TracePlan.of(TraceReader.read(text.write(folder, "stay_77.csv")), RUN, NOW);
  }

  private static List<PumpPayload> pump(TracePlan plan, String device) {
    return plan.messages().stream()
        .filter(message -> message.device().value().equals(device))
        .map(message -> (PumpPayload) message.payload())
        .toList();
  }

  @Test
  @Requirement("SIM-002")
  void rebuildsTheCounterFromSegmentsWithSequencesInEventOrder() {
    TracePlan plan =
        plan(
            new TraceText()
                .segment("10:20", "10:30", "Propofol", 12, 40, "Stopped")
                .segment("10:00", "10:20", "Propofol", 6, 20, "Changed"));

    List<PumpPayload> samples = pump(plan, "k3f7xq-77-propofol-1");

    assertThat(samples).extracting(PumpPayload::getSequence).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(samples)
        .extracting(PumpPayload::getState)
        .containsExactly("RUN", "RUN", "STOP", "RUN", "STOP");
    assertThat(samples)
        .extracting(sample -> sample.getVolume().getValue())
        .containsExactly(0.0, 1.5, 2.0, 2.0, 4.0);
    assertThat(samples)
        .extracting(sample -> sample.getRate().getValue())
        .containsExactly(6.0, 6.0, 0.0, 12.0, 0.0);
    assertThat(samples)
        .extracting(sample -> sample.getConcentration().getValue())
        .containsExactly(10.0, 10.0, 10.0, 20.0, 20.0);
    assertThat(samples.get(2).getTime()).isEqualTo(samples.get(3).getTime());
  }

  @Test
  @Requirement("SIM-002")
  void aSegmentThatOverlapsRunsOnAnotherPump() {
    TracePlan plan =
        plan(
            new TraceText()
                .segment("10:00", "11:00", "Fentanyl", 1, 1, "Changed")
                .segment("10:30", "11:30", "Fentanyl", 2, 2, "Changed")
                .segment("11:00", "12:00", "Fentanyl", 3, 3, "Stopped"));

    assertThat(plan.devices())
        .extracting(device -> device.id().value())
        .containsExactly("k3f7xq-77-fentanyl-1", "k3f7xq-77-fentanyl-2");
    List<PumpPayload> first = pump(plan, "k3f7xq-77-fentanyl-1");
    List<PumpPayload> second = pump(plan, "k3f7xq-77-fentanyl-2");
    assertThat(first.get(first.size() - 1).getVolume().getValue()).isEqualTo(4.0);
    assertThat(second.get(second.size() - 1).getVolume().getValue()).isEqualTo(2.0);
  }

  @Test
  void drugsWhoseNamesLookAlikeKeepDevicesOfTheirOwn() {
    TracePlan plan =
        plan(
            new TraceText()
                .segment("10:00", "11:00", "Drug A", 1, 1, "Changed")
                .segment("10:00", "11:00", "Drug (A)", 2, 2, "Changed"));

    assertThat(plan.devices())
        .extracting(device -> device.id().value())
        .containsExactly("k3f7xq-77-drug-a-1", "k3f7xq-77-drug-a-2");
  }

  @Test
  void unknownUnitsGoOutAsChartedForTheBridgeToJudge() {
    String row =
        "\"2144-12-24 10:00:00\",\"2144-12-24 11:00:00\",\"PUMP_SEGMENT\",\"X\",1,,10,%s,\"%s\",,Stopped,,";
    Map<String, String> units =
        Map.of("units", "[IU]/mL", "mg", "mg/mL", "mcg", "ug/mL", "dose", "dose/mL");
    units.forEach(
        (charted, sent) ->
            assertThat(
                    pump(plan(new TraceText().row(row.formatted("5", charted))), "k3f7xq-77-x-1"))
                .extracting(sample -> sample.getConcentration().getUnit())
                .containsOnly(sent));
  }

  @Test
  void aReadingIsOneSourceAtOneTimeAndKeepsTheFirstRowOfAComponent() {
    TracePlan plan =
        plan(
            new TraceText()
                .vital("10:00", SYSTOLIC, "120", "10:30")
                .vital("10:00", MEAN, "90", "11:45")
                .vital("10:00", SYSTOLIC, "133", "12:00")
                .vital("10:00", "Heart Rate", "77", "10:01")
                .vital("10:00", "Arterial Blood Pressure mean", "88", "10:02"));

    assertThat(plan.devices())
        .extracting(device -> device.id().value())
        .containsExactly("k3f7xq-77-nibp", "k3f7xq-77-art", "k3f7xq-77-bedside");
    PlannedMessage reading =
        plan.messages().stream()
            .filter(message -> message.device().value().endsWith("nibp"))
            .findFirst()
            .orElseThrow();
    VitalsPayload vitals = (VitalsPayload) reading.payload();
    assertThat(vitals.getNibp().getSystolic()).isEqualTo(120.0);
    assertThat(vitals.getNibp().getMean()).isEqualTo(90.0);
    assertThat(vitals.getNibp().getDiastolic()).isNull();
    assertThat(Duration.between(reading.time(), reading.charted()))
        .isEqualTo(Duration.ofMinutes(105));
  }

  @Test
  @Requirement("SIM-003")
  void ingestOrderPublishesLateRowsLate() {
    TracePlan plan =
        plan(
            new TraceText()
                .vital("10:00", SYSTOLIC, "120", "15:00")
                .vital("11:00", SYSTOLIC, "121", "11:01")
                .vital("12:00", SYSTOLIC, "122", "12:01"));

    assertThat(plan.messages(ReplayOrder.EVENT))
        .extracting(PlannedMessage::sequence)
        .containsExactly(0L, 1L, 2L);
    assertThat(plan.messages(ReplayOrder.INGEST))
        .extracting(PlannedMessage::sequence)
        .containsExactly(1L, 2L, 0L);
  }

  @Test
  @Requirement("SIM-003")
  void shiftsByWholeDaysToEndADayOrTwoAgo() {
    TracePlan plan = plan(new TraceText().vital("10:00", SYSTOLIC, "120", "15:00"));

    assertThat(plan.last()).isBefore(NOW.minus(Duration.ofDays(1)));
    assertThat(plan.last()).isAfterOrEqualTo(NOW.minus(Duration.ofDays(2)));
    assertThat(plan.last().toString()).endsWith("T10:00:00Z");
    assertThat(plan.shift().undo(plan.last())).isEqualTo(Instant.parse("2144-12-24T10:00:00Z"));
  }

  @Test
  void ofTwoWeightsAtOneTimeTheLaterRowHolds() {
    TracePlan plan =
        plan(
            new TraceText()
                .vital("10:00", SYSTOLIC, "120", "15:00")
                .weight("09:00", "Daily Weight", "70")
                .weight("09:00", "Admission Weight (Kg)", "72"));

    assertThat(plan.weightsKg().list())
        .extracting(version -> version.value())
        .containsExactly(72.0);
  }

  @Test
  @Requirement("SIM-004")
  void everyRunHasASessionAndDevicesOfItsOwn() {
    TraceText text = new TraceText().vital("10:00", SYSTOLIC, "120", "15:00");
    Trace trace = TraceReader.read(text.write(folder, "stay_77.csv"));
    SplittableRandom random = new SplittableRandom(1);

    TracePlan one = TracePlan.of(trace, RunId.random(random), NOW);
    TracePlan two = TracePlan.of(trace, RunId.random(random), NOW);

    assertThat(one.session()).isNotEqualTo(two.session());
    assertThat(one.devices()).doesNotContainAnyElementsOf(two.devices());
    assertThat(one.session().value()).startsWith("replay-77-");
  }
}
