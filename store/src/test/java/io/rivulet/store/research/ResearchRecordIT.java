package io.rivulet.store.research;

import static io.rivulet.store.research.ResearchClinics.NORTH;
import static io.rivulet.store.research.ResearchClinics.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.StoreServers;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is read that is not recorded, and who reads cannot touch the record. */
class ResearchRecordIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final String SESSIONS = "SELECT session FROM rivulet_research.session";

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
  @Requirement("DEID-007")
  void nothingIsReadBeforeItsAnnouncementHasCommitted() throws SQLException {
    try (Connection researcher = clinics.connect(clinics.researcher(NORTH))) {
      assertThatThrownBy(() -> rows(researcher, SESSIONS))
          .hasMessageContaining("nothing was announced for it")
          .hasMessageContaining("rivulet_research.announce");
      researcher.setAutoCommit(false);
      rows(researcher, "SELECT rivulet_research.announce('to be rolled back')");
      assertThatThrownBy(() -> rows(researcher, SESSIONS))
          .hasMessageContaining("nothing was announced");
      researcher.rollback();
      rows(researcher, "SELECT rivulet_research.announce('a study', '{session}')");
      researcher.commit();
      assertThat(rows(researcher, SESSIONS)).hasSize(1);
      assertThatThrownBy(() -> rows(researcher, "SELECT * FROM rivulet_research.dose"))
          .hasMessageContaining("view dose is closed");
      researcher.rollback();
    }
  }

  @Test
  @Requirement("DEID-007")
  void everyStatementIsRecordedWithItsViewsAndFilters() throws SQLException {
    String login = clinics.researcher(NORTH);
    String asked =
        "SELECT s.session FROM rivulet_research.session s JOIN rivulet_research.dose d USING (session) WHERE d.amount > 20";
    try (Connection researcher = clinics.connect(login)) {
      rows(
          researcher,
          "SELECT rivulet_research.announce('a study', cohort => 'responders version 2')");
      assertThat(rows(researcher, asked)).hasSize(1);
    }
    try (Connection owner = clinics.store.database().getConnection()) {
      assertThat(
              rows(
                  owner,
                  """
                  SELECT a.view_name, a.statement, a.cohort, n.purpose, host(n.client)
                  FROM rivulet.research_access a
                  JOIN rivulet.research_announcement n ON n.number = a.announcement
                  WHERE a.channel = 'sql' AND a.principal = '%s' ORDER BY 1
                  """
                      .formatted(login)))
          .containsExactly(
              List.of("dose", asked, "responders version 2", "a study", "127.0.0.1"),
              List.of("session", asked, "responders version 2", "a study", "127.0.0.1"));
    }
  }

  @Test
  @Requirement("DEID-008")
  void aRolledBackReadLeavesItsAnnouncementAndAMissingNumber() throws SQLException {
    String login = clinics.researcher(NORTH);
    String last = "SELECT coalesce(max(number), 0) FROM rivulet.research_access";
    try (Connection researcher = clinics.announced(login)) {
      rows(researcher, SESSIONS);
      long before = Long.parseLong(clinics.owned(last));
      researcher.setAutoCommit(false);
      assertThat(rows(researcher, SESSIONS)).hasSize(1);
      researcher.rollback();
      rows(researcher, SESSIONS);
      researcher.commit();
      assertThat(Long.parseLong(clinics.owned(last))).isEqualTo(before + 2);
    }
    assertThat(
            clinics.owned(
                "SELECT count(*) FROM rivulet.research_announcement WHERE login_role = '%s'"
                    .formatted(login)))
        .isEqualTo("1");
  }

  @Test
  @Requirement("DEID-007")
  void aTransactionThatCannotRecordCannotRead() throws SQLException {
    try (Connection researcher = clinics.announced(clinics.researcher(NORTH));
        Statement statement = researcher.createStatement()) {
      statement.execute("BEGIN READ ONLY");
      assertThatThrownBy(() -> rows(researcher, SESSIONS))
          .hasMessageContaining("read-only transaction");
      statement.execute("ROLLBACK");
    }
  }

  @Test
  @Requirement("DEID-008")
  void theRecordCannotBeReadOrChangedByWhomItIsAbout() throws SQLException {
    try (Connection researcher = clinics.announced(clinics.researcher(NORTH))) {
      for (String attempt :
          List.of(
              "SELECT * FROM rivulet.research_access",
              "DELETE FROM rivulet.research_access",
              "UPDATE rivulet.research_announcement SET purpose = 'other'",
              "TRUNCATE rivulet.research_access",
              "SELECT nextval('rivulet.research_access_number_seq')",
              "ALTER TABLE rivulet.research_access DISABLE TRIGGER ALL")) {
        assertThatThrownBy(() -> rows(researcher, attempt))
            .as(attempt)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  @Requirement("DEID-007")
  void anAnnouncementIsBoundedAndNamesViewsThatAreThere() throws SQLException {
    try (Connection researcher = clinics.connect(clinics.researcher(NORTH))) {
      assertThatThrownBy(() -> rows(researcher, "SELECT rivulet_research.announce('x')"))
          .hasMessageContaining("3 to 500 characters");
      assertThatThrownBy(() -> rows(researcher, "SELECT rivulet_research.announce(NULL)"))
          .hasMessageContaining("3 to 500 characters");
      assertThatThrownBy(
              () -> rows(researcher, "SELECT rivulet_research.announce('a study', '{subject}')"))
          .hasMessageContaining("there is no view \"subject\"");
    }
  }

  @Test
  @Requirement("DEID-009")
  void requestsOfTheApiAreRecordedBeforeTheyAreAnswered() throws SQLException {
    new ResearchAudit(clinics.store.database())
        .record(
            new ResearchRequest(
                "study-42",
                "/api/v1/history/sessions",
                "drug=Ketamine\0" + "x".repeat(5_000),
                Optional.of("responders version 2")));

    assertThat(
            clinics.owned(
                """
                SELECT concat_ws(' ', principal, view_name, left(statement, 14), length(statement), cohort)
                FROM rivulet.research_access WHERE channel = 'api'
                """))
        .isEqualTo(
            "study-42 /api/v1/history/sessions drug=Ketamine\uFFFD 4000 responders version 2");
    assertThatThrownBy(() -> new ResearchRequest(" ", "/", "", Optional.empty()))
        .hasMessageContaining("has no principal");
  }

  @Test
  @Requirement("DEID-009")
  void aProgramThatRollsItsReadOnlyTransactionBackIsRecordedAllTheSame() throws SQLException {
    String login = clinics.researcher(NORTH);
    String url = clinics.store.config().database().url().replaceAll("user=[^&]*", "user=" + login);
    try (HikariDataSource pool =
            ConnectionPool.open(new DatabaseConfig(url, login, "", 1), "research-test");
        Connection connection =
            new ResearchConnections(pool, "requests of the API").getConnection()) {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      assertThat(rows(connection, SESSIONS)).hasSize(1);
      connection.rollback();
    }

    assertThat(
            clinics.owned(
                "SELECT count(*) FROM rivulet.research_access WHERE principal = '" + login + "'"))
        .isEqualTo("1");
  }
}
