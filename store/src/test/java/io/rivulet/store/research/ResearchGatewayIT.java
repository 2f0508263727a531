package io.rivulet.store.research;

import static io.rivulet.store.research.ResearchClinics.NORTH;
import static io.rivulet.store.research.ResearchClinics.RAW_DAY;
import static io.rivulet.store.research.ResearchClinics.SECRET;
import static io.rivulet.store.research.ResearchClinics.SOUTH;
import static io.rivulet.store.research.ResearchClinics.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.StoreServers;
import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.history.HistorySites;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One login that reads for many people: what it gets follows from the ticket of each request. */
class ResearchGatewayIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String SESSIONS = "SELECT site FROM rivulet_research.session";

  private static ResearchClinics clinics;
  private static String login;
  private static DatabaseConfig config;
  private static HikariDataSource pool;
  private static ResearchGateway gateway;

  @BeforeAll
  static void aGatewayToTwoClinics() throws SQLException {
    clinics = new ResearchClinics(SERVERS.newStore());
    login = clinics.researcher();
    ResearchLogin.make(clinics.store.database(), login, "secret");
    config = clinics.store.config().database().as(login, "secret", 1);
    pool = ConnectionPool.open(config, "gateway-test");
    gateway = new ResearchGateway(clinics.store.database(), pool);
  }

  @AfterAll
  static void close() throws SQLException {
    pool.close();
    clinics.close();
  }

  private static HistoryAccess admit(String who, HistorySites sites, Duration limit) {
    return gateway.admit(
        new ResearchRequest(who, "/api/v1/history/sessions", "drug=x", Optional.of("c version 1")),
        sites,
        limit);
  }

  private static List<List<String>> read(HistoryAccess access, String sql) throws SQLException {
    try (Connection connection = access.database().getConnection()) {
      return rows(connection, sql);
    }
  }

  @Test
  @Requirement("RESEARCH-001")
  void aTicketOpensTheSitesThatItNamesAndNoOthers() throws SQLException {
    String north = "SELECT pseudonym FROM rivulet.research_name WHERE name = '" + NORTH + "'";

    assertThat(read(admit("ada", HistorySites.only(Set.of(NORTH)), LIMIT), SESSIONS))
        .containsExactly(List.of(clinics.owned(north)));
    assertThat(read(admit("ada", HistorySites.ALL, LIMIT), SESSIONS)).hasSize(2);
    assertThat(read(admit("ada", HistorySites.only(Set.of()), LIMIT), SESSIONS)).isEmpty();
    assertThat(read(admit("ada", HistorySites.only(Set.of("nowhere")), LIMIT), SESSIONS)).isEmpty();
    assertThat(
            read(
                admit("ada", HistorySites.only(Set.of(SOUTH)), LIMIT),
                "SELECT series FROM rivulet_research.outcome"))
        .hasSize(1);
  }

  @Test
  @Requirement("RESEARCH-002")
  void withoutATicketThatIsGoodTheLoginReadsNothing() throws Exception {
    HistoryAccess short1 = admit("ada", HistorySites.ALL, Duration.ofMillis(1));
    Connection open = short1.database().getConnection();
    assertThatThrownBy(() -> rows(open, SESSIONS)).hasMessageContaining("no ticket of a request");
    open.close();
    try (Connection bare = clinics.connect(login)) {
      assertThatThrownBy(() -> rows(bare, SESSIONS)).hasMessageContaining("no ticket of a request");
      rows(bare, "SELECT rivulet_research.announce('an announcement is no ticket')");
      assertThatThrownBy(() -> rows(bare, SESSIONS)).hasMessageContaining("no ticket of a request");
      for (String attempt :
          List.of(
              "SELECT rivulet.research_admit('ada', NULL, '/', '', NULL, '1 h')",
              "SELECT * FROM rivulet.research_admission",
              "SELECT rivulet.research_presented()",
              "INSERT INTO rivulet.research_grant (login_role, site) VALUES (session_user, 'x')",
              "DELETE FROM rivulet.research_gateway",
              "SELECT * FROM rivulet.session")) {
        assertThatThrownBy(() -> rows(bare, attempt))
            .as(attempt)
            .hasMessageContaining("permission denied");
      }
      rows(bare, "SELECT set_config('rivulet.research_ticket', repeat('0', 64), false)");
      assertThatThrownBy(() -> rows(bare, SESSIONS)).hasMessageContaining("no ticket of a request");
    }
  }

  @Test
  @Requirement("RESEARCH-002")
  void aConnectionThatIsGivenBackHasNoTicketAnyMore() throws SQLException {
    assertThat(read(admit("ada", HistorySites.ALL, LIMIT), SESSIONS)).hasSize(2);
    try (Connection next = pool.getConnection()) {
      assertThat(rows(next, "SELECT current_setting('rivulet.research_ticket')"))
          .containsExactly(List.of(""));
      assertThatThrownBy(() -> rows(next, SESSIONS)).hasMessageContaining("no ticket of a request");
    }
  }

  @Test
  @Requirement("RESEARCH-003")
  void everyRequestAndEveryStatementOfItIsRecordedWithThePersonsName() throws SQLException {
    HistoryAccess access = admit("grace", HistorySites.ALL, LIMIT);
    String recorded =
        "SELECT count(*) FROM rivulet.research_access WHERE principal = 'grace' AND channel = 'api'"
            + " AND view_name = '/api/v1/history/sessions' AND statement = 'drug=x' AND cohort = 'c version 1'";
    assertThat(clinics.owned(recorded)).as("before the first row is read").isEqualTo("1");

    List<List<String>> unused = read(access, SESSIONS);

    assertThat(
            clinics.owned(
                """
                SELECT concat_ws(' ', read.view_name, read.statement, asked.view_name, read.cohort)
                FROM rivulet.research_access read JOIN rivulet.research_access asked ON asked.number = read.request
                WHERE read.principal = 'grace' AND read.channel = 'sql'
                """))
        .isEqualTo("session " + SESSIONS + " /api/v1/history/sessions c version 1");
  }

  @Test
  @Requirement("RESEARCH-001")
  void nobodyElseIsConcernedByATicket() throws SQLException {
    try (Connection person = clinics.announced(clinics.researcher(NORTH))) {
      rows(person, "SELECT set_config('rivulet.research_ticket', 'x', false)");
      assertThat(rows(person, SESSIONS)).hasSize(1);
    }
  }

  /** Many subjects and sessions at times that a seed draws: shown to be checked one by one. */
  @Test
  @Requirement("RESEARCH-004")
  void whateverTheTimesIntervalsStayAndEverySubjectMovesByWholeDaysOfItsOwn() throws SQLException {
    clinics.asOwner(
        """
        SELECT setseed(0.42);
        INSERT INTO rivulet.session (session, site, subject, drug, route, opened_time, started_time, closed_time, event_time)
          SELECT 'drawn-' || n, 'identity-north', 'identity-p' || n % 40, 'Ketamine', 'IV', at,
            at + random() * interval '3 days', at + random() * interval '400 days', at
          FROM (SELECT n, timestamptz '2019-12-31 23:59:59.999999Z' + random() * interval '2000 days' AS at
            FROM generate_series(1, 400) n) drawn;
        """);
    try (Connection read = admit("ada", HistorySites.ALL, LIMIT).database().getConnection()) {
      List<List<String>> shown =
          rows(
              read,
              """
              SELECT session, subject, extract(epoch FROM opened_time) * 1000000,
                extract(epoch FROM started_time) * 1000000, extract(epoch FROM closed_time) * 1000000
              FROM rivulet_research.session WHERE closed_time IS NOT NULL ORDER BY session
              """);
      List<List<String>> raw;
      try (Connection owner = clinics.store.database().getConnection()) {
        raw =
            rows(
                owner,
                """
                SELECT own.pseudonym, person.pseudonym, extract(epoch FROM opened_time) * 1000000,
                  extract(epoch FROM started_time) * 1000000, extract(epoch FROM closed_time) * 1000000,
                  person.shift_days
                FROM rivulet.session held
                JOIN rivulet.research_name own ON own.kind = 'session' AND own.name = held.session
                JOIN rivulet.research_subject person ON person.site = held.site AND person.subject = held.subject
                ORDER BY own.pseudonym
                """);
      }
      assertThat(shown).hasSameSizeAs(raw).hasSizeGreaterThan(400);
      for (int i = 0; i < raw.size(); i++) {
        assertThat(shown.get(i).subList(0, 2)).isEqualTo(raw.get(i).subList(0, 2));
        long day = 86_400_000_000L * Long.parseLong(raw.get(i).get(5));
        for (int time = 2; time < 5; time++) {
          assertThat(micros(shown, i, time) - micros(raw, i, time)).isEqualTo(day).isNotZero();
        }
      }
      assertThat(shown.toString()).doesNotContain(SECRET, RAW_DAY);
    } finally {
      clinics.asOwner("DELETE FROM rivulet.session WHERE session LIKE 'drawn-%'");
    }
  }

  private static long micros(List<List<String>> rows, int row, int column) {
    return new java.math.BigDecimal(rows.get(row).get(column)).longValueExact();
  }

  @Test
  @Requirement("RESEARCH-005")
  void whatIsWrongWithALoginIsSaidWithTheWayOut() throws SQLException {
    assertThat(ResearchLogin.faults(clinics.store.database(), config)).isEmpty();
    String person = clinics.researcher();
    DatabaseConfig asPerson = config.as(person, "", 1);
    assertThat(ResearchLogin.faults(clinics.store.database(), asPerson))
        .satisfiesExactly(
            fault -> assertThat(fault).contains("INSERT INTO rivulet.research_gateway"),
            fault -> assertThat(fault).contains("was granted no site"));
    clinics.asOwner("GRANT rivulet_reader TO " + person);
    clinics.asOwner("REVOKE rivulet_research FROM " + person);
    assertThat(ResearchLogin.faults(clinics.store.database(), asPerson))
        .anySatisfy(fault -> assertThat(fault).contains("GRANT rivulet_research TO " + person))
        .anySatisfy(fault -> assertThat(fault).contains("may read clinical tables"));
    assertThat(ResearchLogin.faults(clinics.store.database(), config.as("nobody_at_all", "x", 1)))
        .singleElement()
        .asString()
        .contains("nobody_at_all cannot log in");
    assertThatThrownBy(() -> ResearchLogin.make(clinics.store.database(), "x; DROP", "secret"))
        .hasMessageContaining("characters that are not taken");
  }
}
