package io.rivulet.store.history;

import static io.rivulet.store.history.PastClinic.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.export.Provenance;
import io.rivulet.store.export.RowSink;
import io.rivulet.store.read.StoreUnavailableException;
import io.rivulet.testkit.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HistoryIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration GAP = Duration.ofSeconds(60);
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

  private static PastClinic clinic;

  @BeforeAll
  static void fill() throws IOException, SQLException {
    clinic = PastClinic.open();
    clinic.session("s-1", "colombo-1", "ketamine", BEGIN);
    clinic.session("s-2", "colombo-1", "Ketamine", BEGIN.plusSeconds(86_400));
    clinic.session("s-3", "kandy-2", "propofol", BEGIN.plusSeconds(172_800));
    clinic.dose("s-1", "ketamine", 35, 0.5);
    clinic.dose("s-2", "ketamine", 70, 1.0);
    clinic.excursion("s-1", "warning", BEGIN.plusSeconds(600));
    clinic.excursion("s-2", "critical", BEGIN.plusSeconds(87_000));
    clinic.pumpSamples("pump-s-1", BEGIN.minusSeconds(10), 130);
    clinic.vitals("monitor-s-1", BEGIN.plusSeconds(60), 120, 70);
    clinic.vitals("monitor-s-1", BEGIN.plusSeconds(660), 172, 90);
    clinic.alert("a-1", "s-1", "high", BEGIN.plusSeconds(660));
    clinic.alert("a-2", "s-2", "low", BEGIN.plusSeconds(87_000));
  }

  @AfterAll
  static void end() {
    clinic.close();
  }

  @Test
  @Requirement("HIST-001")
  void sessionsAreChosenBySiteDrugDatesDoseStateAndExcursion() throws IOException {
    assertThat(sessions(Map.of())).containsExactly("s-1", "s-2", "s-3");
    assertThat(sessions(Map.of("site", "colombo-1"))).containsExactly("s-1", "s-2");
    assertThat(sessions(Map.of("drug", "KETAMINE"))).containsExactly("s-1", "s-2");
    assertThat(sessions(Map.of("from", "2026-03-03T09:00:00Z"))).containsExactly("s-2", "s-3");
    assertThat(sessions(Map.of("to", "2026-03-03T09:00:00Z"))).containsExactly("s-1");
    assertThat(sessions(Map.of("minDosePerKg", "0.6"))).containsExactly("s-2");
    assertThat(sessions(Map.of("maxDosePerKg", "0.5"))).containsExactly("s-1");
    assertThat(sessions(Map.of("excursion", "any"))).containsExactly("s-1", "s-2");
    assertThat(sessions(Map.of("excursion", "critical"))).containsExactly("s-2");
    assertThat(sessions(Map.of("excursion", "none"))).containsExactly("s-3");
    assertThat(sessions(Map.of("component", "spo2"))).isEmpty();
    assertThat(sessions(Map.of("state", "open"))).isEmpty();
  }

  @Test
  @Requirement("HIST-001")
  void sessionsAreChosenByTheScoreAfterThem() throws IOException {
    clinic.put(
        """
        INSERT INTO rivulet.series VALUES ('series-1', 'colombo-1', 'p-s-3', 'propofol', 'IV', 'mg',
          '[]', '[]', null, ?, null, ?)
        """,
        BEGIN,
        BEGIN);
    clinic.put(
        "UPDATE rivulet.session SET series = 'series-1', series_number = 1 WHERE session = 's-3'");
    clinic.put(
        """
        INSERT INTO rivulet.series_event (event_id, series, recorded_time, recorded_by, kind,
          effective_from, body)
        VALUES ('o-1', 'series-1', ?, 'nurse-1', 'outcome', ?,
          '{"instrument": "PHQ_9", "afterSessions": 1, "score": 7}')
        """,
        BEGIN,
        BEGIN);

    assertThat(sessions(Map.of("instrument", "PHQ_9", "maxScore", "7"))).containsExactly("s-3");
    assertThat(sessions(Map.of("instrument", "PHQ_9", "minScore", "8"))).isEmpty();
    assertThatThrownBy(() -> SessionFilter.of(Map.of("minScore", "8")))
        .hasMessageContaining("need an instrument");
    assertThat(text(rows("s-3", SessionTable.OUTCOMES), Page.WHOLE, ExportFormat.NDJSON))
        .contains("\"instrument\":\"PHQ_9\",\"after_sessions\":1");
  }

  @Test
  @Requirement("HIST-002")
  void samplesAreThoseOfTheSessionsOwnTime() throws IOException {
    List<String> lines = csv(rows("s-1", SessionTable.PUMP_SAMPLES));

    assertThat(lines).hasSize(121);
    assertThat(lines.get(0))
        .isEqualTo(
            "session,device,device_time,sequence,received_time,drug,state,rate (mL/h),delivered (nL),"
                + "concentration_per_ml,concentration_unit,programmed_weight (kg),alarms");
    assertThat(lines.get(1))
        .isEqualTo(
            "s-1,pump-s-1,2026-03-02T09:00:00.000000Z,10,2026-03-02T09:00:00.250000Z,ketamine,RUN,10.0,"
                + "10000,1.5,mg,,");
  }

  @Test
  @Requirement("HIST-002")
  void aDeviceThatWasBoundAnewServesTheSessionRecordedLatest() throws IOException {
    clinic.session("s-4", "galle-3", "ketamine", BEGIN.plusSeconds(900_000));
    Instant begin = BEGIN.plusSeconds(900_000);
    clinic.pumpSamples("pump-s-4", begin, 60);
    clinic.session("s-5", "galle-3", "ketamine", begin);
    clinic.bind(
        "s-5", "pump-s-4", begin.plusSeconds(10), begin.plusSeconds(20), begin.plusSeconds(5));

    assertThat(csv(rows("s-4", SessionTable.PUMP_SAMPLES))).hasSize(51);
    assertThat(csv(rows("s-5", SessionTable.PUMP_SAMPLES))).hasSize(11);
    clinic.put("DELETE FROM rivulet.session WHERE site = 'galle-3'");
  }

  @Test
  @Requirement("HIST-003")
  void theTimelineHasEventsExcursionsAndAlertsInOneOrder() throws IOException {
    List<String> lines = csv(rows("s-1", SessionTable.TIMELINE));

    assertThat(lines).hasSize(5);
    assertThat(lines.get(1)).contains("event:device");
    assertThat(lines.get(3)).contains("excursion:NIBP:high").contains("systolic,172.0,mm[Hg]");
    assertThat(lines.get(4)).contains("alert:physiological").contains("PRESSURE_EXCURSION");
  }

  @Test
  @Requirement("HIST-004")
  void aRawSeriesSaysWhereItsGapsAre() throws IOException {
    List<String> lines = csv(series("nibpSystolic", new SeriesForm.Raw(), Duration.ofMinutes(5)));

    assertThat(lines.get(0)).isEqualTo("device,time,sequence,value (mm[Hg]),gap_before (s)");
    assertThat(lines.get(1)).endsWith(",120.0,");
    assertThat(lines.get(2)).endsWith(",172.0,600.0");
  }

  @Test
  @Requirement("HIST-005")
  void bucketsBeginAtWholeMultiplesInUtcAndEmptyOnesAreThere() throws IOException {
    List<String> lines =
        csv(series("heartRate", new SeriesForm.Bucketed(Duration.ofMinutes(5)), GAP));

    assertThat(lines)
        .containsExactly(
            "device,bucket_time,count,sum (/min),min (/min),max (/min),last (/min)",
            "monitor-s-1,2026-03-02T09:00:00.000000Z,1,70.0,70.0,70.0,70.0",
            "monitor-s-1,2026-03-02T09:05:00.000000Z,0,,,,",
            "monitor-s-1,2026-03-02T09:10:00.000000Z,1,90.0,90.0,90.0,90.0");
  }

  @Test
  @Requirement("HIST-006")
  void aThinnedSeriesKeepsItsEnds() throws IOException {
    List<String> lines = csv(series("rate", new SeriesForm.Lttb(10), GAP));

    assertThat(lines).hasSize(11);
    assertThat(lines.get(1)).contains("09:00:00.000000Z,,10.0");
    assertThat(lines.get(10)).contains("09:01:59.000000Z,,129.0");
  }

  @Test
  @Requirement("HIST-007")
  void pagesFollowOneAnotherWithoutGapOrRepeat() throws IOException {
    List<String> seen = new ArrayList<>();
    Optional<String> after = Optional.empty();
    int pages = 0;
    do {
      String page =
          text(
              rows("s-1", SessionTable.PUMP_SAMPLES),
              new Page(after, Optional.of(50), false),
              ExportFormat.JSON);
      Matcher sequences = Pattern.compile("\"sequence\":(\\d+)").matcher(page);
      while (sequences.find()) {
        seen.add(sequences.group(1));
      }
      Matcher next = NEXT.matcher(page);
      after = next.find() ? Optional.of(next.group(1)) : Optional.empty();
      pages++;
    } while (after.isPresent());

    assertThat(pages).isEqualTo(3);
    assertThat(seen).hasSize(120).doesNotHaveDuplicates().startsWith("10").endsWith("129");
  }

  @Test
  @Requirement("HIST-007")
  void readingGoesOnAfterAnyRowThatSaidItsCursor() throws IOException {
    SessionRows question = rows("s-1", SessionTable.PUMP_SAMPLES);
    List<String> lines =
        text(question, new Page(Optional.empty(), Optional.empty(), true), ExportFormat.CSV)
            .lines()
            .toList();
    String row = lines.get(40);
    String cursor = row.substring(row.lastIndexOf(',') + 1);

    List<String> rest =
        text(question, new Page(Optional.of(cursor), Optional.empty(), true), ExportFormat.CSV)
            .lines()
            .toList();

    assertThat(rest.subList(1, rest.size())).isEqualTo(lines.subList(41, lines.size()));
  }

  @Test
  @Requirement("HIST-008")
  void aCursorThatIsNotOfTheQuestionIsRefused() throws IOException {
    String cursor =
        new Cursor(List.of("pump-s-1", "0", "0"))
            .encode(HistoryAnswers.scoped(rows("s-1", SessionTable.PUMP_SAMPLES), clinic.access()));

    for (String bad :
        List.of("", "x", "'; DROP TABLE", cursor.substring(3), "A" + cursor, "a".repeat(9_000))) {
      assertThatThrownBy(() -> page(rows("s-1", SessionTable.PUMP_SAMPLES), bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cursor");
    }
    assertThatThrownBy(() -> page(rows("s-2", SessionTable.PUMP_SAMPLES), cursor))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(page(rows("s-1", SessionTable.PUMP_SAMPLES), cursor)).isNotEmpty();
  }

  @Test
  @Requirement("HIST-009")
  void whatWouldBeSqlIsAName() throws IOException {
    String hostile = "x' OR '1'='1'; DROP TABLE rivulet.session; --";

    assertThat(sessions(Map.of("site", hostile))).isEmpty();
    assertThat(sessions(Map.of("drug", "current_setting('rivulet.p0')"))).isEmpty();
    assertThat(sessions(Map.of("subject", "{schema}.session"))).isEmpty();
    assertThat(csv(rows(hostile, SessionTable.PUMP_SAMPLES))).hasSize(1);
    assertThat(csv(new DeviceHistory(hostile, TimeSpan.ALL))).hasSize(1);
    assertThat(clinic.number("SELECT count(*) FROM rivulet.session")).isGreaterThanOrEqualTo(3);
    assertThatThrownBy(() -> rows("a\0b", SessionTable.ALERTS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HistoryAccess(clinic.access().database(), "rivulet; DROP"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Requirement("HIST-010")
  void aDevicesHistoryHasItsStatusesAndSessions() throws IOException {
    clinic.put(
        """
        INSERT INTO rivulet.device_status (device, received_time, site, online, battery_percent,
          clock_offset_micros) VALUES ('pump-s-1', ?, 'colombo-1', true, 80, 1500000)
        """,
        BEGIN.plusSeconds(5));

    List<String> lines = csv(new DeviceHistory("pump-s-1", TimeSpan.ALL));

    assertThat(lines.get(1)).contains("bound").contains("s-1");
    assertThat(lines.get(2)).contains("status").contains("colombo-1,true,,,80.0,1.5,");
  }

  @Test
  @Requirement("HIST-011")
  void theBurdenOfAlarmsSaysWhatItDoesNotKnow() throws IOException {
    TimeSpan month = new TimeSpan(Optional.of(BEGIN), Optional.of(BEGIN.plusSeconds(2_600_000)));

    List<String> lines = csv(new AlarmBurden(Optional.of("colombo-1"), month, false));

    assertThat(lines).hasSize(4);
    assertThat(lines.get(1)).startsWith("colombo-1,high,1,1.33333").contains(",0.75,2,0,1.0,,,,");
    assertThat(lines.get(1)).contains("acknowledgements are not known");
  }

  @Test
  @Requirement("HIST-011")
  void theBurdenOfAlarmsHasTheTimeToAcknowledgeWhereAlertingKeepsCases() throws IOException {
    clinic.put("CREATE SCHEMA rivulet_alerting");
    clinic.put(
        "CREATE TABLE rivulet_alerting.alert_case (id text, opened_time timestamptz, acknowledged_time timestamptz)");
    clinic.put(
        "INSERT INTO rivulet_alerting.alert_case VALUES ('a-1', ?, ?)",
        BEGIN,
        BEGIN.plusSeconds(42));
    TimeSpan month = new TimeSpan(Optional.of(BEGIN), Optional.of(BEGIN.plusSeconds(2_600_000)));
    try (HistoryReading reading = HistoryReading.open(clinic.access(), LIMIT)) {
      assertThat(HistoryAnswers.knowsAcknowledgements(reading)).isTrue();
    }

    List<String> lines = csv(new AlarmBurden(Optional.of("colombo-1"), month, true));

    assertThat(lines.get(1)).endsWith("1.0,1,42.0,42.0,");
    clinic.put("DROP SCHEMA rivulet_alerting CASCADE");
    try (HistoryReading reading = HistoryReading.open(clinic.access(), LIMIT)) {
      assertThat(HistoryAnswers.knowsAcknowledgements(reading)).isFalse();
    }
  }

  @Test
  @Requirement("HIST-012")
  void aQuestionThatTakesTooLongIsEndedByTheServer() {
    clinic.pumpSamples("pump-s-3", BEGIN.plusSeconds(172_800), 2_000);
    SessionRows question = rows("s-3", SessionTable.PUMP_SAMPLES);
    assertThatThrownBy(
            () -> {
              try (HistoryReading reading =
                  HistoryReading.open(clinic.access(), Duration.ofMillis(1))) {
                long unused =
                    reading.read(
                        question.ask(HistorySites.ALL),
                        Optional.empty(),
                        Optional.empty(),
                        b -> {});
              }
            })
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("timeout");
  }

  @Test
  @Requirement("HIST-012")
  void whoeverStopsTakingRowsEndsTheQuestion() {
    clinic.pumpSamples("pump-s-2", BEGIN.plusSeconds(86_400), 2_400);
    assertThatThrownBy(
            () -> {
              try (HistoryReading reading = HistoryReading.open(clinic.access(), LIMIT)) {
                long unused =
                    reading.read(
                        rows("s-2", SessionTable.PUMP_SAMPLES).ask(HistorySites.ALL),
                        Optional.empty(),
                        Optional.empty(),
                        batch -> {
                          throw new IOException("gone");
                        });
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    assertThat(
            clinic.number(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY%' AND state = 'active'"))
        .isZero();
  }

  private static List<String> sessions(Map<String, String> filter) throws IOException {
    try (HistoryReading reading = HistoryReading.open(clinic.access(), LIMIT)) {
      return HistoryAnswers.names(
          reading, new SessionQuery(SessionFilter.of(new HashMap<>(filter))), 1_000);
    }
  }

  private static SessionRows rows(String session, SessionTable table) {
    return new SessionRows(session, table, TimeSpan.ALL);
  }

  private static SeriesQuery series(String measure, SeriesForm form, Duration gap) {
    return new SeriesQuery("s-1", Measure.named(measure).orElseThrow(), form, TimeSpan.ALL, gap);
  }

  private static String page(Question question, String after) throws IOException {
    return text(question, new Page(Optional.of(after), Optional.empty(), false), ExportFormat.CSV);
  }

  private static List<String> csv(Question question) throws IOException {
    return text(question, Page.WHOLE, ExportFormat.CSV).lines().toList();
  }

  private static String text(Question question, Page page, ExportFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HistoryReading reading = HistoryReading.open(clinic.access(), LIMIT)) {
      RowSink sink =
          format.open(
              HistoryAnswers.shape(question, page),
              new Provenance(question.words(), "test", BEGIN),
              out);
      long unused = HistoryAnswers.write(reading, question, page, sink);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
