package io.rivulet.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@Requirement("BRIDGE-017")
class CanaryTest {
  private static final long START = 1_000_000_000_000L;

  private final Canary canary = new Canary(Duration.ofSeconds(5), Duration.ofSeconds(15), START);

  @Test
  void leavesAtOnceAndThenAtItsInterval() {
    assertThat(canary.isDue(at(0))).isTrue();
    long number = canary.leave(at(0));
    assertThat(canary.isDue(at(60))).isFalse();

    assertThat(canary.returned(number, at(1))).hasValue(TimeUnit.SECONDS.toNanos(1));
    assertThat(canary.isDue(at(4))).isFalse();
    assertThat(canary.isDue(at(5))).isTrue();
  }

  @Test
  void isWaitingUntilSomethingCameBack() {
    long number = canary.leave(at(0));
    assertThat(canary.verdict(false, at(1))).isEqualTo(Canary.Verdict.WAITING);

    canary.returned(number, at(2));

    assertThat(canary.verdict(false, at(3))).isEqualTo(Canary.Verdict.RECEIVING);
  }

  @Test
  void isStalledWhereNothingCameBackInTime() {
    canary.returned(canary.leave(at(0)), at(1));
    canary.leave(at(5));

    assertThat(canary.verdict(false, at(19))).isEqualTo(Canary.Verdict.RECEIVING);
    assertThat(canary.verdict(false, at(20))).isEqualTo(Canary.Verdict.STALLED);
  }

  @Test
  void takesAnyOtherMessageForAProof() {
    canary.leave(at(0));
    canary.otherArrived(at(10));

    assertThat(canary.verdict(false, at(24))).isEqualTo(Canary.Verdict.RECEIVING);
    assertThat(canary.verdict(false, at(25))).isEqualTo(Canary.Verdict.STALLED);
  }

  @Test
  void judgesNothingWhileTheBrokerMayNotSend() {
    canary.leave(at(0));

    assertThat(canary.verdict(true, at(100))).isEqualTo(Canary.Verdict.WAITING);
    assertThat(canary.verdict(false, at(114))).isEqualTo(Canary.Verdict.WAITING);
    assertThat(canary.verdict(false, at(115))).isEqualTo(Canary.Verdict.STALLED);
  }

  @Test
  void isNotFooledByACanaryOfAnEarlierProcess() {
    canary.leave(at(0));

    assertThat(canary.returned(1, at(1))).isEmpty();
    assertThat(canary.isAway()).isTrue();
  }

  private static long at(int seconds) {
    return START + TimeUnit.SECONDS.toNanos(seconds);
  }
}
