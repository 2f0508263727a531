package io.rivulet.domain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WatchRulesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  @Requirement("WATCH-013")
  void rulesThatCannotBeAreRefusedWithTheValue() {
    assertThatThrownBy(() -> new WatchRules(Duration.ofSeconds(-1), MINUTE, 1.5, MINUTE))
        .hasMessageContaining("silence of a pump PT-1S is outside PT0S");
    assertThatThrownBy(() -> new WatchRules(MINUTE, Duration.ofDays(366), 1.5, MINUTE))
        .hasMessageContaining("silence of a monitor PT8784H");
    assertThatThrownBy(() -> new WatchRules(MINUTE, MINUTE, 0.99, MINUTE))
        .hasMessageContaining("overdue factor 0.99");
    assertThatThrownBy(() -> new WatchRules(MINUTE, MINUTE, Double.NaN, MINUTE))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new WatchRules(MINUTE, MINUTE, 100.5, MINUTE))
        .hasMessageContaining("100.5");
    assertThatThrownBy(() -> new WatchRules(MINUTE, MINUTE, 1.5, Duration.ZERO))
        .hasMessageContaining("clock offset PT0S");
  }

  @Test
  @Requirement("WATCH-013")
  void gapsShorterThanTheShortestSilenceAreOfNoInterest() {
    Duration ten = Duration.ofSeconds(10);
    Duration day = Duration.ofDays(1);

    assertThat(new WatchRules(ten, day, 1, MINUTE).shortestSilence()).isEqualTo(ten);
    assertThat(new WatchRules(day, ten, 1, MINUTE).shortestSilence()).isEqualTo(ten);
    assertThat(new WatchRules(Duration.ZERO, day, 1, MINUTE).shortestSilence()).isEqualTo(day);
    assertThat(new WatchRules(day, Duration.ZERO, 1, MINUTE).shortestSilence()).isEqualTo(day);
    assertThat(new WatchRules(Duration.ZERO, Duration.ZERO, 1, MINUTE).shortestSilence())
        .isEqualTo(MINUTE);
  }

  @Test
  @Requirement("WATCH-005")
  void aDeviceThatHasNotShownWhatItIsHasTheLongerTime() {
    Duration ten = Duration.ofSeconds(10);

    for (WatchRules rules :
        List.of(new WatchRules(ten, MINUTE, 1, MINUTE), new WatchRules(MINUTE, ten, 1, MINUTE))) {
      assertThat(rules.silentAfter(Optional.empty())).contains(MINUTE);
      assertThat(rules.silentAfter(Optional.of(DeviceKind.PUMP))).contains(rules.pumpSilentAfter());
      assertThat(rules.silentAfter(Optional.of(DeviceKind.MONITOR)))
          .contains(rules.monitorSilentAfter());
    }
    assertThat(
            new WatchRules(Duration.ZERO, Duration.ZERO, 1, MINUTE).silentAfter(Optional.empty()))
        .isEmpty();
  }

  @Test
  @Requirement("WATCH-013")
  void theEdgesOfWhatCanBeAreTaken() {
    assertThat(new WatchRules(Duration.ofDays(365), Duration.ZERO, 1, Duration.ofMillis(1)))
        .isNotNull();
    assertThat(new WatchRules(MINUTE, MINUTE, 100, Duration.ofDays(365)).overdueFactor())
        .isEqualTo(100);
  }

  @Test
  @Requirement("WATCH-013")
  void anIntervalBeyondAllReasonIsTakenForAYear() {
    assertThat(
            WatchRules.DEFAULT.allowed(Duration.ofSeconds(Long.MAX_VALUE), OptionalDouble.empty()))
        .isEqualTo(Duration.ofHours(365 * 36));
    assertThat(WatchRules.DEFAULT.allowed(Duration.ofSeconds(10), OptionalDouble.empty()))
        .isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  @Requirement("WATCH-013")
  void aSpanDoesNotEndBeforeItBegins() {
    Instant now = Instant.EPOCH;
    assertThatThrownBy(() -> new Span(now, now.minusNanos(1))).hasMessageContaining("ends before");
    assertThat(
            Span.union(
                List.of(
                    new Span(now.plusSeconds(5), now.plusSeconds(6)),
                    new Span(now, now.plusSeconds(2)),
                    new Span(now.plusSeconds(2), now.plusSeconds(3)))))
        .containsExactly(
            new Span(now, now.plusSeconds(3)), new Span(now.plusSeconds(5), now.plusSeconds(6)));
  }
}
