package io.rivulet.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));

  @Test
  @Requirement("BRIDGE-006")
  void doublesUpToTheLongestDelay() {
    assertThat(BACKOFF.delay(1, 1)).isEqualTo(Duration.ofMillis(200));
    assertThat(BACKOFF.delay(3, 1)).isEqualTo(Duration.ofMillis(800));
    assertThat(BACKOFF.delay(20, 1)).isEqualTo(Duration.ofSeconds(15));
  }

  @Property
  void staysBetweenHalfAndTheWholeBound(
      @ForAll @IntRange(min = 1) int failures,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    Duration whole = BACKOFF.delay(failures, 1);

    assertThat(BACKOFF.delay(failures, random)).isBetween(whole.dividedBy(2), whole);
  }

  @Test
  void refusesDelaysThatDoNotRise() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
  }
}
