package io.rivulet.domain.unattributed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.reading.PumpState;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DeliveriesProperties {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

  private record Sample(int second, PumpState state, double rate) {}

  private static Deliveries of(List<Sample> samples) {
    Deliveries deliveries = Deliveries.NONE;
    for (Sample sample : samples) {
      deliveries =
          deliveries.with(
              T0.plusSeconds(sample.second()),
              sample.state(),
              OptionalDouble.of(sample.rate()),
              OptionalLong.of(sample.second()),
              UnattributedRules.DEFAULT);
    }
    return deliveries;
  }

  @Property(tries = 300)
  @Requirement("ALERT-010")
  void theDeliveriesAreTheSameForEveryOrderOfArrivalAndEveryRepetition(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    int second = 0;
    for (int i = 0; i < size; i++) {
      second += 1 + random.nextInt(random.nextInt(5) == 0 ? 120 : 40);
      PumpState state = PumpState.values()[random.nextInt(PumpState.values().length)];
      samples.add(new Sample(second, state, random.nextInt(3)));
    }
    Deliveries expected = of(samples);
    samples.addAll(List.copyOf(samples.subList(0, random.nextInt(size))));
    Collections.shuffle(samples, random);

    assertThat(of(samples)).isEqualTo(expected);
  }
}
