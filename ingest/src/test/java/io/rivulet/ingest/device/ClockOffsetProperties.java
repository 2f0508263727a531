package io.rivulet.ingest.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ClockOffsetProperties {
  private static final long SECOND = 1_000_000;
  private static final long STRETCH = 30 * SECOND;

  @Property(tries = 300)
  @Requirement("BRIDGE-050")
  void neverSaysMoreThanTheTruthWhateverTheDelaysAndTheOrder(
      @ForAll long seed,
      @ForAll @LongRange(min = -1_000_000_000_000L, max = 3_600_000_000L) long offset,
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long delayMax) {
    Random random = new Random(seed);
    ClockOffset clock = new ClockOffset();
    long now = 0;
    for (int i = 0; i < 500; i++) {
      now += random.nextInt(3_000_000);
      long delay = (long) (random.nextDouble() * delayMax);
      clock.compare(now - delay + offset, now, STRETCH, SECOND);
      if (clock.known()) {
        assertThat(clock.offsetMicros()).isBetween(offset - delayMax, offset);
        assertThat(clock.spreadMicros()).isBetween(0L, delayMax);
      }
    }
  }

  @Property(tries = 300)
  @Requirement("BRIDGE-051")
  void followsAnyStepWithinFourStretchesToWithinTheJitter(
      @ForAll long seed,
      @ForAll @LongRange(min = -900_000_000_000L, max = 900_000_000_000L) long step,
      @ForAll @IntRange(min = 1, max = 900_000) int jitter) {
    Random random = new Random(seed);
    ClockOffset clock = new ClockOffset();
    for (long now = 0; now < 2 * STRETCH; now += SECOND) {
      clock.compare(now - random.nextInt(jitter), now, STRETCH, SECOND);
    }
    for (long now = 2 * STRETCH; now < 6 * STRETCH + SECOND; now += SECOND) {
      clock.compare(now + step - random.nextInt(jitter), now, STRETCH, SECOND);
    }
    assertThat(clock.offsetMicros()).isBetween(step - jitter, step);
  }
}
