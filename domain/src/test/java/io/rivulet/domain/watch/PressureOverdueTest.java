package io.rivulet.domain.watch;

import static io.rivulet.domain.watch.Bedside.MONITOR;
import static io.rivulet.domain.watch.Bedside.PUMP;
import static io.rivulet.domain.watch.Bedside.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.Measured;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PressureOverdueTest {
  private final Bedside bedside = new Bedside();

  @BeforeEach
  void listenToPressureAlone() {
    bedside
        .by(new WatchRules(Duration.ZERO, Duration.ZERO, 1.5, Duration.ofMinutes(1)))
        .bound(PUMP, 0)
        .bound(MONITOR, 0)
        .ordered(0, 600);
  }

  @Test
  @Requirement("WATCH-006")
  void pressureIsOverdueOneAndAHalfIntervalsAfterTheLastReading() {
    bedside.infusing(0, 2000).pressure(100);

    assertThat(bedside.alerts(2001))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.category()).isEqualTo(AlertCategory.PRESSURE_OVERDUE);
              assertThat(alert.kind()).isEqualTo(AlertKind.TECHNICAL);
              assertThat(alert.start()).isEqualTo(at(1000));
              assertThat(alert.present()).isTrue();
              assertThat(alert.measured()).contains(Measured.of(900, 900, "s"));
            });
  }

  @Test
  @Requirement("WATCH-015")
  void theFactorIsThatOfTheLimitsThatHeldWhenTheWaitBegan() {
    bedside
        .limits(0, OptionalDouble.of(2))
        .limits(1500, OptionalDouble.of(3))
        .limits(5000, OptionalDouble.empty())
        .infusing(0, 8000)
        .pressure(100, 1600, 5100);

    assertThat(bedside.alerts(8001))
        .extracting(Alert::start)
        .containsExactly(at(100 + 1200), at(1600 + 1800), at(5100 + 900));
  }

  @Test
  @Requirement("WATCH-006")
  void theNextReadingEndsItUnderTheSameId() {
    bedside.infusing(0, 2000).pressure(100);
    Alert open = bedside.alerts(1500).get(0);
    bedside.pressure(1600);

    assertThat(bedside.alerts(1601))
        .containsExactly(open.measuring(Measured.of(1500, 900, "s")).ended(at(1600)));
  }

  @Test
  @Requirement("WATCH-006")
  void aReadingExactlyOnTimeIsNotOverdue() {
    bedside.infusing(0, 1800).pressure(0, 900, 1800);

    assertThat(bedside.alerts(1801)).isEmpty();
  }

  @Test
  @Requirement("WATCH-007")
  void itIsJudgedFromTheStartOfTheInfusionWhereTheLastReadingIsOlder() {
    bedside.pressure(0).infusing(5000, 7000);

    assertThat(bedside.alerts(7000)).extracting(Alert::start).containsExactly(at(5900));
  }

  @Test
  @Requirement("WATCH-007")
  void withoutInfusionNothingIsOverdue() {
    bedside.pressure(0).idlePump(0, 100, 5000);

    assertThat(bedside.alerts(6000)).isEmpty();
  }

  @Test
  @Requirement("WATCH-007")
  void itIsSaidOnceASampleShowsThatTheInfusionStillGoesOn() {
    bedside.infusing(0, 890);

    assertThat(bedside.alerts(905)).isEmpty();
    assertThat(bedside.look(905).dueAt()).isEqualTo(at(905));
    bedside.pump(906);
    assertThat(bedside.alerts(906)).extracting(Alert::start).containsExactly(at(900));
  }

  @Test
  @Requirement("WATCH-007")
  void itEndsWithTheLastSampleThatDeliversOnceAMinuteHasGone() {
    bedside.infusing(0, 1000);

    assertThat(bedside.alerts(1060)).singleElement().matches(Alert::present);
    assertThat(bedside.look(1060).dueAt()).isEqualTo(at(1060));
    assertThat(bedside.alerts(1061)).singleElement().matches(a -> !a.present());
    assertThat(bedside.alerts(1061).get(0).end()).contains(at(1000));
  }

  @Test
  @Requirement("WATCH-007")
  void aPauseOfUpToAMinuteDoesNotStartTheInfusionAnew() {
    bedside.infusing(0, 500).infusing(560, 1000);
    assertThat(bedside.alerts(1001)).extracting(Alert::start).containsExactly(at(900));

    Bedside other = new Bedside().bound(PUMP, 0).ordered(0, 600);
    other.infusing(0, 500).infusing(570, 1000);
    assertThat(other.alerts(1001))
        .extracting(Alert::category)
        .doesNotContain(AlertCategory.PRESSURE_OVERDUE);
  }

  @Test
  @Requirement("WATCH-008")
  void anOrderHoldsFromItsTimeOnAndANewOneBeginsAfresh() {
    Bedside changed =
        new Bedside().bound(PUMP, 0).bound(MONITOR, 0).ordered(500, 600).ordered(1000, 100);
    changed.infusing(0, 3000).vitals(0);

    assertThat(overdue(changed, 3001)).extracting(Alert::start).containsExactly(at(1150));
  }

  @Test
  @Requirement("WATCH-008")
  void aLongerIntervalDoesNotEndWhatIsOverdue() {
    Bedside changed = new Bedside().bound(PUMP, 0).ordered(0, 100).ordered(200, 6000);
    changed.infusing(0, 300);

    assertThat(overdue(changed, 301)).singleElement().matches(Alert::present);
  }

  @Test
  @Requirement("WATCH-008")
  void withoutAnOrderNothingIsOverdue() {
    Bedside without = new Bedside().bound(PUMP, 0);
    without.infusing(0, 90_000);

    assertThat(overdue(without, 90_001)).isEmpty();
  }

  @Test
  @Requirement("WATCH-003")
  void itEndsWithTheSession() {
    bedside.infusing(0, 2000).closed(1500);

    assertThat(bedside.alerts(1490)).singleElement().matches(Alert::present);
    assertThat(bedside.alerts(1500))
        .singleElement()
        .satisfies(alert -> assertThat(alert.end()).contains(at(1500)));
  }

  @Test
  @Requirement("WATCH-007")
  void aReadingJustAfterTheLastSampleEndsIt() {
    bedside.infusing(0, 1000).pressure(1005);

    assertThat(bedside.alerts(1006).get(0).end()).contains(at(1005));
  }

  private static List<Alert> overdue(Bedside bedside, double second) {
    return bedside.alerts(second).stream()
        .filter(alert -> alert.category() == AlertCategory.PRESSURE_OVERDUE)
        .toList();
  }
}
