package io.rivulet.store.read;

import static io.rivulet.store.TestRecords.START;
import static io.rivulet.store.TestRecords.event;
import static io.rivulet.store.TestRecords.excursion;
import static io.rivulet.store.TestRecords.occluded;
import static io.rivulet.store.TestRecords.pump;
import static io.rivulet.store.TestRecords.vitals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestRecords;
import io.rivulet.store.TestStore;
import io.rivulet.store.landing.Sink;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HistoryReadsIT {
  private static final int PUMP_SAMPLES = 9_000;
  private static final int LATE_BY_SECONDS = 20_000;

  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final List<SessionEventRecord> EVENTS = events();

  private static TestStore store;
  private static HistoryReads reads;

  @BeforeAll
  static void landAClinic() {
    store = SERVERS.newStore();
    reads = new HistoryReads(store.database());
    EVENTS.forEach(event -> store.send(Topic.SESSIONS, event.getSession(), event));
    for (int n = 1; n <= PUMP_SAMPLES; n++) {
      store.send(Topic.PUMP_SAMPLES, "pump-1", sample(n));
    }
    store.send(Topic.PUMP_SAMPLES, "pump-3", pump("pump-3", 1));
    for (int n = 1; n <= 60; n++) {
      store.send(Topic.VITALS_SAMPLES, "monitor-1", monitor(n));
    }
    store.send(Topic.LIMITS, "icu@1", profile());
    store.send(Topic.PRESSURE_EXCURSIONS, "s1", excursion("holds", "s1", 1).build());
    store.send(
        Topic.PRESSURE_EXCURSIONS, "s1", excursion("gone", "s1", 1).setWithdrawn(true).build());
    store.send(Topic.ALERTS, "s1", alert("s1"));
    store.send(Topic.ALERTS, "s3", alert("s3"));
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.SESSIONS, EVENTS.size());
      store.awaitLanded(Topic.PUMP_SAMPLES, PUMP_SAMPLES + 1);
      store.awaitLanded(Topic.VITALS_SAMPLES, 60);
      store.awaitLanded(Topic.LIMITS, 1);
      store.awaitLanded(Topic.PRESSURE_EXCURSIONS, 2);
      store.awaitLanded(Topic.ALERTS, 2);
    }
  }

  @AfterAll
  static void closeStore() {
    store.close();
  }

  @Test
  @Requirement("STORE-022")
  void aSpanHoldsTheSessionsThatWereUnderWayInIt() {
    assertThat(overlapping(0, 1)).containsExactly("s1");
    assertThat(overlapping(3_000, 3_100)).containsExactly("s1", "s2");
    assertThat(overlapping(5_000, 5_100)).containsExactly("s2");
    assertThat(overlapping(-100, 0)).isEmpty();
    assertThatThrownBy(() -> reads.overlapping(at(5), at(5)))
        .hasMessage(
            "the span from 2026-03-02T09:00:05Z to 2026-03-02T09:00:05Z is empty; it needs a later end");
  }

  @Test
  @Requirement("STORE-022")
  void eventsComeBackAsTheyWereRecordedAndInThatOrder() {
    try (History history = reads.of(List.of("s2", "s1", "no such session"))) {
      assertThat(history.sessions()).containsExactly("s1", "s2");
      assertThat(all(history.sessionEvents()))
          .containsExactlyElementsOf(
              EVENTS.stream()
                  .filter(event -> !event.getSession().equals("s3"))
                  .sorted(
                      Comparator.comparing(SessionEventRecord::getRecordedTime)
                          .thenComparing(SessionEventRecord::getEventId))
                  .toList());
    }
  }

  @Test
  @Requirement("STORE-022")
  void samplesComeBackWithTheSessionThatTheirDeviceServed() {
    try (History history = reads.of(List.of("s1", "s2"))) {
      List<SessionSample<PumpSampleRecord>> samples =
          all(history.pumpSamples(HistoryOrder.DEVICE_TIME));

      assertThat(samples)
          .extracting(SessionSample::sample)
          .containsExactlyElementsOf(
              java.util.stream.IntStream.rangeClosed(1, PUMP_SAMPLES)
                  .mapToObj(HistoryReadsIT::stored)
                  .toList());
      assertThat(samples)
          .allSatisfy(
              row ->
                  assertThat(row.session())
                      .isEqualTo(row.sample().getSequence() < 3_000 ? "s1" : "s2"));
      assertThat(all(history.vitalsSamples(HistoryOrder.DEVICE_TIME)))
          .extracting(SessionSample::sample)
          .containsExactlyElementsOf(
              java.util.stream.IntStream.rangeClosed(1, 60)
                  .mapToObj(HistoryReadsIT::monitor)
                  .toList());
    }
  }

  @Test
  @Requirement("STORE-022")
  void samplesAlsoComeInTheOrderOfTheirReceipt() {
    try (History history = reads.of(List.of("s1"))) {
      List<SessionSample<PumpSampleRecord>> samples =
          all(history.pumpSamples(HistoryOrder.RECEIVED_TIME));

      assertThat(samples).hasSize(2_999);
      assertThat(samples.get(samples.size() - 1).sample().getSequence()).isEqualTo(7);
      assertThat(samples)
          .isSortedAccordingTo(Comparator.comparing(row -> row.sample().getReceivedTime()));
    }
  }

  @Test
  @Requirement("STORE-022")
  void severalQuestionsAreReadInTurnsWhateverLandsMeanwhile() {
    try (History history = reads.of(List.of("s1", "s2"));
        HistoryRows<SessionSample<PumpSampleRecord>> pumps =
            history.pumpSamples(HistoryOrder.DEVICE_TIME);
        HistoryRows<SessionSample<VitalsSampleRecord>> vitals =
            history.vitalsSamples(HistoryOrder.DEVICE_TIME)) {
      int seen = 0;
      while (pumps.hasNext()) {
        pumps.next();
        seen++;
        if (seen % 100 == 0 && vitals.hasNext()) {
          vitals.next();
        }
        if (seen == 2_500) {
          store.number("WITH gone AS (DELETE FROM rivulet.limits_profile RETURNING 1) SELECT 1");
        }
      }

      assertThat(seen).isEqualTo(PUMP_SAMPLES);
      assertThat(vitals.hasNext()).isFalse();
      assertThat(all(history.limitsProfiles()))
          .singleElement()
          .satisfies(
              profile -> {
                assertThat(profile.getProfile()).isEqualTo("icu");
                assertThat(profile.getFrom()).isEqualTo(START);
                assertThat(profile.getJson()).isEqualTo("{\"hysteresis\": 5}");
              });
    }
  }

  @Test
  @Requirement("STORE-022")
  void whatWasStatedComesWithIt() {
    try (History history = reads.of(List.of("s1"))) {
      assertThat(all(history.excursions())).extracting(ExcursionRow::id).containsExactly("holds");
      assertThat(all(history.alerts())).extracting(AlertRow::id).containsExactly("alert-s1");
    }
  }

  private static List<String> overlapping(int from, int to) {
    try (History history = reads.overlapping(at(from), at(to))) {
      return history.sessions();
    }
  }

  private static <T> List<T> all(HistoryRows<T> rows) {
    List<T> all = new ArrayList<>();
    try (rows) {
      rows.forEachRemaining(all::add);
    }
    return all;
  }

  /** One pump goes from the first session to the second; a third is another clinic's. */
  private static List<SessionEventRecord> events() {
    return List.of(
        event("s1", "1-open", at(0), opened("north")),
        event("s1", "1-wrong", at(1), new DeviceBound("pump-3", at(0), null, null)),
        event("s1", "1-pump", at(2), new DeviceBound("pump-1", at(0), at(3_000), "1-wrong")),
        event("s1", "1-monitor", at(2), new DeviceBound("monitor-1", at(0), null, null)),
        event("s1", "1-weight", at(3), new WeightRecorded(at(0), 70.0, null)),
        event("s1", "1-corrected", at(9), new WeightRecorded(at(0), 72.0, "1-weight")),
        event("s1", "1-limits", at(3), new LimitsAssigned("icu", at(0))),
        event("s1", "1-drug", at(4), new ConcentrationRecorded("Ketamine", at(0), 10.0, "mg")),
        event("s1", "1-close", at(4_010), new SessionClosed(at(4_000))),
        event("s2", "2-open", at(2_990), opened("north")),
        event("s2", "2-pump", at(2_991), new DeviceBound("pump-1", at(3_000), null, null)),
        event("s3", "3-open", at(8_000), opened("south")));
  }

  private static SessionOpened opened(String site) {
    return SessionOpened.newBuilder()
        .setSite(site)
        .setSubject("subject-7")
        .setDrug("Ketamine")
        .setPlannedDosePerKg(0.5)
        .setPlannedUnit("mg")
        .setPlannedDurationSeconds(2_400L)
        .build();
  }

  private static PumpSampleRecord sample(int n) {
    PumpSampleRecord sample = n % 1_000 == 0 ? occluded("pump-1", n) : pump("pump-1", n);
    if (n == 7) {
      sample.setReceivedTime(at(LATE_BY_SECONDS));
    }
    if (n == 8) {
      sample.setRateMlPerHour(null);
      sample.setDeliveredNanolitres(null);
      sample.setConcentrationPerMl(null);
      sample.setConcentrationUnit(null);
      sample.setProgrammedWeightKg(null);
    }
    return sample;
  }

  private static PumpSampleRecord stored(int n) {
    PumpSampleRecord sample = sample(n);
    sample.setOriginal(List.of());
    sample.setAlarms(sample.getAlarms().stream().sorted(Comparator.comparing(Enum::name)).toList());
    return sample;
  }

  private static VitalsSampleRecord monitor(int n) {
    VitalsSampleRecord sample = vitals("monitor-1", n, 120 + n);
    if (n % 2 == 0) {
      sample.setPressures(
          List.of(
              TestRecords.pressure("NIBP", 120.0, null, null),
              TestRecords.pressure("ART", 122.5, 80.0, 95.0)));
      sample.setHeartRatePerMinute(null);
      sample.setEtco2MmHg(38.0);
    }
    return sample;
  }

  private static LimitsProfileRecord profile() {
    return new LimitsProfileRecord("icu", 1, START, "{\"hysteresis\": 5}");
  }

  private static AlertRecord alert(String session) {
    return AlertRecord.newBuilder()
        .setId("alert-" + session)
        .setSession(session)
        .setKind("physiological")
        .setCategory("PRESSURE_EXCURSION")
        .setPriority("medium")
        .setPresent(true)
        .setRevision(1)
        .setStart(at(600))
        .setDetail("NIBP systolic 161 mmHg, limit 160")
        .build();
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
