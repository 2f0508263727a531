package io.rivulet.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.domain.dose.DoseLedger;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.Stretch;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.schemas.payload.PayloadMapping;
import io.rivulet.schemas.payload.RefusedPayloadException;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.testkit.RecordedTraces;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the plans of real stays against the oracle's answers, through the domain's own rules. */
class RecordedTracePlanTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  static Stream<String> stays() {
    return Stream.of("204132", "210989", "216185", "239935", "286072");
  }

  private static Path traces() {
    assumeTrue(RecordedTraces.folder().isPresent(), RecordedTraces.ABSENT);
    return RecordedTraces.folder().orElseThrow();
  }

  private static TracePlan plan(String stay) {
    Path file = traces().resolve("mimic_stay_" + stay + ".csv");
    return TracePlan.of(TraceReader.read(file), new RunId("aaaaaa"), NOW);
  }

  @ParameterizedTest
  @MethodSource("stays")
  @Requirement("SIM-002")
  void plannedSamplesAccountForWhatWasCharted(String stay) throws Exception {
    TracePlan plan = plan(stay);
    Map<String, double[]> found = new TreeMap<>();
    for (PlannedDevice device : plan.devices()) {
      if (device instanceof PlannedDevice.Pump pump) {
        DoseLedger ledger =
            DoseLedger.of(
                samples(plan, pump), new DosePlan(plan.weightsKg(), Map.of()), DoseRules.DEFAULT);
        double[] sums = found.computeIfAbsent(pump.drug(), drug -> new double[3]);
        ledger
            .accounts()
            .get(pump.drug())
            .volumesNanolitres()
            .forEach((stretch, nl) -> add(sums, stretch, nl));
      }
    }

    JsonNode expected = expected(stay).path("doses");
    assertThat(found).containsOnlyKeys(names(expected));
    found.forEach(
        (drug, sums) -> {
          assertClose(sums[0], expected.path(drug).path("amount").asDouble());
          assertClose(sums[1], expected.path(drug).path("amountPerKg").asDouble());
          assertClose(sums[2], expected.path(drug).path("volumeMl").asDouble());
        });
  }

  private static void add(double[] sums, Stretch stretch, long nanolitres) {
    double volumeMl = (double) nanolitres / PumpSample.NANOLITRES_PER_ML;
    double amount = volumeMl * stretch.concentration().orElseThrow().amountPerMl();
    sums[0] += amount;
    sums[1] += amount / stretch.weightKg().orElseThrow();
    sums[2] += volumeMl;
  }

  /** The oracle's own numbers are rounded to four to eight digits. */
  private static void assertClose(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(2e-6 * expected + 1e-4));
  }

  private static List<PumpSample> samples(TracePlan plan, PlannedDevice.Pump pump)
      throws RefusedPayloadException {
    List<PumpSample> samples = new java.util.ArrayList<>();
    for (PlannedMessage message : plan.messages()) {
      if (message.device().equals(pump.id())) {
        byte[] bytes = PayloadCodec.json(message.payload());
        PumpPayload payload = (PumpPayload) PayloadCodec.decode(PayloadKind.PUMP, bytes);
        samples.add(ReadingMapping.pump(PayloadMapping.pump(payload, NOW, false)));
      }
    }
    return samples;
  }

  @ParameterizedTest
  @MethodSource("stays")
  void everyPressureReadingIsAMessage(String stay) throws Exception {
    TracePlan plan = plan(stay);
    List<PlannedDevice> monitors =
        plan.devices().stream().filter(PlannedDevice.PressureMonitor.class::isInstance).toList();
    long readings =
        plan.messages().stream()
            .filter(
                message ->
                    monitors.stream().anyMatch(monitor -> monitor.id().equals(message.device())))
            .count();

    assertThat(readings).isEqualTo(expected(stay).path("pressureReadings").asLong());
  }

  @ParameterizedTest
  @MethodSource("stays")
  @Requirement("SIM-003")
  void ingestOrderIsTheSameMessagesHoursLate(String stay) {
    TracePlan plan = plan(stay);
    List<PlannedMessage> late = plan.messages(ReplayOrder.INGEST);

    assertThat(late).containsExactlyInAnyOrderElementsOf(plan.messages(ReplayOrder.EVENT));
    Instant newest = Instant.MIN;
    long worstSeconds = 0;
    for (PlannedMessage message : late) {
      newest = message.time().isAfter(newest) ? message.time() : newest;
      worstSeconds =
          Math.max(worstSeconds, newest.getEpochSecond() - message.time().getEpochSecond());
    }
    assertThat(worstSeconds).isGreaterThan(3_600);
  }

  private static JsonNode expected(String stay) throws IOException {
    Path file = traces().resolve("expected").resolve(stay + ".json");
    return new ObjectMapper().readTree(Files.readString(file));
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new java.util.ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
