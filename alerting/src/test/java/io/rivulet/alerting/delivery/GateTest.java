package io.rivulet.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.channel.Pace;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final Pace PACE = new Pace(2, 60, 10, Duration.ofDays(3));

  @Test
  @Requirement("NOTIFY-018")
  void aChannelThatWorksSendsSeveralAtOnce() {
    assertThat(Gate.closedUntil(state(0, 10, null, null), PACE, 3, NOW)).isEmpty();
  }

  @Test
  @Requirement("NOTIFY-018")
  void aChannelThatFailsSendsOneAtATimeWithGrowingPausesOfAQuarterMinuteAtMost() {
    assertThat(Gate.closedUntil(state(5, 10, null, null), PACE, 1, NOW)).isPresent();
    assertThat(Gate.closedUntil(state(5, 10, null, null), PACE, 0, NOW)).isEmpty();
    assertThat(Gate.pauseAfter(4, NOW)).isEmpty();
    assertThat(Gate.pauseAfter(5, NOW)).contains(NOW.plusSeconds(1));
    assertThat(Gate.pauseAfter(7, NOW)).contains(NOW.plusSeconds(4));
    assertThat(Gate.pauseAfter(1_000_000, NOW)).contains(NOW.plusSeconds(15));
  }

  @Test
  @Requirement("NOTIFY-006")
  void aDisabledChannelSendsNothing() {
    assertThat(Gate.closedUntil(state(0, 10, "gone", null), PACE, 0, NOW)).isPresent();
  }

  @Test
  @Requirement("NOTIFY-007")
  void aPausedChannelSendsWhenItsPauseIsOver() {
    Instant until = NOW.plusSeconds(20);
    assertThat(Gate.closedUntil(state(0, 10, null, until), PACE, 0, NOW)).contains(until);
    assertThat(Gate.closedUntil(state(0, 10, null, until), PACE, 0, until)).isEmpty();
  }

  @Test
  @Requirement("NOTIFY-012")
  void whatIsOverTheRateWaitsForTheNextToken() {
    assertThat(Gate.closedUntil(state(0, 0.5, null, null), PACE, 0, NOW))
        .contains(NOW.plusMillis(500));
  }

  private static ChannelState state(int failures, double tokens, String disabled, Instant paused) {
    return new ChannelState(
        "ward",
        Optional.ofNullable(disabled),
        new TokenBucket(tokens, NOW),
        Optional.ofNullable(paused),
        failures);
  }
}
