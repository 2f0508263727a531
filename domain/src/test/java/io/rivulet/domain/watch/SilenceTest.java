package io.rivulet.domain.watch;

import static io.rivulet.domain.watch.Bedside.MONITOR;
import static io.rivulet.domain.watch.Bedside.PUMP;
import static io.rivulet.domain.watch.Bedside.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.Measured;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private final Bedside bedside = new Bedside();

  @Test
  @Requirement("WATCH-001")
  void aPumpIsSilentOnceNothingWasReceivedForLongerThanAMinute() {
    bedside.bound(PUMP, 0).pump(0, 30);

    assertThat(bedside.alerts(90)).isEmpty();
    assertThat(bedside.alerts(90.001))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.category()).isEqualTo(AlertCategory.PUMP_SILENT);
              assertThat(alert.start()).isEqualTo(at(90));
              assertThat(alert.present()).isTrue();
              assertThat(alert.about().device()).contains(PUMP);
              assertThat(alert.about().site()).contains("clinic");
              assertThat(alert.measured()).contains(Measured.of(60, 60, "s"));
            });
  }

  @Test
  @Requirement("WATCH-001")
  void theNextReceiptEndsTheSilenceWhicheverTickSawIt() {
    bedside.bound(MONITOR, 0).vitals(0);
    List<Alert> early = bedside.alerts(61);
    List<Alert> late = bedside.alerts(100);

    assertThat(early).isEqualTo(late);

    bedside.vitals(130);
    assertThat(bedside.alerts(140)).isEqualTo(bedside.alerts(131));
    assertThat(bedside.alerts(140))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.category()).isEqualTo(AlertCategory.MONITOR_SILENT);
              assertThat(alert.id()).isEqualTo(early.get(0).id());
              assertThat(alert.end()).contains(at(130));
              assertThat(alert.measured()).contains(Measured.of(130, 60, "s"));
            });
  }

  @Test
  @Requirement("WATCH-001")
  void silenceThatNoTickSawIsFoundAllTheSame() {
    bedside.bound(PUMP, 0).pump(0, 61, 122.5, 130);

    assertThat(bedside.alerts(131)).extracting(Alert::start).containsExactly(at(60), at(121));
  }

  @Test
  @Requirement("WATCH-002")
  void aReceiptThatWasHeldUpOnItsWayMakesTheSilenceAnotherOne() {
    bedside.bound(PUMP, 0).pump(0);
    assertThat(bedside.alerts(200)).hasSize(1);

    bedside.pump(200, 50, 100);
    assertThat(bedside.alerts(201))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.start()).isEqualTo(at(160));
              assertThat(alert.end()).contains(at(200));
            });

    bedside.pump(150);
    assertThat(bedside.alerts(201)).isEmpty();
  }

  @Test
  @Requirement("WATCH-003")
  void thereIsNoSilenceBeforeTheBindingNorAfterItsEnd() {
    bedside.bound(PUMP, 1000, 2000).pump(0);

    assertThat(bedside.alerts(999)).isEmpty();
    assertThat(bedside.alerts(1060)).isEmpty();
    assertThat(bedside.alerts(1061)).singleElement().matches(Alert::present);
    assertThat(bedside.alerts(1061).get(0).start()).isEqualTo(at(1060));
    assertThat(bedside.alerts(1999)).isEqualTo(bedside.alerts(1061));
    assertThat(bedside.alerts(2000)).singleElement().matches(alert -> !alert.present());
    assertThat(bedside.alerts(9000).get(0).end()).contains(at(2000));
  }

  @Test
  @Requirement("WATCH-003")
  void theEndOfTheSessionEndsItsWatch() {
    bedside.bound(PUMP, 0).pump(0, 10).closed(70);

    assertThat(bedside.alerts(500)).isEmpty();
  }

  @Test
  @Requirement("WATCH-003")
  void bindingsThatMeetAreOne() {
    bedside.bound(PUMP, 0, 40).bound(PUMP, 40).pump(0);

    assertThat(bedside.alerts(61)).extracting(Alert::start).containsExactly(at(60));
  }

  @Test
  @Requirement("WATCH-003")
  void aDeviceThatWentAndCameBackIsAwaitedFromItsNewBinding() {
    bedside.bound(PUMP, 0, 50).bound(PUMP, 500).pump(0, 40, 510);

    assertThat(bedside.alerts(520)).isEmpty();
  }

  @Test
  @Requirement("WATCH-004")
  void aDeviceThatWasNeverHeardIsOfACategoryOfItsOwnAndStaysSoOnceItIs() {
    bedside.bound(PUMP, 0);
    Alert before = bedside.alerts(100).get(0);
    assertThat(before.category()).isEqualTo(AlertCategory.DEVICE_SILENT);

    bedside.pump(110);
    assertThat(bedside.alerts(111))
        .containsExactly(before.measuring(Measured.of(110, 60, "s")).ended(at(110)));
  }

  @Test
  @Requirement("WATCH-004")
  void whatOnlyTheBridgeKnowsOfEndsASilenceToo() {
    bedside.bound(PUMP, 0).pump(0);
    bedside.watch.heard(PUMP, at(59), WatchRules.DEFAULT);

    assertThat(bedside.alerts(100)).isEmpty();
    assertThat(bedside.alerts(120)).hasSize(1);
  }

  @Test
  @Requirement("WATCH-005")
  void eachKindHasItsOwnTimeAndZeroIsNever() {
    WatchRules rules =
        new WatchRules(Duration.ofSeconds(20), Duration.ZERO, 1.5, Duration.ofMinutes(1));
    bedside.by(rules).bound(PUMP, 0).bound(MONITOR, 0).pump(0).vitals(0);

    assertThat(bedside.alerts(21))
        .extracting(Alert::category)
        .containsExactly(AlertCategory.PUMP_SILENT);
    assertThat(bedside.alerts(90_000)).hasSize(1);
  }

  @Test
  @Requirement("WATCH-005")
  void nobodyIsSilentWhereSilenceIsOff() {
    bedside
        .by(new WatchRules(Duration.ZERO, Duration.ZERO, 1.5, Duration.ofMinutes(1)))
        .bound(PUMP, 0)
        .pump(0);

    assertThat(bedside.look(90_000).alerts()).isEmpty();
  }

  @Test
  @Requirement("WATCH-011")
  void theWatchSaysWhenItIsWorthLookingAgain() {
    bedside.bound(PUMP, 0).bound(MONITOR, 0, 500).pump(0, 30).vitals(20);

    assertThat(bedside.look(31).dueAt()).isEqualTo(at(80));
    assertThat(bedside.look(81).dueAt()).isEqualTo(at(90));
    assertThat(bedside.look(91).dueAt()).isEqualTo(at(500));
  }

  @Test
  @Requirement("WATCH-011")
  void onlyAGapOrANewDeviceMakesALookWorthwhile() {
    assertThat(bedside.watch.pump(PUMP, at(0), true, WatchRules.DEFAULT)).isTrue();
    assertThat(bedside.watch.pump(PUMP, at(30), true, WatchRules.DEFAULT)).isFalse();
    assertThat(bedside.watch.pump(PUMP, at(30), true, WatchRules.DEFAULT)).isFalse();
    assertThat(bedside.watch.pump(PUMP, at(300), true, WatchRules.DEFAULT)).isTrue();
    assertThat(bedside.watch.pump(PUMP, at(80), true, WatchRules.DEFAULT)).isTrue();
  }

  @Test
  @Requirement("WATCH-012")
  void whatIsKeptOfADeviceIsBoundedAndWhatWentIsSettled() {
    bedside.bound(PUMP, 0);
    for (int i = 0; i < 100; i++) {
      bedside.pump(i * 100);
    }

    assertThat(bedside.watch.devices().get(PUMP).heard().blocks()).hasSize(Receipts.BLOCKS_MAX);
    assertThat(bedside.alerts(9901)).hasSize(Receipts.BLOCKS_MAX - 1);
    assertThat(bedside.look(9901).finalBefore()).isAfter(at(6800)).isBefore(at(6801));
    bedside.pump(1);
    assertThat(bedside.alerts(9901)).hasSize(Receipts.BLOCKS_MAX - 1);
  }

  @Test
  @Requirement("WATCH-012")
  void devicesBeyondTheBoundAreNotNoted() {
    for (int i = 0; i < 100; i++) {
      bedside.watch.heard(new DeviceId("d" + i), at(0), WatchRules.DEFAULT);
    }

    assertThat(bedside.watch.devices()).hasSize(Watched.DEVICES_MAX);
  }

  @Test
  @Requirement("WATCH-012")
  void bindingsBeyondTheBoundAreNotWatched() {
    for (int i = 100; i < 200; i++) {
      bedside.bound(new DeviceId("d" + i), 0);
    }

    assertThat(bedside.alerts(100)).hasSize(Watched.DEVICES_MAX);
  }

  @Test
  @Requirement("WATCH-011")
  void whateverIsNotedSaysWhetherItMatters() {
    ClockReading steady = new ClockReading(at(0), Duration.ZERO, Duration.ZERO);

    assertThat(bedside.watch.vitals(MONITOR, at(0), true, WatchRules.DEFAULT)).isTrue();
    assertThat(bedside.watch.vitals(MONITOR, at(9), true, WatchRules.DEFAULT)).isFalse();
    assertThat(bedside.watch.vitals(MONITOR, at(40), true, WatchRules.DEFAULT)).isTrue();
    assertThat(bedside.watch.heard(PUMP, at(0), WatchRules.DEFAULT)).isTrue();
    assertThat(bedside.watch.heard(PUMP, at(1), WatchRules.DEFAULT)).isFalse();
    assertThat(bedside.watch.clock(PUMP, steady, WatchRules.DEFAULT)).isTrue();
    assertThat(bedside.watch.clock(PUMP, steady, WatchRules.DEFAULT)).isFalse();
  }

  @Test
  @Requirement("WATCH-012")
  void whatADeviceBeyondTheBoundSendsDoesNotMatter() {
    for (int i = 0; i < Watched.DEVICES_MAX; i++) {
      bedside.watch.heard(new DeviceId("d" + i), at(0), WatchRules.DEFAULT);
    }

    assertThat(bedside.watch.heard(PUMP, at(0), WatchRules.DEFAULT)).isFalse();
    assertThat(bedside.watch.heard(new DeviceId("d1"), at(500), WatchRules.DEFAULT)).isTrue();
  }

  @Test
  @Requirement("WATCH-003")
  void aWatchGoesOnAsLongAsADeviceServesOrWill() {
    assertThat(bedside.watched().goesOn(at(0))).isFalse();
    bedside.bound(PUMP, 0, 100).bound(PUMP, 500, 600).bound(MONITOR, 0, 50);

    assertThat(bedside.watched().goesOn(at(-1))).isTrue();
    assertThat(bedside.watched().goesOn(at(300))).isTrue();
    assertThat(bedside.watched().goesOn(at(599))).isTrue();
    assertThat(bedside.watched().goesOn(at(600))).isFalse();
    assertThat(bedside.look(-1).dueAt()).isEqualTo(at(0));
  }
}
