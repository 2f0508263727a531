package io.rivulet.store.read;

import static io.rivulet.store.TestRecords.START;
import static io.rivulet.store.TestRecords.dose;
import static io.rivulet.store.TestRecords.event;
import static io.rivulet.store.TestRecords.excursion;
import static io.rivulet.store.TestRecords.implausible;
import static io.rivulet.store.TestRecords.malformed;
import static io.rivulet.store.TestRecords.pump;
import static io.rivulet.store.TestRecords.tally;
import static io.rivulet.store.TestRecords.vitals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.landing.Sink;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClinicReadsIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static TestStore store;
  private static ClinicReads reads;

  @BeforeAll
  static void landOneClinic() {
    store = SERVERS.newStore();
    reads = store.reads();
    sendSessions();
    sendResults();
    sendTelemetry();
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.SESSIONS, 8);
      store.awaitLanded(Topic.DOSE_UPDATES, 3);
      store.awaitLanded(Topic.PRESSURE_TALLIES, 2);
      store.awaitLanded(Topic.PRESSURE_EXCURSIONS, 4);
      store.awaitLanded(Topic.QUARANTINE, 4);
      store.awaitLanded(Topic.PUMP_SAMPLES, 2);
      store.awaitLanded(Topic.VITALS_SAMPLES, 2);
      store.awaitLanded(Topic.DEVICE_STATUS, 2);
    }
  }

  @AfterAll
  static void closeStore() {
    store.close();
  }

  @Test
  @Requirement("STORE-019")
  void aSessionIsSummedUpWithItsLatestDosesAndPressures() {
    List<SessionSummary> sessions = reads.sessions(10);

    assertThat(sessions).extracting(SessionSummary::session).containsExactly("s2", "s1");
    SessionSummary s1 = sessions.get(1);
    assertThat(s1.site()).isEqualTo("north");
    assertThat(s1.subject()).isEqualTo("subject-7");
    assertThat(s1.drug()).hasValue("Ketamine");
    assertThat(s1.opened()).isEqualTo(START);
    assertThat(s1.started()).hasValue(START.plusSeconds(5));
    assertThat(s1.closed()).isEmpty();
    assertThat(s1.plannedDosePerKg()).hasValue(0.5);
    assertThat(s1.plannedUnit()).hasValue("mg");
    assertThat(s1.plannedDuration()).hasValue(Duration.ofMinutes(40));
    assertThat(s1.weightKg()).hasValue(72);
    assertThat(s1.doses()).isEqualTo(reads.doses("s1"));
    assertThat(s1.latestPressures())
        .containsExactly(
            new PressureRow(
                "NIBP",
                START.plusSeconds(300),
                OptionalDouble.of(128),
                OptionalDouble.empty(),
                OptionalDouble.of(95)));
    assertThat(s1.openExcursions()).isEqualTo(1);
    assertThat(s1.latestActivity()).isEqualTo(START.plusSeconds(300));
    assertThat(sessions.get(0).closed()).hasValue(START.plusSeconds(7_200));
    assertThat(reads.sessions(1)).extracting(SessionSummary::session).containsExactly("s2");
  }

  @Test
  @Requirement("STORE-019")
  void dosesAreInMillilitresAndKeepWhatIsUnknownUnknown() {
    DoseRow held = reads.doses("s1").get(0);

    assertThat(held.device()).isEqualTo("pump-1");
    assertThat(held.amount()).hasValue(20);
    assertThat(held.unit()).hasValue("mg");
    assertThat(held.volumeMl()).isEqualTo(2.0);
    assertThat(held.amountPerKg().getAsDouble()).isEqualTo(20.0 / 70);
    assertThat(held.state()).isEqualTo("RUN");
    assertThat(held.asOf()).isEqualTo(START.plusSeconds(2));
    DoseRow unknown = reads.doses("s2").get(0);
    assertThat(unknown.amount()).isEmpty();
    assertThat(unknown.unit()).isEmpty();
    assertThat(reads.doses("no such session")).isEmpty();
  }

  @Test
  @Requirement("STORE-019")
  void excursionsComeInOrderWithoutTheWithdrawn() {
    assertThat(reads.excursions("s1"))
        .extracting(ExcursionRow::id)
        .containsExactly("early", "diastolic", "open");
    assertThat(reads.openExcursions(10)).extracting(ExcursionRow::id).containsExactly("open");
    assertThat(reads.excursions("s1").get(0).end()).hasValue(START.plusSeconds(500));
  }

  @Test
  @Requirement("STORE-019")
  void rejectedReadingsAndTalliesAreTheSessions() {
    assertThat(reads.rejectedReadings("s1"))
        .extracting(RejectedReadingRow::reading)
        .containsExactly(
            new PressureRow(
                "NIBP",
                START.plusSeconds(60),
                OptionalDouble.of(11647),
                OptionalDouble.empty(),
                OptionalDouble.empty()));
    assertThat(reads.tallies("s1"))
        .singleElement()
        .satisfies(tally -> assertThat(tally.readings()).isEqualTo(5));
  }

  @Test
  @Requirement("STORE-019")
  void everyDeliveryOfADeviceIsCounted() {
    assertThat(reads.landedCounts(List.of("pump-1"))).isEqualTo(new LandedCounts(2, 0, 2, 0, 0, 0));
    assertThat(reads.landedCounts(List.of("monitor-1")))
        .isEqualTo(new LandedCounts(0, 2, 0, 0, 0, 1));
    assertThat(reads.landedCounts(List.of())).isEqualTo(new LandedCounts(0, 0, 0, 0, 0, 0));
  }

  @Test
  @Requirement("STORE-019")
  void aDeviceIsAsLastHeard() {
    assertThat(reads.devices(10))
        .containsExactly(
            new DeviceRow(
                "pump-1",
                "north",
                Optional.of(false),
                Optional.of("P7"),
                Optional.empty(),
                OptionalDouble.of(55),
                START.plusSeconds(900),
                Optional.of(START.plusSeconds(2)),
                Optional.empty()),
            new DeviceRow(
                "monitor-1",
                "north",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                START.plusSeconds(121),
                Optional.empty(),
                Optional.of(START.plusSeconds(120))));
  }

  @Test
  @Requirement("STORE-020")
  void theStatusSaysHowFarEachTopicHasLanded() {
    PipelineStatus status = reads.pipelineStatus();

    assertThat(status.topics()).hasSize(Topic.values().length);
    assertThat(status.topics())
        .filteredOn(topic -> topic.topic().equals(store.kafkaName(Topic.PUMP_SAMPLES)))
        .singleElement()
        .satisfies(
            topic -> {
              assertThat(topic.records()).isEqualTo(2);
              assertThat(topic.rows()).isEqualTo(2);
              assertThat(topic.repeats()).isZero();
              assertThat(topic.lastLanded()).isPresent();
              assertThat(topic.offsets()).hasSize(3);
              assertThat(topic.offsets().stream().mapToLong(o -> o.nextOffset()).sum())
                  .isEqualTo(2);
            });
    assertThat(status.tables()).extracting(t -> t.table()).contains("pump_sample", "session");
  }

  @Test
  void aLimitOutOfRangeIsRefused() {
    assertThatThrownBy(() -> reads.sessions(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit 0 is not 1 to 10000");
  }

  private static void sendSessions() {
    SessionOpened opened =
        SessionOpened.newBuilder()
            .setSite("north")
            .setSubject("subject-7")
            .setDrug("Ketamine")
            .setPlannedDosePerKg(0.5)
            .setPlannedUnit("mg")
            .setPlannedDurationSeconds(2_400L)
            .build();
    // A binding that arrives before the opening is still the session's.
    session("s1", "s1-bind", 1, new DeviceBound("pump-1", at(2), null, null));
    session("s1", "s1-open", 0, opened);
    session("s1", "s1-rebind", 2, new DeviceBound("pump-1", at(5), null, "s1-bind"));
    session("s1", "s1-limits", 2, new LimitsAssigned("icu", at(0)));
    session("s1", "s1-weight", 3, new WeightRecorded(at(0), 70.0, null));
    session("s1", "s1-corrected", 4, new WeightRecorded(at(200), 72.0, "s1-weight"));
    session("s2", "s2-open", 0, opened);
    session("s2", "s2-close", 7_300, new SessionClosed(at(7_200)));
  }

  private static void sendResults() {
    store.send(Topic.DOSE_UPDATES, "s1", dose("s1", "pump-1", 1, 10));
    store.send(Topic.DOSE_UPDATES, "s1", dose("s1", "pump-1", 2, 20));
    var unknown = dose("s2", "pump-2", 1, 0);
    unknown.setAmount(null);
    unknown.setUnit(null);
    unknown.setAmountPerKg(null);
    store.send(Topic.DOSE_UPDATES, "s2", unknown);
    store.send(Topic.PRESSURE_TALLIES, "s1", tally("s1", 4));
    store.send(Topic.PRESSURE_TALLIES, "s1", tally("s1", 5));
    store.send(Topic.PRESSURE_EXCURSIONS, "s1", excursion("open", "s1", 1).build());
    store.send(
        Topic.PRESSURE_EXCURSIONS,
        "s1",
        excursion("diastolic", "s1", 1).setComponent("diastolic").setEnd(at(900)).build());
    store.send(
        Topic.PRESSURE_EXCURSIONS,
        "s1",
        excursion("early", "s1", 1).setStart(at(400)).setEnd(at(500)).build());
    store.send(
        Topic.PRESSURE_EXCURSIONS, "s1", excursion("gone", "s1", 2).setWithdrawn(true).build());
  }

  private static void sendTelemetry() {
    store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", 1));
    store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", 2));
    store.send(Topic.VITALS_SAMPLES, "monitor-1", vitals("monitor-1", 1, 120));
    store.send(Topic.VITALS_SAMPLES, "monitor-1", vitals("monitor-1", 2, 130));
    store.send(Topic.DEVICE_STATUS, "pump-1", status(900, false));
    store.send(Topic.DEVICE_STATUS, "pump-1", status(800, true));
    store.send(Topic.QUARANTINE, "pump-1", malformed("m1", "rivulet/v1/north/pump-1/pump").build());
    store.send(
        Topic.QUARANTINE,
        "pump-1",
        malformed("m2", "rivulet/v1/north/pump-1/pump").setDevice("pump-1").build());
    store.send(Topic.QUARANTINE, "monitor-1", implausible("s1", "monitor-1", 1).build());
    store.send(
        Topic.QUARANTINE,
        "monitor-1",
        implausible("s1", "monitor-1", 2).setWithdrawn(true).build());
  }

  private static void session(String session, String id, int recorded, Object event) {
    SessionEventRecord record = event(session, id, at(recorded), event);
    store.send(Topic.SESSIONS, session, record);
  }

  private static DeviceStatusRecord status(int second, boolean online) {
    return DeviceStatusRecord.newBuilder()
        .setSite("north")
        .setDevice("pump-1")
        .setReceivedTime(at(second))
        .setOnline(online)
        .setModel("P7")
        .setBatteryPercent(55.0)
        .build();
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
