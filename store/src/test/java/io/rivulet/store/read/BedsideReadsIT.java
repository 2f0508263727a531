package io.rivulet.store.read;

import static io.rivulet.store.TestRecords.START;
import static io.rivulet.store.TestRecords.event;
import static io.rivulet.store.TestRecords.vitals;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.EligibilityFlag;
import io.rivulet.schemas.record.ObservationCharted;
import io.rivulet.schemas.record.PhaseEntered;
import io.rivulet.schemas.record.PredictionRecord;
import io.rivulet.schemas.record.PressureOrdered;
import io.rivulet.schemas.record.RouteDoseRecord;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.SubjectScreened;
import io.rivulet.schemas.record.VitalsSampleRecord;
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

class BedsideReadsIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static TestStore store;
  private static SessionSummary live;

  @BeforeAll
  static void landOneBedside() {
    store = SERVERS.newStore();
    events();
    telemetry();
    store.send(Topic.DOSE_TOTALS, "s1", total());
    alert("low", "s1", "low", true, "on", 700);
    alert("high", "s1", "high", true, "on", 600);
    alert("latched", "s1", "high", false, "latched", 500);
    alert("over", "s1", "medium", false, "off", 400);
    alert("history", "s2", "high", false, "latched", 300);
    alert("nobody", null, "medium", true, "on", 800);
    alert("nobody-over", null, "high", false, "latched", 100);
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.SESSIONS, 12);
      store.awaitLanded(Topic.VITALS_SAMPLES, 4);
      store.awaitLanded(Topic.DEVICE_STATUS, 2);
      store.awaitLanded(Topic.DOSE_TOTALS, 1);
      store.awaitLanded(Topic.ALERTS, 7);
    }
    live =
        store.reads().sessions(10).stream()
            .filter(session -> session.session().equals("s1"))
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  static void closeStore() {
    store.close();
  }

  @Test
  @Requirement("STORE-032")
  void aSessionSaysHowFarItHasCome() {
    assertThat(live.course())
        .isEqualTo(
            new SessionCourse(
                Optional.of("INFUSION"),
                Optional.of(at(300)),
                Optional.of(at(30)),
                Optional.of(false),
                List.of("FASTING"),
                Optional.of(Duration.ofMinutes(10)),
                Optional.of("series-1"),
                java.util.OptionalInt.of(2)));
  }

  @Test
  @Requirement("STORE-032")
  void itsTotalsSayRoutesAndPredictions() {
    assertThat(live.totals()).isEqualTo(store.reads().doseTotals("s1"));
    assertThat(live.totals())
        .singleElement()
        .satisfies(
            total -> {
              assertThat(total.amountPerKg()).hasValue(0.4);
              assertThat(total.plannedSoFarPerKg()).hasValue(0.45);
              assertThat(total.rateUgPerKgPerMinute()).isEmpty();
              assertThat(total.routes())
                  .containsExactly(
                      new DoseTotalRow.RouteDose(
                          "IM", true, OptionalDouble.of(20), OptionalDouble.empty()));
              assertThat(total.predictions())
                  .containsExactly(new DoseTotalRow.Prediction("Clements 250", 177.3, 170));
            });
  }

  @Test
  @Requirement("STORE-032")
  void eachVitalSignIsTheLatestThatWasSentWhileTheMonitorWasBound() {
    assertThat(live.vitals())
        .containsExactly(
            new VitalRow("heartRate", 72, "/min", at(120), "monitor-1"),
            new VitalRow("spo2", 93, "%", at(180), "monitor-1"));
  }

  @Test
  @Requirement("STORE-032")
  void theLatestObservationOfEachKindComesNewestFirst() {
    assertThat(live.observations())
        .extracting(ObservationRow::kind, ObservationRow::score, ObservationRow::time)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("CADSS", OptionalDouble.of(9), at(1_500)),
            org.assertj.core.groups.Tuple.tuple("EVENT", OptionalDouble.empty(), at(1_300)));
    assertThat(store.reads().observations("s1", 10)).hasSize(3);
  }

  @Test
  @Requirement("STORE-032")
  void itsDevicesSayWhatBridgesStateOfThem() {
    assertThat(live.devices())
        .containsExactly(
            new BoundDeviceRow(
                "s1",
                "monitor-1",
                Optional.of(at(200)),
                Optional.empty(),
                Optional.of(at(300).plusSeconds(1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            new BoundDeviceRow(
                "s1",
                "pump-1",
                Optional.empty(),
                Optional.empty(),
                Optional.of(at(500)),
                Optional.of(at(500)),
                Optional.of(Duration.ofMinutes(-24)),
                Optional.of(Duration.ofMillis(900))));
  }

  @Test
  @Requirement("STORE-033")
  void alertsThatStandComeByPriorityWithoutThoseOfEndedSessions() {
    assertThat(store.reads().standingAlerts(10))
        .extracting(AlertRow::id)
        .containsExactly("high", "latched", "nobody", "low");
    assertThat(store.reads().standingAlerts(1)).extracting(AlertRow::id).containsExactly("high");
    assertThat(store.reads().alerts("s1", 10))
        .extracting(AlertRow::id)
        .containsExactly("low", "high", "latched", "over");
  }

  private static void events() {
    SessionOpened opened =
        SessionOpened.newBuilder()
            .setSite("north")
            .setSubject("subject-7")
            .setSeries("series-1")
            .setSeriesNumber(2)
            .build();
    session("s1", "open", 0, opened);
    session("s1", "pump", 1, new DeviceBound("pump-1", at(0), null, null));
    session("s1", "monitor", 1, new DeviceBound("monitor-1", at(0), at(200), null));
    session(
        "s1",
        "screen",
        31,
        new SubjectScreened(
            at(30),
            List.of(
                new EligibilityFlag("FASTING", false), new EligibilityFlag("HYPERTENSION", true)),
            false));
    session("s1", "phase", 300, new PhaseEntered("INFUSION", at(300), null));
    session("s1", "ordered", 40, new PressureOrdered(at(0), 600L));
    session("s1", "early", 1_210, new ObservationCharted(at(1_200), "CADSS", 4.0, null));
    session("s1", "later", 1_510, new ObservationCharted(at(1_500), "CADSS", 9.0, null));
    session("s1", "felt", 1_310, new ObservationCharted(at(1_300), "EVENT", null, "felt warm"));
    session("s2", "open2", 0, opened);
    session("s2", "phase2", 10, new PhaseEntered("DISCHARGE", at(10), null));
    session("s2", "close2", 20, new SessionClosed(at(20)));
  }

  /**
   * One sample each minute; the third has SpO2 only, the fourth to fifth came after the binding.
   */
  private static void telemetry() {
    store.send(Topic.VITALS_SAMPLES, "monitor-1", vitals("monitor-1", 1, 120));
    store.send(Topic.VITALS_SAMPLES, "monitor-1", vitals("monitor-1", 2, 120));
    VitalsSampleRecord third = vitals("monitor-1", 3, 120);
    third.setHeartRatePerMinute(null);
    third.setSpo2Percent(93.0);
    store.send(Topic.VITALS_SAMPLES, "monitor-1", third);
    store.send(Topic.VITALS_SAMPLES, "monitor-1", vitals("monitor-1", 5, 120));
    store.send(
        Topic.DEVICE_STATUS,
        "pump-1",
        observed(500).setClockOffsetMicros(-1_440_000_000L).setClockSpreadMicros(900_000L).build());
    store.send(Topic.DEVICE_STATUS, "pump-1", observed(600).setSilentSince(at(500)).build());
  }

  private static DeviceStatusRecord.Builder observed(int second) {
    return DeviceStatusRecord.newBuilder()
        .setSite("north")
        .setDevice("pump-1")
        .setReceivedTime(at(second))
        .setOnline(true)
        .setObserved(true);
  }

  private static DoseTotalRecord total() {
    return DoseTotalRecord.newBuilder()
        .setSession("s1")
        .setDrug("Ketamine")
        .setRevision(1)
        .setAsOf(at(900))
        .setUnit("mg")
        .setAmountPerKg(0.4)
        .setPlannedPerKg(0.5)
        .setPlannedSoFarPerKg(0.45)
        .setRoutes(List.of(new RouteDoseRecord("IM", true, 20.0, null)))
        .setPredictions(List.of(new PredictionRecord("Clements 250", 177.3, 170.0)))
        .build();
  }

  private static void alert(
      String id, String session, String priority, boolean present, String signal, int second) {
    AlertRecord.Builder alert =
        AlertRecord.newBuilder()
            .setId(id)
            .setSession(session)
            .setKind("physiological")
            .setCategory("SPO2_EXCURSION")
            .setPriority(priority)
            .setPresent(present)
            .setRevision(1)
            .setStart(at(second))
            .setDetail("SpO2 beyond its limit")
            .setSignal(signal);
    store.send(Topic.ALERTS, id, alert.build());
  }

  private static void session(String session, String id, int recorded, Object event) {
    store.send(Topic.SESSIONS, session, event(session, id, at(recorded), event));
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
