package io.rivulet.store.database;

import static io.rivulet.store.TestRecords.START;
import static io.rivulet.store.TestRecords.event;
import static io.rivulet.store.TestRecords.excursion;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.PhaseEntered;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.landing.Sink;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.History;
import io.rivulet.store.read.HistoryReads;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that an earlier release filled. */
class UpgradeIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final String FILLED =
      """
      INSERT INTO session_event (event_id, session, recorded_time, recorded_by, kind, effective_from,
          effective_to, replaces, site, subject, drug, route, planned_dose_per_kg, planned_unit,
          planned_duration_seconds, weight_kg, device, profile, concentration_per_ml,
          concentration_unit)
      VALUES
        ('e1', 's1', $0, 'test', 'opened', NULL, NULL, NULL, 'north', 'subject-7', 'Ketamine', 'IV',
          0.5, 'mg', 2400, NULL, NULL, NULL, NULL, NULL),
        ('e2', 's1', $1, 'test', 'weight', $0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
          NULL, 70, NULL, NULL, NULL, NULL),
        ('e3', 's1', $2, 'test', 'device', $0, $3000, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
          NULL, NULL, 'pump-1', NULL, NULL, NULL),
        ('e4', 's1', $3, 'test', 'limits', $0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
          NULL, NULL, NULL, 'icu', NULL, NULL),
        ('e5', 's1', $4, 'test', 'concentration', $0, NULL, NULL, NULL, NULL, 'Ketamine', NULL,
          NULL, NULL, NULL, NULL, NULL, NULL, 10, 'mg'),
        ('e6', 's1', $5, 'test', 'closed', $3600, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
          NULL, NULL, NULL, NULL, NULL, NULL);
      INSERT INTO session VALUES
        ('s1', 'north', 'subject-7', 'Ketamine', 'IV', 0.5, 'mg', 2400, $0, $0, $3600, $5);
      INSERT INTO pressure_excursion VALUES
        ('old', 's1', 'NIBP', 'systolic', 'high', 'warning', $600, NULL, 171, 2, 1, false, NULL,
          'icu', 1);
      INSERT INTO alert VALUES
        ('a1', 's1', 'monitor-1', 'physiological', 'PRESSURE_EXCURSION', 'medium', true, 1, $600,
          NULL, 'NIBP systolic 171 mmHg', false);
      INSERT INTO dose VALUES
        ('s1', 'pump-1', 'Ketamine', 1, $60, 1000000, 10, 'mg', 0.14, 0, 0, 0, 0, 60, 0, 0, 1,
          'RUN', 5, 0.7);
      """;

  /** The last version before the clinical engine. */
  private static final String BEFORE_ENGINE = "4";

  private TestStore store;

  private void filledAt(String version) throws SQLException {
    store = SERVERS.newStore();
    int unused = migrateTo(version);
    fill();
  }

  private int migrateTo(String version) {
    return Flyway.configure()
        .dataSource(store.config().database().url(), store.config().database().user(), "")
        .schemas(Migrations.SCHEMA)
        .defaultSchema(Migrations.SCHEMA)
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate()
        .migrationsExecuted;
  }

  /** Every version of the tables that there ever was; each holds what its program wrote. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "5", "6", "7", "8", "9"})
  @Requirement("STORE-031")
  void everyEarlierVersionComesUpWithWhatItHeldAndNoneGoesBack(String version) throws SQLException {
    filledAt(version);

    Migrations.migrate(store.config().database());

    assertThat(store.reads().excursions("s1")).extracting(ExcursionRow::id).containsExactly("old");
    assertThat(store.reads().doses("s1"))
        .singleElement()
        .satisfies(dose -> assertThat(dose.amount()).hasValue(10));
    assertThat(store.number("SELECT count(*) FROM rivulet.session_event WHERE session = 's1'"))
        .isEqualTo(6);
    assertThat(store.number("SELECT count(*) FROM rivulet.alert WHERE id = 'a1'")).isEqualTo(1);
    assertThat(
            store.number(
                "SELECT count(*) FROM rivulet.research_name WHERE kind = 'session' AND name = 's1'"))
        .as("known to researchers by a pseudonym")
        .isEqualTo(1);
    assertThat(migrateTo("latest")).as("again").isZero();
    assertThat(migrateTo(version)).as("back").isZero();
    assertThat(store.number("SELECT count(*) FROM rivulet.cohort")).isZero();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  @Requirement("STORE-031")
  void whatIsThereStaysAndReadsAsBefore() throws SQLException {
    filledAt(BEFORE_ENGINE);
    Migrations.migrate(store.config().database());

    assertThat(store.reads().excursions("s1"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.id()).isEqualTo("old");
              assertThat(row.peak()).isEqualTo(171);
              assertThat(row.unit()).isEqualTo("mm[Hg]");
              assertThat(row.limit()).isEmpty();
            });
    assertThat(store.reads().doses("s1"))
        .singleElement()
        .satisfies(d -> assertThat(d.amount()).hasValue(10));
    assertThat(
            store.number(
                "SELECT count(*) FROM rivulet.alert WHERE id = 'a1' AND signal = 'on' AND flap_count = 0"))
        .isEqualTo(1);
    try (History history = new HistoryReads(store.database()).of(List.of("s1"))) {
      List<SessionEventRecord> events = new ArrayList<>();
      history.sessionEvents().forEachRemaining(events::add);
      assertThat(events).containsExactlyElementsOf(earlierEvents());
    }
  }

  @Test
  @Requirement("STORE-031")
  void landingGoesOnWithIt() throws SQLException {
    filledAt(BEFORE_ENGINE);
    store.send(
        Topic.SESSIONS, "s1", event("s1", "e7", at(10), new PhaseEntered("INFUSION", at(0), null)));
    store.send(Topic.PRESSURE_EXCURSIONS, "s1", excursion("old", "s1", 2).setEnd(at(900)).build());
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.SESSIONS, 1);
      store.awaitLanded(Topic.PRESSURE_EXCURSIONS, 1);
    }

    assertThat(
            store.number(
                """
                SELECT count(*) FROM rivulet.session WHERE session = 's1' AND phase = 'INFUSION'
                  AND planned_dose_per_kg = 0.5 AND planned_duration_seconds = 2400
                  AND closed_time IS NOT NULL AND started_time IS NOT NULL
                """))
        .isEqualTo(1);
    assertThat(store.reads().excursions("s1"))
        .extracting(ExcursionRow::revision)
        .containsExactly(2L);
  }

  @Test
  @Requirement("STORE-031")
  void aSinkOfTheReleaseBeforeMayStillLandAPressure() throws SQLException {
    filledAt(BEFORE_ENGINE);
    Migrations.migrate(store.config().database());
    execute(
        """
        INSERT INTO rivulet.pressure_excursion AS held
          (id, session, source, component, direction, severity, start_time, peak_mmhg,
           reading_count, revision, withdrawn, profile, profile_version)
        VALUES ('old', 's1', 'NIBP', 'systolic', 'high', 'critical', now(), 190, 3, 2, false, 'icu', 1)
        ON CONFLICT (id) DO UPDATE SET
          (severity, peak_mmhg, revision) = (excluded.severity, excluded.peak_mmhg, excluded.revision)
          WHERE excluded.revision > held.revision
        """);

    assertThat(store.reads().excursions("s1"))
        .extracting(ExcursionRow::peak)
        .containsExactly(190.0);
  }

  private static List<SessionEventRecord> earlierEvents() {
    SessionOpened opened =
        SessionOpened.newBuilder()
            .setSite("north")
            .setSubject("subject-7")
            .setDrug("Ketamine")
            .setPlannedDosePerKg(0.5)
            .setPlannedUnit("mg")
            .setPlannedDurationSeconds(2_400L)
            .build();
    return List.of(
        event("s1", "e1", at(0), opened),
        event("s1", "e2", at(1), new WeightRecorded(at(0), 70.0, null)),
        event("s1", "e3", at(2), new DeviceBound("pump-1", at(0), at(3_000), null)),
        event("s1", "e4", at(3), new LimitsAssigned("icu", at(0))),
        event("s1", "e5", at(4), new ConcentrationRecorded("Ketamine", at(0), 10.0, "mg")),
        event("s1", "e6", at(5), new SessionClosed(at(3_600))));
  }

  private void fill() throws SQLException {
    execute(
        "SET search_path TO rivulet;"
            + FILLED.replaceAll(
                "\\$(\\d+)", "timestamptz '" + START + "' + $1 * interval '1 second'")
            + "RESET search_path");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
