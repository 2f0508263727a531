package io.rivulet.store.landing;

import static io.rivulet.store.TestRecords.START;
import static io.rivulet.store.TestRecords.dose;
import static io.rivulet.store.TestRecords.event;
import static io.rivulet.store.TestRecords.excursion;
import static io.rivulet.store.TestRecords.pressure;
import static io.rivulet.store.TestRecords.pump;
import static io.rivulet.store.TestRecords.tally;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DoseCharted;
import io.rivulet.schemas.record.DosePlanned;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.EligibilityFlag;
import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.LateSampleRecord;
import io.rivulet.schemas.record.ObservationCharted;
import io.rivulet.schemas.record.OutcomeRecorded;
import io.rivulet.schemas.record.PhaseEntered;
import io.rivulet.schemas.record.PredictionRecord;
import io.rivulet.schemas.record.PressureOrdered;
import io.rivulet.schemas.record.RouteDoseRecord;
import io.rivulet.schemas.record.SeriesClosed;
import io.rivulet.schemas.record.SeriesDoseSet;
import io.rivulet.schemas.record.SeriesEventRecord;
import io.rivulet.schemas.record.SeriesOpened;
import io.rivulet.schemas.record.SeriesPlanned;
import io.rivulet.schemas.record.SeriesStep;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.SubjectScreened;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything that the clinical engine states, landed. */
class ClinicalLandingIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private TestStore store;

  @BeforeEach
  void freshStore() {
    store = SERVERS.newStore();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  @Requirement("STORE-024")
  void aTotalIsOneRowWithItsRoutesAndPredictionsWhateverTheOrderOfItsStatements() {
    store.send(Topic.DOSE_TOTALS, "s1", total(3, 30.25));
    store.send(Topic.DOSE_TOTALS, "s1", total(2, 20));
    store.send(Topic.DOSE_TOTALS, "s1", total(3, 30.25));
    land(Topic.DOSE_TOTALS, 3);

    holds(
        """
        dose_total WHERE session = 's1' AND drug = 'Ketamine' AND revision = 3 AND unit = 'mg'
          AND as_of = $3 AND amount = 30.25 AND amount_per_kg = 0.432 AND uncertainty_amount = 0.1
          AND planned_per_kg = 0.5 AND planned_so_far_per_kg = 0.4 AND started_time = $0
          AND rate_per_kg_per_hour = 0.75 AND rate_ug_per_kg_per_minute = 12.5
          AND prediction_note = 'IM is left out'
        """);
    holds("dose_by_route WHERE route = 'IV' AND NOT charted AND amount = 10.25 AND unit = 'mg'");
    holds("dose_by_route WHERE route = 'IM' AND charted AND amount = 20 AND amount_per_kg IS NULL");
    holds(
        """
        dose_prediction WHERE rank = 1 AND model = 'Clements 250' AND plasma_ng_per_ml = 177.3
          AND effect_site_ng_per_ml = 0.1::float8 + 0.2::float8
        """);
    holds("dose_prediction WHERE rank = 2 AND model = 'Hijazi'");
  }

  @Test
  @Requirement("STORE-025")
  void vitalSignsBeyondLimitsLieBesidePressuresAndStayApartFromThem() {
    store.send(
        Topic.VITALS_EXCURSIONS,
        "s1",
        excursion("v", "s1", 2)
            .setSource("MONITOR")
            .setComponent("spo2")
            .setDirection("low")
            .setPeak(88)
            .setUnit("%")
            .setLimit(94.0)
            .build());
    store.send(
        Topic.PRESSURE_EXCURSIONS,
        "s1",
        excursion("p", "s1", 1).setLimit(169.0).setBaseline(130.0).build());
    land(Topic.VITALS_EXCURSIONS, 1);
    land(Topic.PRESSURE_EXCURSIONS, 1);

    assertThat(store.reads().excursions("s1"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.id()).isEqualTo("p");
              assertThat(row.unit()).isEqualTo("mm[Hg]");
              assertThat(row.limit()).hasValue(169);
              assertThat(row.baseline()).hasValue(130);
            });
    assertThat(store.reads().vitalsExcursions("s1"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.component()).isEqualTo("spo2");
              assertThat(row.peak()).isEqualTo(88);
              assertThat(row.unit()).isEqualTo("%");
              assertThat(row.baseline()).isEmpty();
            });
    assertThat(store.reads().openExcursions(10)).hasSize(2);
    holds("pressure_excursion WHERE id = 'p' AND peak_mmhg = 161");
  }

  @Test
  @Requirement("STORE-026")
  void anAlertKeepsWhatWasMeasuredAgainstWhichLimitOfWhichVersion() {
    AlertRecord alert =
        AlertRecord.newBuilder()
            .setId("a")
            .setSession("s1")
            .setDevice("monitor-1")
            .setKind("physiological")
            .setCategory("PRESSURE_EXCURSION")
            .setPriority("high")
            .setPresent(false)
            .setRevision(2)
            .setStart(at(600))
            .setEnd(at(900))
            .setDetail("NIBP systolic 191 mmHg, limit 180")
            .setSignal("latched")
            .setSite("north")
            .setDrug("Ketamine")
            .setMeasured(191.0)
            .setLimit(180.0)
            .setUnit("mm[Hg]")
            .setProfile("icu")
            .setProfileVersion(3)
            .setFlaps(4)
            .setSuccessor("b")
            .build();
    store.send(Topic.ALERTS, "s1", alert);
    store.send(Topic.ALERTS, "s1", AlertRecord.newBuilder(alert).setRevision(1).build());
    land(Topic.ALERTS, 2);

    holds(
        """
        alert WHERE id = 'a' AND revision = 2 AND signal = 'latched' AND site = 'north'
          AND drug = 'Ketamine' AND measured = 191 AND limit_value = 180 AND unit = 'mm[Hg]'
          AND profile = 'icu' AND profile_version = 3 AND flap_count = 4 AND successor = 'b'
        """);
  }

  @Test
  @Requirement("STORE-027")
  void aSampleBeyondTheHorizonMarksItsRawRowWhicheverComesFirst() {
    store.send(Topic.LATE_SAMPLES, "s1", late(2));
    land(Topic.LATE_SAMPLES, 1);
    for (int n = 1; n <= 3; n++) {
      store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", n));
    }
    land(Topic.PUMP_SAMPLES, 3);
    store.send(Topic.LATE_SAMPLES, "s1", late(3));
    store.send(Topic.LATE_SAMPLES, "s1", late(3));
    land(Topic.LATE_SAMPLES, 3);

    holds(
        """
        (SELECT string_agg(sequence || ' ' || late, ', ' ORDER BY sequence) AS marks
          FROM rivulet.marked_pump_sample) AS m WHERE marks = '1 false, 2 true, 3 true'
        """);
    holds(
        """
        late_sample WHERE sequence = 3 AND session = 's1' AND kind = 'pump' AND latest_time = $1800
        """);
    assertThat(store.number("SELECT count(*) FROM rivulet.marked_vitals_sample")).isZero();
  }

  @Test
  @Requirement("STORE-027")
  void whatWasLeftOutIsCountedWithTheResults() {
    var late = dose("s1", "pump-1", 1, 10);
    late.setLate(7);
    late.setUncertaintyAmount(0.25);
    store.send(Topic.DOSE_UPDATES, "s1", late);
    var tally = tally("s1", 1);
    tally.setLate(9);
    tally.setBaseline(pressure("NIBP", 118.0, 76.0, null));
    tally.setNotEvaluableReason("no baseline for the mean");
    store.send(Topic.PRESSURE_TALLIES, "s1", tally);
    land(Topic.DOSE_UPDATES, 1);
    land(Topic.PRESSURE_TALLIES, 1);

    holds("dose WHERE late_count = 7 AND uncertainty_amount = 0.25");
    assertThat(store.reads().tallies("s1"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.late()).isEqualTo(9);
              assertThat(row.baseline().orElseThrow().systolic()).hasValue(118);
              assertThat(row.baseline().orElseThrow().mean()).isEmpty();
              assertThat(row.notEvaluableReason()).hasValue("no baseline for the mean");
            });
  }

  @Test
  @Requirement("STORE-028")
  void aSessionIsAsItsEventsMakeItInAnyOrder() {
    List<SessionEventRecord> events = new ArrayList<>(sessionEvents());
    Random random = new Random(7);
    for (int order = 0; order < 12; order++) {
      String session = "s" + order;
      Collections.shuffle(events, random);
      for (SessionEventRecord event : events) {
        store.send(
            Topic.SESSIONS,
            session,
            SessionEventRecord.newBuilder(event)
                .setSession(session)
                .setEventId(session + event.getEventId())
                .setEvent(renamed(event.getEvent(), session))
                .build());
      }
    }
    store.flush();
    try (Sink sink = store.startSink(5)) {
      store.awaitLanded(Topic.SESSIONS, 12L * events.size());
    }

    assertThat(
            count(
                """
                session WHERE series = 'series-1' AND series_number = 2 AND phase = 'OBSERVATION'
                  AND phase_since = $2700 AND screened_time = $30 AND eligible
                  AND eligibility_flags = '[{"code": "HYPERTENSION", "passed": true}]'
                  AND planned_dose_per_kg = 0.75 AND planned_unit = 'mg'
                  AND planned_duration_seconds IS NULL AND pressure_interval_seconds = 900
                  AND closed_time IS NULL AND event_time = $4000
                """))
        .isEqualTo(12);
    assertThat(
            count(
                "observation WHERE kind = 'CADSS' AND score = 12.5 AND observed_time = $1200 AND note IS NULL"))
        .isEqualTo(12);
    assertThat(count("observation")).as("the one taken back is not there").isEqualTo(12);
    assertThat(
            count(
                "charted_dose WHERE drug = 'Ketamine' AND route = 'IM' AND amount = 20 AND unit = 'mg' AND given_time = $100"))
        .isEqualTo(12);
  }

  @Test
  @Requirement("STORE-028")
  void anOpeningStaysAndAWithdrawalMayBeTakenBack() {
    store.send(Topic.SESSIONS, "s1", event("s1", "w2", at(30), new EventWithdrawn("w1", "no")));
    store.send(Topic.SESSIONS, "s1", event("s1", "o", at(0), opened()));
    store.send(Topic.SESSIONS, "s1", event("s1", "c", at(10), new SessionClosed(at(9))));
    store.send(Topic.SESSIONS, "s1", event("s1", "w0", at(15), new EventWithdrawn("o", "twice")));
    land(Topic.SESSIONS, 4);
    store.send(Topic.SESSIONS, "s1", event("s1", "w1", at(20), new EventWithdrawn("c", "early")));
    land(Topic.SESSIONS, 5);

    holds("session WHERE closed_time = $9");
    holds("session_event WHERE withdrawn AND event_id = 'w1'");
    store.send(Topic.SESSIONS, "s1", event("s1", "w3", at(40), new EventWithdrawn("w2", "yes")));
    land(Topic.SESSIONS, 6);

    holds("session WHERE closed_time IS NULL");
    assertThat(count("session_event")).as("nothing is overwritten").isEqualTo(6);
  }

  @Test
  @Requirement("STORE-029")
  void aSeriesIsAsItsEventsMakeIt() {
    SeriesStep first = new SeriesStep(1, 0.5, null);
    series("closed", 90, new SeriesClosed(at(80)));
    series("again", 95, new EventWithdrawn("closed", "goes on"));
    series("better", 61, new OutcomeRecorded(at(60), "PHQ-9", 2, 9.0, false));
    series("worse", 62, new OutcomeRecorded(at(60), "PHQ-9", 2, 11.0, false));
    series("after", 99, new OutcomeRecorded(at(98), "PHQ-9", 2, 6.0, true));
    series("base", 1, new OutcomeRecorded(at(1), "PHQ-9", 0, 21.0, false));
    series("dose", 30, new SeriesDoseSet(2, 0.6, "tolerated well"));
    series("redose", 31, new SeriesDoseSet(2, 0.55, "dizzy"));
    series("plan", 20, new SeriesPlanned(List.of(first, new SeriesStep(2, 0.5, 3.5))));
    series(
        "open",
        0,
        new SeriesOpened("north", "subject-7", "Ketamine", "IV", "mg", List.of(first), null));
    land(Topic.SERIES, 10);

    holds(
        """
        series WHERE series = 'series-1' AND site = 'north' AND subject = 'subject-7'
          AND drug = 'Ketamine' AND route = 'IV' AND unit = 'mg' AND response_rule IS NULL
          AND opened_time = $0 AND closed_time IS NULL AND event_time = $99
          AND steps = '[{"number": 1, "dosePerKg": 0.5},
            {"number": 2, "dosePerKg": 0.5, "daysAfter": 3.5}]'
          AND doses_set = '[{"number": 2, "dosePerKg": 0.55, "reason": "dizzy"}]'
        """);
    assertThat(count("outcome")).isEqualTo(3);
    holds("outcome WHERE after_sessions = 2 AND follow_up AND score = 6");
    holds("outcome WHERE instrument = 'PHQ-9' AND after_sessions = 0 AND score = 21");
    holds(
        "outcome WHERE after_sessions = 2 AND NOT follow_up AND score = 11 AND scored_time = $60");
    assertThat(count("series_event")).isEqualTo(10);
  }

  @Test
  @Requirement("STORE-030")
  void theReadingRoleSeesTheNewTablesAndViewsAndChangesNothing() throws Exception {
    land(Topic.SERIES, 0);
    try (var connection = store.database().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SET ROLE rivulet_reader");
      for (String relation :
          List.of(
              "dose_total",
              "dose_by_route",
              "dose_prediction",
              "excursion",
              "pressure_excursion",
              "late_sample",
              "marked_pump_sample",
              "marked_vitals_sample",
              "observation",
              "charted_dose",
              "series",
              "series_event",
              "outcome",
              "standing_session_event")) {
        statement.execute("SELECT count(*) FROM rivulet." + relation);
      }
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> statement.execute("DELETE FROM rivulet.pressure_excursion"))
          .hasMessageContaining("permission denied");
      statement.execute("RESET ROLE");
    }
  }

  private void land(Topic topic, long records) {
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitNumber("SELECT count(*) FROM rivulet.sink_offset", 1);
      store.awaitLanded(topic, records);
    }
  }

  private void holds(String from) {
    assertThat(count(from)).as(from).isEqualTo(1);
  }

  /** Rows of a table of the schema; {@code $n} is n seconds after the start. */
  private long count(String from) {
    String qualified = from.stripLeading().startsWith("(") ? from : "rivulet." + from;
    return store.number(
        "SELECT count(*) FROM "
            + qualified.replaceAll(
                "\\$(\\d+)", "(timestamptz '" + START + "' + $1 * interval '1 second')"));
  }

  private void series(String id, int recorded, Object happened) {
    store.send(
        Topic.SERIES,
        "series-1",
        new SeriesEventRecord("series-1", id, at(recorded), "test", happened));
  }

  private static List<SessionEventRecord> sessionEvents() {
    return List.of(
        event("s", "open", at(0), opened()),
        event("s", "plan", at(10), new DosePlanned(at(0), "ketamine", 0.6, "mg", 2_400L)),
        event("s", "raise", at(1_000), new DosePlanned(at(900), "Ketamine", 0.75, "mg", null)),
        event("s", "other", at(1_100), new DosePlanned(at(950), "Midazolam", 0.02, "mg", null)),
        event("s", "not-yet", at(20), new SubjectScreened(at(20), List.of(), false)),
        event(
            "s",
            "screened",
            at(31),
            new SubjectScreened(at(30), List.of(new EligibilityFlag("HYPERTENSION", true)), true)),
        event("s", "infusion", at(300), new PhaseEntered("INFUSION", at(300), null)),
        event("s", "watch", at(2_701), new PhaseEntered("OBSERVATION", at(2_700), null)),
        event("s", "bp", at(40), new PressureOrdered(at(0), 600L)),
        event("s", "bp-after", at(2_702), new PressureOrdered(at(2_700), 900L)),
        event("s", "charted", at(110), new DoseCharted(at(100), "Ketamine", "IM", 20.0, "mg")),
        event("s", "cadss", at(1_210), new ObservationCharted(at(1_200), "CADSS", 12.5, null)),
        event("s", "typo", at(1_211), new ObservationCharted(at(1_200), "CADSS", 125.0, null)),
        event("s", "oops", at(1_212), new EventWithdrawn("typo", "typed wrong")),
        event("s", "close", at(3_900), new SessionClosed(at(3_900))),
        event("s", "reopen", at(4_000), new EventWithdrawn("close", "closed the wrong one")));
  }

  private static Object renamed(Object event, String session) {
    return event instanceof EventWithdrawn gone
        ? new EventWithdrawn(session + gone.getEvent(), gone.getReason())
        : event;
  }

  private static SessionOpened opened() {
    return SessionOpened.newBuilder()
        .setSite("north")
        .setSubject("subject-7")
        .setDrug("Ketamine")
        .setPlannedDosePerKg(0.5)
        .setPlannedUnit("mg")
        .setPlannedDurationSeconds(2_400L)
        .setSeries("series-1")
        .setSeriesNumber(2)
        .build();
  }

  private static DoseTotalRecord total(long revision, double amount) {
    return DoseTotalRecord.newBuilder()
        .setSession("s1")
        .setDrug("Ketamine")
        .setRevision(revision)
        .setAsOf(at((int) revision))
        .setUnit("mg")
        .setAmount(amount)
        .setAmountPerKg(0.432)
        .setUncertaintyAmount(0.1)
        .setRoutes(
            List.of(
                new RouteDoseRecord("IV", false, 10.25, 0.146),
                new RouteDoseRecord("IM", true, 20.0, null)))
        .setPlannedPerKg(0.5)
        .setPlannedSoFarPerKg(0.4)
        .setStarted(START)
        .setRatePerKgPerHour(0.75)
        .setRateUgPerKgPerMinute(12.5)
        .setPredictions(
            List.of(
                new PredictionRecord("Clements 250", 177.3, 0.1 + 0.2),
                new PredictionRecord("Hijazi", 225.3, 220.0)))
        .setPredictionNote("IM is left out")
        .build();
  }

  private static LateSampleRecord late(int n) {
    return new LateSampleRecord("s1", "pump-1", "pump", at(n), (long) n, at(4_000), at(1_800));
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
