package io.rivulet.ingest.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {
  private static final long SECOND = 1_000_000;
  private static final long STRETCH = 30 * SECOND;
  private static final long HOUR = 3_600 * SECOND;

  private final ClockOffset clock = new ClockOffset();
  private long now;

  @Test
  @Requirement("BRIDGE-050")
  void isNotKnownFromAFewSamples() {
    live(9, 0);
    assertThat(clock.known()).isFalse();

    live(3, 0);
    assertThat(clock.known()).isTrue();
  }

  @Test
  @Requirement("BRIDGE-050")
  void isTheLeastDelayedSamplesDifferenceAndSaysHowFarOthersLie() {
    for (int i = 0; i < 40; i++) {
      sample(now - 90 * SECOND - (i % 4) * 200_000);
      now += SECOND;
    }

    assertThat(clock.offsetMicros()).isEqualTo(-90 * SECOND);
    assertThat(clock.spreadMicros()).isEqualTo(600_000);
  }

  @Test
  @Requirement("BRIDGE-051")
  void aClockSetForwardShowsWithTheNextSample() {
    live(60, 0);
    live(1, HOUR);

    assertThat(clock.offsetMicros()).isEqualTo(HOUR);
  }

  @Test
  @Requirement("BRIDGE-051")
  void aClockSetBackShowsWithinFourStretches() {
    live(60, 0);
    live(20, -HOUR);
    assertThat(clock.offsetMicros()).isZero();

    live(100, -HOUR);
    assertThat(clock.offsetMicros()).isEqualTo(-HOUR);
  }

  @Test
  @Requirement("BRIDGE-050")
  void aStoredBacklogOfDaysDoesNotMakeAKnownClockLookBehind() {
    live(60, 0);
    backlog(48 * HOUR, 20);

    assertThat(clock.offsetMicros()).isZero();
  }

  @Test
  @Requirement("BRIDGE-050")
  void aDeviceThatBeginsWithABacklogIsJudgedOnceItIsLive() {
    long stored = 48 * HOUR;
    backlog(stored, 20);
    assertThat(clock.known()).isFalse();

    live(40, 0);
    assertThat(clock.offsetMicros()).isZero();
  }

  @Test
  @Requirement("BRIDGE-050")
  void theEndOfABacklogIsNoUnsteadyClock() {
    backlog(HOUR, 3_600);
    live(20, 0);

    assertThat(clock.offsetMicros()).isZero();
    assertThat(clock.spreadMicros()).isZero();
  }

  @Test
  @Requirement("BRIDGE-050")
  void aBacklogSentNewestFirstDoesNotMakeTheClockLookBehind() {
    live(60, 0);
    for (int i = 0; i < 6_000; i++) {
      sample(now - HOUR - i * SECOND);
      now += 50_000;
    }

    assertThat(clock.offsetMicros()).isZero();
  }

  @Test
  @Requirement("BRIDGE-050")
  void whatWasReceivedBeforeSaysNothingOfTheClockNow() {
    live(60, 0);
    clock.compare(HOUR, now - 2 * STRETCH, STRETCH, SECOND);

    assertThat(clock.offsetMicros()).isZero();
  }

  private void live(int seconds, long offset) {
    for (int i = 0; i < seconds; i++) {
      sample(now + offset);
      now += SECOND;
    }
  }

  /** What was recorded once a second over {@code age}, sent so many times faster. */
  private void backlog(long age, int faster) {
    long deviceTime = now - age;
    while (deviceTime < now) {
      sample(deviceTime);
      deviceTime += SECOND;
      now += SECOND / faster;
    }
  }

  private void sample(long deviceTime) {
    clock.compare(deviceTime, now, STRETCH, SECOND);
  }
}
