package io.rivulet.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.schemas.mqtt.PumpPayload;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PumpPlanPropertyTest {
  private static final Instant START = Instant.parse("2144-12-24T00:00:00Z");

  @Property(tries = 200)
  void countersNeverFallAndGiveBackWhatWasCharted(
      @ForAll("segments") List<TraceRow.PumpSegment> segments) {
    double amount = 0;
    for (List<TraceRow.PumpSegment> pump : PumpPlan.share(segments)) {
      List<PumpPayload> samples =
          PumpPlan.messages("replay", new DeviceId("p"), pump, new DayShift(0)).stream()
              .map(message -> (PumpPayload) message.payload())
              .toList();
      assertThat(samples)
          .isSortedAccordingTo(
              Comparator.comparing(PumpPayload::getTime).thenComparing(PumpPayload::getSequence));
      for (int i = 1; i < samples.size(); i++) {
        double moved =
            samples.get(i).getVolume().getValue() - samples.get(i - 1).getVolume().getValue();
        assertThat(moved).isGreaterThanOrEqualTo(0);
        if (moved > 0) {
          amount += moved * samples.get(i - 1).getConcentration().getValue();
        }
      }
    }
    double charted = segments.stream().mapToDouble(TraceRow.PumpSegment::amount).sum();
    assertThat(amount).isCloseTo(charted, within(1e-9 * charted));
  }

  @Property(tries = 200)
  void segmentsOfOnePumpNeverOverlapAndNoneIsLost(
      @ForAll("segments") List<TraceRow.PumpSegment> segments) {
    List<List<TraceRow.PumpSegment>> pumps = PumpPlan.share(segments);

    assertThat(pumps.stream().flatMap(List::stream)).hasSameElementsAs(segments);
    for (List<TraceRow.PumpSegment> pump : pumps) {
      for (int i = 1; i < pump.size(); i++) {
        assertThat(pump.get(i).time()).isAfterOrEqualTo(pump.get(i - 1).end());
      }
    }
  }

  @Provide
  Arbitrary<List<TraceRow.PumpSegment>> segments() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5_000),
            Arbitraries.integers().between(1, 600),
            Arbitraries.doubles().between(0.1, 500),
            Arbitraries.doubles().between(0.01, 1_000))
        .as(
            (startMinute, minutes, rate, amount) ->
                new TraceRow.PumpSegment(
                    START.plusSeconds(60L * startMinute),
                    START.plusSeconds(60L * (startMinute + minutes)),
                    Optional.empty(),
                    "Propofol",
                    rate,
                    amount,
                    "mg",
                    OptionalDouble.empty()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
