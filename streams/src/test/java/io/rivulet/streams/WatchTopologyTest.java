package io.rivulet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PressureOrdered;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the passing of time shows, through the topology, with the driver's wall clock. */
class WatchTopologyTest {
  @TempDir java.nio.file.Path state;
  private Ward ward;
  private int second;

  @BeforeEach
  void open() {
    ward = new Ward(state, 100);
  }

  @AfterEach
  void close() {
    ward.close();
  }

  /** Lets the clock go on to a second, one at a time as it does at a bedside. */
  private void until(int end) {
    while (second < end) {
      second++;
      ward.pass(Duration.ofSeconds(1));
    }
  }

  private void delivering(int from, int to) {
    for (int at = from; at <= to; at += 10) {
      until(at);
      ward.sample(Ward.pump(at, at / 100.0));
    }
  }

  private List<AlertRecord> alerts(String category) {
    return ward.alerts.values().stream().filter(a -> a.getCategory().equals(category)).toList();
  }

  private static DeviceStatusRecord.Builder status(int receivedSecond) {
    return DeviceStatusRecord.newBuilder()
        .setSite("clinic")
        .setDevice("pump-1")
        .setReceivedTime(Ward.at(receivedSecond))
        .setOnline(true)
        .setObserved(true);
  }

  @Test
  @Requirement("WATCH-016")
  void aSessionThatIsRecordedWhenItWasOverIsNotWatched() {
    ward.publish(
        Topic.SESSIONS,
        Ward.SESSION,
        new SessionEventRecord(
            Ward.SESSION, "o1", Ward.at(86_400), "test", Ward.opened().getEvent()));
    ward.publish(
        Topic.SESSIONS,
        Ward.SESSION,
        Ward.event("b1", 86_401, new DeviceBound("pump-1", Ward.at(0), Ward.at(601), null)));
    ward.sample(Ward.pump(0, 0));
    ward.sample(Ward.pump(600, 6));
    until(300);

    assertThat(ward.alerts.values()).isEmpty();
    assertThat(ward.dose().getSamples()).isEqualTo(2);
  }

  @Test
  @Requirement("WATCH-001")
  void aPumpThatFallsSilentRaisesAnAlertThatItsNextSampleEnds() {
    ward.opens();
    delivering(0, 100);
    until(160);
    assertThat(alerts("PUMP_SILENT")).isEmpty();
    until(161);

    AlertRecord silent = alerts("PUMP_SILENT").get(0);
    assertThat(silent.getPresent()).isTrue();
    assertThat(silent.getSignal()).isEqualTo("on");
    assertThat(silent.getStart()).isEqualTo(Ward.at(160));
    assertThat(silent.getSession()).isEqualTo(Ward.SESSION);
    assertThat(silent.getDevice()).isEqualTo("pump-1");
    assertThat(silent.getSite()).isEqualTo("clinic");
    assertThat(silent.getRevision()).isEqualTo(1);

    until(300);
    ward.sample(Ward.pump(300, 3));
    until(301);
    silent = alerts("PUMP_SILENT").get(0);
    assertThat(alerts("PUMP_SILENT")).hasSize(1);
    assertThat(silent.getPresent()).isFalse();
    assertThat(silent.getSignal()).isEqualTo("off");
    assertThat(silent.getEnd()).isEqualTo(Ward.at(300));
    assertThat(silent.getRevision()).isEqualTo(2);
    assertThat(silent.getMeasured()).isEqualTo(200);
  }

  @Test
  @Requirement("WATCH-002")
  void aSampleThatWaitedInASpoolTakesTheSilenceBack() {
    ward.opens();
    delivering(0, 100);
    until(200);
    assertThat(alerts("PUMP_SILENT")).singleElement().matches(AlertRecord::getPresent);

    ward.sample(Ward.pump(155, 2));
    ward.sample(Ward.pump(200, 2));
    until(202);

    assertThat(alerts("PUMP_SILENT")).singleElement().matches(AlertRecord::getWithdrawn);
  }

