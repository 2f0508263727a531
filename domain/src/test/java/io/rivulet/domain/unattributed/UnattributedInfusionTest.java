package io.rivulet.domain.unattributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.Measured;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.watch.Span;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UnattributedInfusionTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final DeviceId PUMP = new DeviceId("pump-1");
  private static final UnattributedRules RULES = UnattributedRules.DEFAULT;

  private Deliveries deliveries = Deliveries.NONE;

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  private static Span span(int from, int to) {
    return new Span(at(from), at(to));
  }

  private UnattributedInfusionTest flow(PumpState state, double rate, int... seconds) {
    for (int second : seconds) {
      deliveries =
          deliveries.with(at(second), state, OptionalDouble.of(rate), OptionalLong.empty(), RULES);
    }
    return this;
  }

  private UnattributedInfusionTest running(int... seconds) {
    return flow(PumpState.RUN, 36, seconds);
  }

  private UnattributedInfusionTest counting(PumpState state, int second, long nanolitres) {
    deliveries =
        deliveries.with(
            at(second), state, OptionalDouble.empty(), OptionalLong.of(nanolitres), RULES);
    return this;
  }

  private List<Alert> alerts(Span... served) {
    return new UnattributedInfusion(RULES)
        .find(PUMP, Optional.of("clinic"), deliveries, List.of(served));
  }

  @Test
  @Requirement("ALERT-010")
  void aPumpThatDeliversToNobodyForLongerThanTheGraceIsStated() {
    assertThat(running(0, 30, 60).alerts()).isEmpty();
    assertThat(running(61).alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.category()).isEqualTo(AlertCategory.UNATTRIBUTED_INFUSION);
              assertThat(alert.about().device()).contains(PUMP);
              assertThat(alert.about().session()).isEmpty();
              assertThat(alert.about().site()).contains("clinic");
              assertThat(alert.start()).isEqualTo(T0);
              assertThat(alert.present()).isTrue();
              assertThat(alert.measured()).contains(Measured.of(60, 60, "s"));
            });
    assertThat(running(90).alerts()).as("goes on").isEqualTo(running(91).alerts());
  }

  @Test
  @Requirement("ALERT-010")
  void itIsOverOnceThePumpHasNotDeliveredForLongerThanAPause() {
    running(0, 50, 90).flow(PumpState.HOLD, 0, 100, 150);
    assertThat(alerts()).singleElement().matches(Alert::present);

    flow(PumpState.HOLD, 0, 151);
    assertThat(alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.end()).contains(at(90));
              assertThat(alert.measured()).contains(Measured.of(90, 60, "s"));
            });
  }

  @Test
  @Requirement("ALERT-010")
  void eachRunIsAnAlertAndAPauseMakesNoSecondOne() {
    running(0, 60, 120, 200, 250, 280);

    assertThat(alerts()).extracting(Alert::start).containsExactly(at(0), at(200));
    assertThat(alerts()).extracting(Alert::present).containsExactly(false, true);
  }

  @Test
  @Requirement("ALERT-010")
  void whatABindingCoversIsTakenAwayAndWhatItNoLongerCoversComesBack() {
    running(0, 50, 100, 150, 200, 250, 300);

    assertThat(alerts(span(0, 1000))).isEmpty();
    assertThat(alerts(new Span(at(-100), Instant.MAX))).isEmpty();
    assertThat(alerts(span(100, 1000)))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.start()).isEqualTo(at(0));
              assertThat(alert.end()).contains(at(100));
            });
    assertThat(alerts(span(-5, 150)))
        .singleElement()
        .matches(Alert::present)
        .satisfies(alert -> assertThat(alert.start()).isEqualTo(at(150)));
    assertThat(alerts(span(200, 220), span(100, 120)))
        .extracting(Alert::start)
        .containsExactly(at(0), at(120), at(220));
    assertThat(alerts(span(70, 240), span(61, 80))).extracting(Alert::start).containsExactly(at(0));
    assertThat(alerts(span(400, 500))).hasSize(1);
  }

  @Test
  @Requirement("ALERT-011")
  void keepingTheVeinOpenHoldingAndAFlowOfZeroAreNoInfusion() {
    flow(PumpState.KVO, 5, 0, 50, 100).flow(PumpState.HOLD, 5, 101, 150, 200);
    flow(PumpState.STOP, 5, 201, 250, 300).flow(PumpState.RUN, 0, 301, 350, 400);
    flow(PumpState.RUN, Double.NaN, 401, 450, 500);
    assertThat(alerts()).isEmpty();

    flow(PumpState.BOLUS, 0.1, 600, 650, 700);
    assertThat(alerts()).hasSize(1);
  }

  @Test
  @Requirement("ALERT-011")
  void aCounterThatRisesShowsDeliveryWhereThePumpReportsNoFlow() {
    counting(PumpState.STOP, 0, 10)
        .counting(PumpState.RUN, 30, 20)
        .counting(PumpState.STOP, 60, 30);
    assertThat(alerts()).isEmpty();
    counting(PumpState.STOP, 91, 40);
    assertThat(alerts()).extracting(Alert::start).containsExactly(at(30));
  }

  @Test
  @Requirement("ALERT-011")
  void aCounterThatStandsFallsKeepsTheVeinOpenOrMovedOverALongGapShowsNothing() {
    counting(PumpState.RUN, 0, 10).counting(PumpState.RUN, 50, 10).counting(PumpState.RUN, 100, 5);
    counting(PumpState.KVO, 150, 20)
        .counting(PumpState.KVO, 200, 30)
        .counting(PumpState.KVO, 250, 40);
    counting(PumpState.RUN, 311, 50)
        .counting(PumpState.RUN, 372, 60)
        .counting(PumpState.RUN, 433, 70);
    counting(PumpState.RUN, 400, 500).counting(PumpState.RUN, 380, 400);

    assertThat(alerts()).isEmpty();
  }

  @Test
  @Requirement("ALERT-010")
  void whatIsKeptIsBoundedAndWhatWentIsSettled() {
    for (int run = 0; run < 40; run++) {
      running(run * 1000, run * 1000 + 40, run * 1000 + 80);
    }

    assertThat(alerts()).hasSize(32);
    assertThat(UnattributedInfusion.finalBefore(deliveries)).isEqualTo(at(8000));
    assertThat(UnattributedInfusion.finalBefore(Deliveries.NONE)).isEqualTo(Instant.MIN);
  }

  @Test
  @Requirement("ALERT-010")
  void onlyAGapIsAnotherStory() {
    Deliveries first = running(0, 30).deliveries;
    assertThat(running(60).deliveries.differs(first)).isFalse();
    assertThat(running(200).deliveries.differs(first)).isTrue();
  }

  @Test
  @Requirement("ALERT-010")
  void aRunIsOpenWhileTheLatestDeliveryServesNobody() {
    assertThat(UnattributedInfusion.isOpen(deliveries, List.of())).isFalse();
    running(0, 30);

    assertThat(UnattributedInfusion.isOpen(deliveries, List.of())).isTrue();
    assertThat(UnattributedInfusion.isOpen(deliveries, List.of(span(30, 31)))).isFalse();
    assertThat(UnattributedInfusion.isOpen(deliveries, List.of(span(0, 30)))).isTrue();
    assertThat(UnattributedInfusion.isOpen(deliveries, List.of(span(31, 99)))).isTrue();
  }

  @Test
  @Requirement("ALERT-010")
  void rulesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new UnattributedRules(Duration.ofSeconds(-1), Duration.ZERO))
        .hasMessageContaining("grace PT-1S");
    assertThatThrownBy(() -> new UnattributedRules(Duration.ZERO, Duration.ofSeconds(-1)))
        .hasMessageContaining("pause PT-1S");
    assertThat(new UnattributedRules(Duration.ZERO, Duration.ZERO).grace()).isZero();
  }
}
