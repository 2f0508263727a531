package io.rivulet.ingest.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SeenSamplesProperties {
  @Property(tries = 300)
  @Requirement("BRIDGE-055")
  void theWindowIsRecognisedInAnyOrderAndNothingElseIs(
      @ForAll long seed,
      @ForAll @LongRange(min = 0) long first,
      @ForAll @IntRange(min = 1, max = SeenSamples.WINDOW) int size) {
    SeenSamples seen = new SeenSamples();
    List<Long> sequences = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      sequences.add(first + i);
    }
    Random random = new Random(seed);
    Collections.shuffle(sequences, random);
    assertThat(sequences).noneMatch(sequence -> seen.seen(sequence, 1_000 * sequence));
    Collections.shuffle(sequences, random);
    assertThat(sequences).allMatch(sequence -> seen.seen(sequence, 1_000 * sequence));
  }

  @Property(tries = 300)
  @Requirement("BRIDGE-055")
  void whatIsCalledARepeatCameBefore(@ForAll long seed) {
    Random random = new Random(seed);
    SeenSamples seen = new SeenSamples();
    Set<List<Long>> came = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      long sequence = random.nextInt(400);
      long time = random.nextInt(3);
      boolean repeated = seen.seen(sequence, time);
      boolean first = came.add(List.of(sequence, time));
      assertThat(repeated && first).isFalse();
    }
  }

  @Example
  @Requirement("BRIDGE-055")
  void aSequenceThatBeginsAgainIsNoRepeatAlsoWhereTheClockWasSetBack() {
    SeenSamples seen = new SeenSamples();
    for (long start : new long[] {1_000_000, 2_000_000, 500_000}) {
      for (int sequence = 0; sequence < 50; sequence++) {
        assertThat(seen.seen(sequence, start + sequence)).isFalse();
      }
    }
  }
}
