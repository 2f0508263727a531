package io.rivulet.store.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MessageRateProperties {
  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  @Property(tries = 200)
  @Requirement("FLEET-001")
  void theRateIsTheSameInWhateverOrderMessagesCome(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 600) Integer> seconds,
      @ForAll long seed) {
    List<Integer> shuffled = new ArrayList<>(seconds);
    Collections.shuffle(shuffled, new Random(seed));

    MessageRate inOrder = of(seconds);
    MessageRate other = of(shuffled);

    assertThat(other.at()).isEqualTo(inOrder.at());
    assertThat(other.perMinute()).isCloseTo(inOrder.perMinute(), within(1e-9));
  }

  @Property(tries = 20)
  @Requirement("FLEET-001")
  void aSteadyDevicesRateIsHowOftenItSends(@ForAll @IntRange(min = 1, max = 20) int everySeconds) {
    List<Integer> seconds = new ArrayList<>();
    for (int at = 0; at < 1_800; at += everySeconds) {
      seconds.add(at);
    }

    assertThat(of(seconds).perMinute())
        .isCloseTo(60.0 / everySeconds, within(0.5 + 1.0 / everySeconds));
  }

  private static MessageRate of(List<Integer> seconds) {
    return seconds.stream()
        .map(second -> MessageRate.one(START.plusSeconds(second)))
        .reduce(MessageRate::plus)
        .orElseThrow();
  }
}
