package io.rivulet.ingest.device;

import static io.rivulet.ingest.device.Heard.at;
import static io.rivulet.ingest.device.Heard.pump;
import static io.rivulet.ingest.device.Heard.refused;
import static io.rivulet.ingest.device.Heard.status;
import static io.rivulet.ingest.device.Heard.vitals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceWatchTest {
  private static final String PUMP = "pump-1";
  private static final int MAX_DEVICES = 100;

  private final DeviceWatch watch = new DeviceWatch(Heard.config(MAX_DEVICES));

  @Test
  @Requirement("BRIDGE-053")
  void aDeviceThatIsNotHeardForAMinuteIsSilentSinceItsLastMessage() {
    hear(pump(PUMP, 1, at(0)), at(0));
    hear(pump(PUMP, 2, at(5)), at(5));

    assertThat(watch.due(at(65))).isEmpty();
    assertThat(watch.due(at(66)))
        .singleElement()
        .satisfies(
            stated -> {
              assertThat(stated.getDevice()).isEqualTo(PUMP);
              assertThat(stated.getSite()).isEqualTo("north");
              assertThat(stated.getObserved()).isTrue();
              assertThat(stated.getSilentSince()).isEqualTo(at(5));
              assertThat(stated.getReceivedTime()).isEqualTo(at(66));
              assertThat(stated.getDeviceTime()).isNull();
              assertThat(stated.getOnline()).isTrue();
              assertThat(stated.getSince()).isNull();
            });
    assertThat(watch.silent()).isEqualTo(1);
    assertThat(watch.due(at(3_600))).isEmpty();
  }

  @Test
  @Requirement("BRIDGE-053")
  void aSilenceIsStatedAgainEveryHourBecauseAStatementMayBeLost() {
    hear(pump(PUMP, 1, at(0)), at(0));
    hear(status("pump-2", false, at(0)), at(0));
    int statements = 0;
    for (int second = 0; second < 3 * 3_600; second++) {
      List<DeviceStatusRecord> due = watch.due(at(second));
      assertThat(due).allSatisfy(stated -> assertThat(stated.getSilentSince()).isEqualTo(at(0)));
      statements += due.size();
    }

    assertThat(statements).isEqualTo(3);
    assertThat(watch.silent()).isEqualTo(1);
  }

  @Test
  @Requirement("BRIDGE-053")
  void silenceIsJudgedByReceiptAndNeverByTheDevicesClock() {
    hear(pump(PUMP, 1, at(-86_400)), at(0));
    hear(pump("pump-2", 1, at(3_000)), at(0));

    assertThat(watch.due(at(60))).isEmpty();
    assertThat(watch.due(at(61))).hasSize(2);
  }

  @Test
  @Requirement("BRIDGE-053")
  void aSilentDeviceThatIsHeardAgainIsSaidToBe() {
    hear(pump(PUMP, 1, at(0)), at(0));
    watch.due(at(61));

    assertThat(hear(pump(PUMP, 2, at(90)), at(90)).statement())
        .hasValueSatisfying(
            stated -> {
              assertThat(stated.getSilentSince()).isNull();
              assertThat(stated.getObserved()).isTrue();
              assertThat(stated.getReceivedTime()).isEqualTo(at(90));
            });
    assertThat(watch.silent()).isZero();
    assertThat(watch.due(at(150))).isEmpty();
    assertThat(watch.due(at(151))).hasSize(1);
  }

  @Test
  @Requirement("BRIDGE-053")
  void aMessageReceivedBeforeTheSilenceDoesNotEndIt() {
    hear(pump(PUMP, 2, at(10)), at(10));
    watch.due(at(71));

    assertThat(hear(pump(PUMP, 1, at(5)), at(5)).statement()).isEmpty();
    assertThat(watch.silent()).isEqualTo(1);
  }

  @Test
  @Requirement("BRIDGE-053")
  void aDeviceThatSaidItIsOfflineIsNotSilent() {
    hear(status(PUMP, true, at(0)), at(0));
    hear(status(PUMP, false, at(1)), at(1));
    assertThat(watch.due(at(600))).isEmpty();

    hear(status(PUMP, true, at(700)), at(700));
    assertThat(watch.due(at(761)))
        .singleElement()
        .satisfies(stated -> assertThat(stated.getModel()).isEqualTo("Volumat 7"));
  }

  @Test
  @Requirement("BRIDGE-053")
  void aLastWillEndsASilence() {
    hear(status(PUMP, true, at(0)), at(0));
    watch.due(at(61));

    assertThat(published(status(PUMP, false, at(90)), at(90)).getSilentSince()).isNull();
    assertThat(watch.silent()).isZero();
    assertThat(watch.devices()).isEqualTo(1);
  }

  @Test
  @Requirement("BRIDGE-053")
  void aDeviceWhoseMessagesAreRefusedIsNotSilentAndItsClockShows() {
    hear(pump(PUMP, 1, at(0)), at(0));
    Instant reset = Instant.parse("2000-01-01T00:00:00Z");
    DeviceStatusRecord stated = null;
    for (int second = 1; second < 200; second++) {
      Outcome outcome = refused(PUMP, reset.plusSeconds(second), at(second));
      stated = hear(outcome, at(second)).statement().orElse(stated);
      assertThat(watch.due(at(second))).isEmpty();
    }

    assertThat(stated.getClockOffsetMicros())
        .isEqualTo(Duration.between(at(0), reset).toSeconds() * 1_000_000);
    hear(refused("stranger", reset, at(0)), at(200));
    assertThat(watch.devices()).isEqualTo(1);
  }

  @Test
  @Requirement("BRIDGE-053")
  void silenceIsNotJudgedWhereNotAllMessagesAreSeen() {
    DeviceWatch sharing = new DeviceWatch(Heard.config(MAX_DEVICES).withoutSilence());
    sharing.observe(pump(PUMP, 1, at(0)), at(0));

    assertThat(sharing.due(at(1e9))).isEmpty();
  }

  @Test
  @Requirement("BRIDGE-053")
  void manySilencesAreStatedOverSeveralCalls() {
    DeviceWatch large = new DeviceWatch(Heard.config(5_000));
    for (int n = 0; n < 2_500; n++) {
      large.observe(pump("pump-" + n, 1, at(0)), at(0));
    }

    assertThat(large.due(at(61))).hasSize(1_000);
    assertThat(large.due(at(62))).hasSize(1_000);
    assertThat(large.due(at(63))).hasSize(500);
    assertThat(large.silent()).isEqualTo(2_500);
  }

  @Test
  @Requirement("BRIDGE-054")
  void aStatusIsPublishedWithWhenItsStateBegan() {
    DeviceStatusRecord first = published(status(PUMP, true, at(0)), at(0));
    assertThat(first.getSince()).isEqualTo(at(0));
    assertThat(first.getChangeSeen()).as("it may have been online before").isFalse();
    assertThat(first.getObserved()).isFalse();
    assertThat(first.getBatteryPercent()).isEqualTo(87.0);

    DeviceStatusRecord same = published(status(PUMP, true, at(30)), at(30));
    assertThat(same.getSince()).isEqualTo(at(0));
    assertThat(same.getReceivedTime()).isEqualTo(at(30));

    DeviceStatusRecord gone = published(status(PUMP, false, at(40)), at(40));
    assertThat(gone.getSince()).isEqualTo(at(40));
    assertThat(gone.getChangeSeen()).isTrue();
  }

  @Test
  @Requirement("BRIDGE-054")
  void aStatusThatWasOvertakenClaimsNothingOfSince() {
    hear(status(PUMP, false, at(50)), at(50));

    DeviceStatusRecord overtaken = published(status(PUMP, true, at(40)), at(40));
    assertThat(overtaken.getSince()).isNull();
    assertThat(overtaken.getChangeSeen()).isFalse();
    assertThat(published(status(PUMP, false, at(60)), at(60)).getSince()).isEqualTo(at(50));
  }

  @Test
  @Requirement("BRIDGE-052")
  void theClockIsStatedWhenItIsFirstKnownAndWhenItChanges() {
    List<DeviceStatusRecord> stated = new ArrayList<>(samples(0, 120, 0));
    assertThat(stated)
        .singleElement()
        .satisfies(
            first -> {
              assertThat(first.getClockOffsetMicros()).isZero();
              assertThat(first.getClockSpreadMicros()).isZero();
              assertThat(first.getObserved()).isTrue();
              assertThat(first.getSilentSince()).isNull();
            });

    assertThat(samples(120, 240, 3_600))
        .extracting(DeviceStatusRecord::getClockOffsetMicros)
        .containsExactly(3_600_000_000L);
    assertThat(samples(240, 400, 3_600.9)).isEmpty();
    assertThat(published(status(PUMP, true, at(400)), at(400)).getClockOffsetMicros())
        .isEqualTo(3_600_900_000L);
  }

  @Test
  @Requirement("BRIDGE-052")
  void aClockThatNeverRestsIsStatedAtMostEveryTenSeconds() {
    samples(0, 60, 0);
    int statements = 0;
    for (int second = 60; second < 160; second++) {
      statements += samples(second, second + 1, 10 * second).size();
    }

    assertThat(statements).isEqualTo(10);
  }

  @Test
  @Requirement("BRIDGE-052")
  void aClockThatWasStatedToBeUnsteadyIsStatedOnceItIsSteady() {
    List<DeviceStatusRecord> unsteady = new ArrayList<>();
    for (int second = 0; second < 70; second++) {
      int late = second % 2 * 20;
      hear(pump(PUMP, second, at(second - late)), at(second)).statement().ifPresent(unsteady::add);
    }
    assertThat(unsteady)
        .extracting(DeviceStatusRecord::getClockSpreadMicros)
        .containsExactly(20_000_000L);

    assertThat(samples(70, 200, 0))
        .extracting(DeviceStatusRecord::getClockSpreadMicros)
        .containsExactly(0L);
  }

  @Test
  @Requirement("BRIDGE-052")
  void theClockIsStatedAgainAboutOnceAnHour() {
    assertThat(samples(0, 4 * 3_600, 0).size()).isBetween(4, 5);
  }

  @Test
  @Requirement("BRIDGE-055")
  void aRepeatIsToldAndPublishedAllTheSame() {
    Outcome sample = pump(PUMP, 7, at(0));
    assertThat(hear(sample, at(0)).repeated()).isFalse();
    assertThat(hear(vitals(PUMP, 7, at(0)), at(0)).repeated()).as("another kind").isFalse();
    assertThat(hear(pump("pump-2", 7, at(0)), at(0)).repeated()).as("another device").isFalse();
    assertThat(hear(pump(PUMP, 7, at(1)), at(1)).repeated()).as("another time").isFalse();
    assertThat(hear(sample, at(2)).repeated()).as("overwritten by the other time").isFalse();

    Observation again = hear(sample, at(3));
    assertThat(again.repeated()).isTrue();
    assertThat(again.outcome()).isSameAs(sample);
  }

  @Test
  @Requirement("BRIDGE-055")
  void aMessageThatIsShownAgainAfterAFailureIsNoRepeat() {
    hear(pump(PUMP, 1, at(0)), at(0));
    hear(pump(PUMP, 2, at(1)), at(1));

    assertThat(hear(pump(PUMP, 1, at(0)), at(0)).repeated()).isFalse();
    assertThat(hear(pump(PUMP, 2, at(1)), at(1)).repeated()).isFalse();
    assertThat(hear(pump(PUMP, 1, at(0)), at(2)).repeated()).isTrue();
  }

  @Test
  @Requirement("BRIDGE-056")
  void devicesBeyondTheBoundPushOutTheOneHeardLeastRecentlyQuietOnesFirst() {
    for (int n = 0; n < MAX_DEVICES; n++) {
      hear(status("pump-" + n, n != 50, at(n)), at(n));
    }
    assertThat(watch.forgotten()).isZero();

    hear(pump("new-1", 1, at(100)), at(100));
    hear(pump("new-2", 1, at(101)), at(101));
    assertThat(watch.devices()).isEqualTo(MAX_DEVICES);
    assertThat(watch.forgotten()).isEqualTo(2);
    assertThat(published(status("pump-1", true, at(102)), at(102)).getSince()).isEqualTo(at(1));
    assertThat(published(status("pump-0", true, at(103)), at(103)).getSince()).isEqualTo(at(103));
    assertThat(published(status("pump-50", false, at(104)), at(104)).getSince()).isEqualTo(at(104));
  }

  @Test
  @Requirement("BRIDGE-056")
  void theBoundHoldsWhateverIsHeard() {
    for (int n = 0; n < 20_000; n++) {
      hear(n % 3 == 0 ? status("s" + n, false, at(n)) : pump("p" + n, 1, at(n)), at(n));
      watch.due(at(n));
      assertThat(watch.devices()).isLessThanOrEqualTo(MAX_DEVICES);
      assertThat(watch.silent()).isBetween(0, MAX_DEVICES);
    }
    assertThat(watch.forgotten()).isEqualTo(20_000 - MAX_DEVICES);
  }

  @Test
  @Requirement("BRIDGE-056")
  void boundsThatCannotHoldAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Heard.config(0))
        .withMessageContaining("bridge.devices.max = 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DeviceWatchConfig.of(1, Optional.of(Duration.ZERO), Duration.ofSeconds(1)))
        .withMessageContaining("bridge.silence.after = PT0S");
  }

  /** One sample a second from the one to the other, its clock this far ahead. */
  private List<DeviceStatusRecord> samples(int from, int to, double ahead) {
    List<DeviceStatusRecord> stated = new ArrayList<>();
    for (int second = from; second < to; second++) {
      hear(pump(PUMP, second, at(second + ahead)), at(second)).statement().ifPresent(stated::add);
    }
    return stated;
  }

  private Observation hear(Outcome outcome, Instant received) {
    return watch.observe(outcome, received);
  }

  private DeviceStatusRecord published(Outcome outcome, Instant received) {
    Observation observation = hear(outcome, received);
    assertThat(observation.statement()).isEmpty();
    return (DeviceStatusRecord) observation.outcome().record();
  }
}