  @Test
  @Requirement("WATCH-003")
  void theEndOfTheSessionEndsItsAlerts() {
    ward.opens();
    delivering(0, 100);
    until(200);
    ward.publish(Topic.SESSIONS, Ward.SESSION, Ward.closed(200));
    until(202);

    assertThat(alerts("PUMP_SILENT"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getPresent()).isFalse();
              assertThat(alert.getEnd()).isEqualTo(Ward.at(200));
            });
    until(400);
    assertThat(alerts("PUMP_SILENT")).hasSize(1);
  }

  @Test
  @Requirement("WATCH-004")
  void whatTheBridgeStatesOfADeviceCountsAsReceived() {
    ward.opens();
    delivering(0, 100);
    until(150);
    ward.publish(Topic.DEVICE_STATUS, "pump-1", status(150).build());
    until(205);
    assertThat(alerts("PUMP_SILENT")).isEmpty();
    ward.publish(Topic.DEVICE_STATUS, "pump-1", status(206).setSilentSince(Ward.at(150)).build());
    until(212);

    assertThat(alerts("PUMP_SILENT"))
        .singleElement()
        .satisfies(alert -> assertThat(alert.getStart()).isEqualTo(Ward.at(210)));
  }

  @Test
  @Requirement("WATCH-006")
  void pressureIsOverdueWhileThePumpDeliversAndAnImplausibleOneDoesNotEndThat() {
    ward.limitsArrive(1, 0, Ward.LIMITS_JSON);
    ward.opens();
    ward.publish(
        Topic.SESSIONS, Ward.SESSION, Ward.event("p1", 4, new PressureOrdered(Ward.at(0), 60L)));
    ward.sample(Ward.nibp(0, 120));
    delivering(0, 120);
    until(121);

    assertThat(alerts("PRESSURE_OVERDUE"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getPresent()).isTrue();
              assertThat(alert.getStart()).isEqualTo(Ward.at(90));
              assertThat(alert.getLimit()).isEqualTo(90);
              assertThat(alert.getUnit()).isEqualTo("s");
            });

    ward.sample(Ward.nibp(125, 400));
    until(126);
    assertThat(alerts("PRESSURE_OVERDUE")).as("an implausible one").allMatch(a -> a.getPresent());
    ward.sample(Ward.nibp(130, 121));
    until(131);
    assertThat(alerts("PRESSURE_OVERDUE")).singleElement().matches(a -> !a.getPresent());
  }

  @Test
  @Requirement("WATCH-015")
  void aProfileOfTheRunningSessionSaysHowLongPressureMayBeMissing() {
    ward.limitsArrive(1, 0, Ward.LIMITS_JSON);
    ward.opens();
    ward.publish(
        Topic.SESSIONS, Ward.SESSION, Ward.event("p1", 4, new PressureOrdered(Ward.at(0), 60L)));
    ward.sample(Ward.nibp(0, 120));
    delivering(0, 80);
    until(81);
    ward.limitsArrive(
        2,
        1,
        Ward.LIMITS_JSON.replace("\"hysteresis\"", "\"pressureOverdueFactor\": 3, \"hysteresis\""));
    ward.sample(Ward.nibp(82, 120));
    delivering(83, 300);
    until(301);

    assertThat(alerts("PRESSURE_OVERDUE"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getStart()).isEqualTo(Ward.at(82 + 180));
              assertThat(alert.getLimit()).isEqualTo(180);
            });
  }

  @Test
  @Requirement("WATCH-009")
  void aClockThatIsFarOffIsStatedAlsoWhereItWasKnownBeforeTheBinding() {
    ward.publish(
        Topic.DEVICE_STATUS,
        "pump-1",
        status(0).setClockOffsetMicros(-90_000_000L).setClockSpreadMicros(1_000L).build());
    until(5);
    ward.publish(Topic.SESSIONS, Ward.SESSION, Ward.opened());
    ward.publish(
        Topic.SESSIONS,
        Ward.SESSION,
        Ward.event("b1", 5, new DeviceBound("pump-1", Ward.at(5), null, null)));
    delivering(10, 70);

    assertThat(alerts("CLOCK_UNTRUSTED"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getStart()).isEqualTo(Ward.at(5));
              assertThat(alert.getMeasured()).isEqualTo(90);
              assertThat(alert.getPresent()).isTrue();
            });

    ward.publish(
        Topic.DEVICE_STATUS,
        "pump-1",
        status(71).setClockOffsetMicros(1_000L).setClockSpreadMicros(1_000L).build());
    until(73);
    assertThat(alerts("CLOCK_UNTRUSTED")).singleElement().matches(a -> !a.getPresent());
  }

  @Test
  @Requirement("ALERT-010")
  void anInfusionBoundToNobodyIsAnAlertOfItsDeviceUntilABindingCoversIt() {
    delivering(0, 70);
    until(72);

    assertThat(alerts("UNATTRIBUTED_INFUSION"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getSession()).isNull();
              assertThat(alert.getDevice()).isEqualTo("pump-1");
              assertThat(alert.getSite()).isEqualTo("clinic");
              assertThat(alert.getStart()).isEqualTo(Ward.at(0));
              assertThat(alert.getPresent()).isTrue();
            });

    ward.opens();
    until(74);
    assertThat(alerts("UNATTRIBUTED_INFUSION"))
        .singleElement()
        .matches(AlertRecord::getWithdrawn)
        .matches(alert -> !alert.getPresent());
  }

  @Test
  @Requirement("ALERT-010")
  void samplesOfABoundPumpAreNoUnattributedInfusion() {
    ward.opens();
    delivering(0, 200);

    assertThat(alerts("UNATTRIBUTED_INFUSION")).isEmpty();
  }

  @Test
  @Requirement("ALERT-010")
  void theFirstSampleOfABindingMayShowThatTheRunBeforeItWasLongEnough() {
    ward.publish(Topic.SESSIONS, Ward.SESSION, Ward.opened());
    ward.publish(
        Topic.SESSIONS,
        Ward.SESSION,
        Ward.event("b1", 0, new DeviceBound("pump-1", Ward.at(65), null, null)));
    delivering(0, 60);
    until(61);
    assertThat(alerts("UNATTRIBUTED_INFUSION")).isEmpty();
    delivering(70, 80);
    until(81);

    assertThat(alerts("UNATTRIBUTED_INFUSION"))
        .singleElement()
        .satisfies(alert -> assertThat(alert.getEnd()).isEqualTo(Ward.at(65)));
  }

  @Test
  @Requirement("ALERT-010")
  void aRunOutlastsWhatIsKeptOfIt() {
    for (int at = 0; at <= 200; at++) {
      ward.sample(Ward.pump(at, at / 100.0));
    }
    until(2);

    assertThat(alerts("UNATTRIBUTED_INFUSION"))
        .singleElement()
        .satisfies(alert -> assertThat(alert.getStart()).isEqualTo(Ward.at(0)));

    PumpSampleRecord late = Ward.pump(150, 1.5);
    late.setSequence(9_999);
    ward.sample(late);
    until(4);
    assertThat(alerts("UNATTRIBUTED_INFUSION"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getStart()).isEqualTo(Ward.at(0));
              assertThat(alert.getWithdrawn()).isFalse();
            });
  }
}
