package io.rivulet.store.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.database.Migrations;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Choices of sessions that stay what they were. */
class CohortsIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
  private static final String CLINIC =
      """
      INSERT INTO rivulet.session (session, site, subject, drug, route, opened_time, started_time, closed_time,
          event_time, series, series_number)
        SELECT 's' || n, CASE WHEN n <= 4 THEN 'north' ELSE 'south' END, 'p' || n % 3, 'Ketamine', 'IV', at, at,
          CASE WHEN n <> 6 THEN at + interval '1 h' END, at, 'series-' || n, 1
        FROM generate_series(1, 6) n, LATERAL (SELECT timestamptz '2026-03-01 09:00Z' + n * interval '1 day' AS at) t;
      INSERT INTO rivulet.dose_total (session, drug, revision, as_of, unit, amount, amount_per_kg, routes, predictions)
        SELECT 's' || n, 'ketamine', 1, now(), 'mg', 7 * n, 0.1 * n, '[]', '[]' FROM generate_series(1, 6) n;
      INSERT INTO rivulet.excursion (id, session, source, component, direction, severity, start_time, peak,
          reading_count, revision, withdrawn, profile, profile_version)
        VALUES ('x2', 's2', 'NIBP', 'systolic', 'high', 'critical', now(), 190, 2, 1, false, 'p', 1),
          ('x3', 's3', 'NIBP', 'systolic', 'high', 'warning', now(), 170, 2, 1, false, 'p', 1),
          ('x4', 's4', 'NIBP', 'systolic', 'high', 'critical', now(), 190, 2, 1, true, 'p', 1);
      INSERT INTO rivulet.series_event (event_id, series, recorded_time, recorded_by, kind, effective_from, body)
        VALUES ('o1', 'series-1', now(), 'x', 'outcome', now(), '{"instrument": "PHQ-9", "afterSessions": 1, "score": 6}'),
          ('o2', 'series-2', now(), 'x', 'outcome', now(), '{"instrument": "PHQ-9", "afterSessions": 1, "score": 16}');
      """;

  private TestStore store;
  private Cohorts cohorts;

  @BeforeEach
  void aClinic() throws SQLException {
    store = SERVERS.newStore();
    Migrations.migrate(store.config().database());
    execute(CLINIC);
    cohorts = new Cohorts(store.database());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> chosen(CohortDefinition definition) {
    return cohorts.run(cohorts.save(definition, "name: " + definition.name(), NOW)).members();
  }

  private static Choice all() {
    return new Choice();
  }

  /** Everything that has ended, until something is asked for. */
  private static final class Choice {
    private List<String> sites = List.of();
    private Optional<Instant> from = Optional.empty();
    private OptionalDouble least = OptionalDouble.empty();
    private Optional<CohortDefinition.Outcome> outcome = Optional.empty();
    private Optional<CohortDefinition.Excursion> excursion = Optional.empty();
    private List<String> excluded = List.of();

    private CohortDefinition build() {
      return new CohortDefinition(
          "study",
          sites,
          List.of("KETAMINE"),
          from,
          Optional.empty(),
          least,
          OptionalDouble.empty(),
          outcome,
          excursion,
          excluded);
    }
  }

  @Test
  @Requirement("COHORT-001")
  void allThatIsAskedForMustHoldAndOpenSessionsAreLeftOut() {
    assertThat(chosen(all().build())).containsExactly("s1", "s2", "s3", "s4", "s5");
    Choice north = all();
    north.sites = List.of("north");
    north.excluded = List.of("s1");
    assertThat(chosen(north.build())).containsExactly("s2", "s3", "s4");
    Choice late = all();
    late.from = Optional.of(Instant.parse("2026-03-04T00:00:00Z"));
    late.least = OptionalDouble.of(0.35);
    assertThat(chosen(late.build())).containsExactly("s4", "s5");
    Choice critical = all();
    critical.excursion = Optional.of(CohortDefinition.Excursion.CRITICAL);
    assertThat(chosen(critical.build())).containsExactly("s2");
    Choice calm = all();
    calm.excursion = Optional.of(CohortDefinition.Excursion.NONE);
    assertThat(chosen(calm.build())).containsExactly("s1", "s4", "s5");
    Choice well = all();
    well.outcome =
        Optional.of(
            new CohortDefinition.Outcome("PHQ-9", OptionalDouble.empty(), OptionalDouble.of(9)));
    assertThat(chosen(well.build())).containsExactly("s1");
  }

  @Test
  @Requirement("COHORT-002")
  void runAgainItIsTheSameWhateverLandedSinceAndSaysWhatChanged() throws SQLException {
    CohortVersion saved = cohorts.save(all().build(), "name: study", NOW);
    CohortManifest first = cohorts.run(saved);
    assertThat(cohorts.run(saved)).isEqualTo(first);
    assertThat(first.changed()).isEmpty();

    execute(
        """
        UPDATE rivulet.session SET closed_time = now() WHERE session = 's6';
        UPDATE rivulet.dose_total SET amount = 20, revision = 2 WHERE session = 's3';
        """);
    CohortManifest later = cohorts.run(saved);

    assertThat(later.members()).isEqualTo(first.members());
    assertThat(later.checksum()).isEqualTo(first.checksum());
    assertThat(later.changed()).containsExactly("s3");
    assertThat(cohorts.save(all().build(), "name: study", NOW))
        .satisfies(
            next -> {
              assertThat(next.version()).isEqualTo(2);
              assertThat(next.sessions()).isEqualTo(6);
            });
    assertThat(cohorts.find("study", Optional.of(1))).contains(saved);
    assertThat(cohorts.list()).extracting(CohortVersion::version).containsExactly(1, 2);
  }

  @Test
  @Requirement("COHORT-003")
  void theManifestCountsPeopleAndClinicsAndWarnsOfFew() {
    CohortManifest manifest = cohorts.run(cohorts.save(all().build(), "name: study", NOW));

    assertThat(manifest.sites()).isEqualTo(2);
    assertThat(manifest.subjects()).isEqualTo(4);
    assertThat(manifest.fewSubjects()).isTrue();
    assertThat(manifest.cohort().sha256()).hasSize(64);
    assertThat(manifest.checksum()).hasSize(64);
  }

  @Test
  @Requirement("COHORT-001")
  void aDefinitionThatCannotBeIsRefused() {
    assertThatThrownBy(
            () ->
                new CohortDefinition(
                    "a name",
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of()))
        .hasMessageContaining("name \"a name\" is not 1 to 64");
  }
}
