package io.rivulet.store.research;

import static io.rivulet.store.research.ResearchClinics.NORTH;
import static io.rivulet.store.research.ResearchClinics.RAW_DAY;
import static io.rivulet.store.research.ResearchClinics.SECRET;
import static io.rivulet.store.research.ResearchClinics.SOUTH;
import static io.rivulet.store.research.ResearchClinics.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.store.StoreServers;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody who logs in as a researcher can and cannot get out of the database. */
class ResearchAccessIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final List<String> VIEWS =
      List.of(
          "session",
          "weight",
          "device_binding",
          "session_pump_sample",
          "session_vitals_sample",
          "dose",
          "dose_history",
          "dose_total",
          "charted_dose",
          "excursion",
          "pressure_tally",
          "alert",
          "session_event",
          "standing_session_event",
          "observation",
          "outcome");

  private static ResearchClinics clinics;

  @BeforeAll
  static void twoClinics() throws SQLException {
    clinics = new ResearchClinics(SERVERS.newStore());
  }

  @AfterAll
  static void close() throws SQLException {
    clinics.close();
  }

  @Test
  @Requirement("DEID-003")
  void everyViewHasRowsAndNoneHasANameFreeTextOrRawTime() throws SQLException {
    try (Connection researcher = clinics.announced(clinics.researcher(NORTH))) {
      assertThat(
              rows(
                  researcher,
                  "SELECT relname FROM pg_class WHERE relnamespace = 'rivulet_research'::regnamespace"
                      + " AND relkind = 'v' AND relname <> 'device_status'"))
          .extracting(row -> row.get(0))
          .containsExactlyInAnyOrderElementsOf(VIEWS);
      for (String view : VIEWS) {
        assertThat(
                rows(researcher, "SELECT whole::text FROM rivulet_research." + view + " AS whole"))
            .as(view)
            .isNotEmpty()
            .allSatisfy(
                row ->
                    assertThat(row.get(0))
                        .doesNotContain(SECRET, RAW_DAY, "77000", "88000", "990001"));
      }
    }
  }

  @Test
  @Requirement("DEID-004")
  void onlyGrantedSitesHaveRowsAndTheirNamesAreAGrantOfTheirOwn() throws SQLException {
    String both = clinics.researcher(NORTH);
    clinics.grant(both, SOUTH, true);
    String none = clinics.researcher();
    try (Connection one = clinics.announced(clinics.researcher(NORTH));
        Connection two = clinics.announced(both);
        Connection zero = clinics.announced(none)) {
      for (String view : VIEWS) {
        String count = "SELECT count(*) FROM rivulet_research." + view;
        long ofOne = Long.parseLong(rows(one, count).get(0).get(0));
        assertThat(rows(two, count)).as(view).containsExactly(List.of(Long.toString(2 * ofOne)));
        assertThat(rows(zero, count)).as(view).containsExactly(List.of("0"));
      }
      assertThat(rows(two, "SELECT site FROM rivulet_research.session ORDER BY 1"))
          .satisfiesExactly(
              named -> assertThat(named).containsExactly(SOUTH),
              hidden -> assertThat(hidden.get(0)).startsWith("site-"));
    }
  }

  @Test
  @Requirement("DEID-004")
  void aGrantEnds() throws SQLException {
    String login = clinics.researcher(NORTH);
    try (Connection researcher = clinics.announced(login)) {
      assertThat(rows(researcher, "SELECT session FROM rivulet_research.session")).hasSize(1);
      clinics.asOwner(
          "UPDATE rivulet.research_grant SET until = now() WHERE login_role = '" + login + "'");
      assertThat(rows(researcher, "SELECT session FROM rivulet_research.session")).isEmpty();
    }
  }

  @Test
  @Requirement("DEID-002")
  void timesMoveByWholeDaysAndIntervalsStay() throws SQLException {
    String shift =
        clinics.owned(
            "SELECT shift_days FROM rivulet.research_subject WHERE site = '" + NORTH + "'");
    try (Connection researcher = clinics.announced(clinics.researcher(NORTH))) {
      assertThat(
              rows(
                  researcher,
                  """
                  SELECT to_char(min(device_time) AT TIME ZONE 'UTC', 'HH24:MI:SS'),
                    extract(epoch FROM max(device_time) - min(device_time))::integer,
                    extract(day FROM min(device_time) - timestamptz '2026-03-02 09:10Z')
                  FROM rivulet_research.session_pump_sample
                  """))
          .containsExactly(List.of("09:10:00", "99", shift));
    }
  }

  @Test
  @Requirement("DEID-002")
  void summerTimeOfTheReaderDoesNotMoveTheHour() throws SQLException {
    try (Connection researcher = clinics.announced(clinics.researcher(NORTH))) {
      rows(researcher, "SELECT set_config('TimeZone', 'Europe/Berlin', false)");
      assertThat(
              rows(
                  researcher,
                  "SELECT DISTINCT to_char(started_time AT TIME ZONE 'UTC', 'HH24:MI') FROM rivulet_research.session"))
          .containsExactly(List.of("09:05"));
    }
  }

  @Test
  @Requirement("DEID-005")
  void tablesFunctionsAndOtherRolesAreOutOfReach() throws SQLException {
    try (Connection researcher = clinics.announced(clinics.researcher(NORTH))) {
      for (String attempt :
          List.of(
              "SELECT * FROM rivulet.session",
              "SELECT * FROM rivulet.pump_sample",
              "SELECT key FROM rivulet.research_key",
              "SELECT * FROM rivulet.research_subject",
              "SELECT * FROM rivulet.research_visible",
              "SELECT rivulet.research_mac('subject', 'north', 'p')",
              "SELECT rivulet.research_rotate_key('because')",
              "SELECT rivulet.research_learn_name('device', 'pump')",
              "SELECT rivulet.research_note_request('somebody else', '/', '', NULL)",
              "SELECT rivulet.research_gate('session')",
              "INSERT INTO rivulet.research_grant (login_role, site) VALUES (session_user, 'south')",
              "SET ROLE rivulet_reader",
              "SET SESSION AUTHORIZATION postgres",
              "CREATE FUNCTION rivulet_research.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
              "CREATE VIEW rivulet_research.mine AS SELECT 1",
              "CREATE TABLE public.mine (a int)",
              "ALTER VIEW rivulet_research.session RESET (security_barrier)",
              "CREATE OR REPLACE VIEW rivulet_research.session AS SELECT 1",
              "DROP VIEW rivulet_research.session",
              "DELETE FROM rivulet_research.weight",
              "COPY (SELECT 1) TO PROGRAM 'id'",
              "SELECT pg_read_file('postgresql.conf')")) {
        assertThatThrownBy(() -> rows(researcher, attempt))
            .as(attempt)
            .hasMessageMatching("(?s).*(permission denied|must be|cannot delete).*");
      }
      assertThat(rows(researcher, "SELECT * FROM pg_stats WHERE schemaname LIKE 'rivulet%'"))
          .isEmpty();
    }
  }

  @Test
  @Requirement("DEID-005")
  void theReaderOfClinicalTablesDoesNotSeeWhoIsWhoInResearch() throws SQLException {
    for (String table :
        List.of("research_key", "research_subject", "research_name", "research_access")) {
      assertThatThrownBy(
              () ->
                  clinics.asOwner(
                      "SET ROLE rivulet_reader; SELECT * FROM rivulet." + table + "; RESET ROLE"))
          .hasMessageContaining("permission denied for table " + table);
      clinics.asOwner("RESET ROLE");
    }
  }

  @Test
  @Requirement("DEID-006")
  void aFunctionOfTheirOwnAndAnErrorSeeNoMoreThanTheView() throws SQLException {
    try (Connection researcher = clinics.announced(clinics.researcher(NORTH));
        Statement statement = researcher.createStatement()) {
      statement.execute(
          """
          CREATE FUNCTION pg_temp.tell(anyelement) RETURNS boolean COST 0.0001 LANGUAGE plpgsql
            AS $$ BEGIN RAISE WARNING '%', $1; RETURN true; END $$
          """);
      statement.execute(
          """
          SELECT * FROM rivulet_research.session WHERE pg_temp.tell(session) AND pg_temp.tell(subject)
            AND pg_temp.tell(site) AND pg_temp.tell(started_time)
          """);
      List<String> told = new ArrayList<>();
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        told.add(w.getMessage());
      }
      assertThat(told)
          .hasSize(4)
          .allSatisfy(text -> assertThat(text).doesNotContain(SECRET, RAW_DAY));
      assertThatThrownBy(
              () -> rows(researcher, "SELECT subject::integer FROM rivulet_research.session"))
          .hasMessageContaining("\"subject-")
          .hasMessageNotContaining(SECRET);
    }
  }

  @Test
  @Requirement("DEID-001")
  void aPseudonymIsTheSameInEveryViewAndUnlikeAtAnotherSite() throws SQLException {
    try (Connection researcher = clinics.announced(clinics.researcher(NORTH, SOUTH))) {
      assertThat(
              rows(
                  researcher,
                  """
                  SELECT count(DISTINCT s.subject), count(DISTINCT s.session)
                  FROM rivulet_research.session s
                  JOIN rivulet_research.session_pump_sample p USING (session, subject)
                  JOIN rivulet_research.outcome o USING (series, subject)
                  JOIN rivulet_research.device_binding b ON b.session = s.session AND b.device = p.device
                  """))
          .containsExactly(List.of("2", "2"));
    }
  }
}
