package io.rivulet.domain.watch;

import static io.rivulet.domain.watch.Bedside.PUMP;
import static io.rivulet.domain.watch.Bedside.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.Measured;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockDistrustTest {
  private final Bedside bedside = new Bedside();

  @BeforeEach
  void listenToClocksAlone() {
    bedside
        .by(new WatchRules(Duration.ZERO, Duration.ZERO, 1.5, Duration.ofMinutes(1)))
        .bound(PUMP, 0, 10_000);
  }

  @Test
  @Requirement("WATCH-009")
  void aClockFurtherOffThanAllowedIsNotTrusted() {
    bedside.clock(10, -61, 0);

    assertThat(bedside.alerts(11))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.category()).isEqualTo(AlertCategory.CLOCK_UNTRUSTED);
              assertThat(alert.start()).isEqualTo(at(10));
              assertThat(alert.measured()).contains(Measured.of(61, 60, "s"));
              assertThat(alert.present()).isTrue();
            });
  }

  @Test
  @Requirement("WATCH-009")
  void neitherIsAnUnsteadyOneAndOneAtTheLimitIs() {
    assertThat(bedside.clock(10, 60, 60).alerts(11)).isEmpty();
    assertThat(bedside.clock(20, 1, 60.5).alerts(21)).hasSize(1);
  }

  @Test
  @Requirement("WATCH-010")
  void itIsTrustedAgainOnlyAGoodWayInsideTheLimit() {
    bedside.clock(10, 70, 0).clock(20, 55, 0).clock(30, 90, 0).clock(40, 48, 49);
    assertThat(bedside.alerts(41))
        .singleElement()
        .matches(Alert::present)
        .satisfies(alert -> assertThat(alert.measured()).contains(Measured.of(90, 60, "s")));

    bedside.clock(50, 48, 48);
    assertThat(bedside.alerts(51))
        .singleElement()
        .satisfies(alert -> assertThat(alert.end()).contains(at(50)));
    assertThat(bedside.clock(60, 59, 0).alerts(61)).hasSize(1);
  }

  @Test
  @Requirement("WATCH-009")
  void aClockKnownToBeOffIsStatedFromTheBindingOnAndNotAfterIt() {
    bedside.clock(-100, 3600, 0);

    assertThat(bedside.alerts(1)).extracting(Alert::start).containsExactly(at(0));
    assertThat(bedside.alerts(10_001))
        .singleElement()
        .satisfies(alert -> assertThat(alert.end()).contains(at(10_000)));
    assertThat(bedside.alerts(-50)).isEmpty();
  }

  @Test
  @Requirement("WATCH-010")
  void statementsMayComeInAnyOrderAndTwice() {
    bedside.clock(30, 10, 0).clock(10, 70, 0).clock(30, 10, 0).clock(20, 80, 0);

    assertThat(bedside.alerts(31))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.start()).isEqualTo(at(10));
              assertThat(alert.end()).contains(at(30));
              assertThat(alert.measured()).contains(Measured.of(80, 60, "s"));
            });
  }

  @Test
  @Requirement("WATCH-012")
  void ofManyStatementsTheRunThatGoesOnIsKept() {
    for (int i = 0; i < 100; i++) {
      bedside.clock(i, 100 - i * 0.1, 0);
    }

    assertThat(bedside.watch.devices().get(PUMP).clock().held()).hasSize(ClockTrack.HELD_MAX);
    assertThat(bedside.alerts(200))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.start()).isEqualTo(at(0));
              assertThat(alert.measured()).contains(Measured.of(100, 60, "s"));
            });
    bedside.clock(1, 5, 0);
    assertThat(bedside.alerts(200)).singleElement().matches(Alert::present);
  }

  @Test
  @Requirement("WATCH-009")
  void offsetsBeyondAllReasonStopNothing() {
    bedside.watch.clock(
        PUMP,
        new ClockReading(at(1), Duration.ofSeconds(Long.MIN_VALUE / 1_000_000), Duration.ZERO),
        WatchRules.DEFAULT);

    assertThat(bedside.alerts(2)).hasSize(1);
  }
}
