package io.rivulet.store.research;

import static io.rivulet.store.research.ResearchClinics.NORTH;
import static io.rivulet.store.research.ResearchClinics.RAW_DAY;
import static io.rivulet.store.research.ResearchClinics.SECRET;
import static io.rivulet.store.research.ResearchClinics.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.store.StoreServers;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same through the program that people use. */
class ResearchByPsqlIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private ResearchClinics clinics;

  @BeforeEach
  void twoClinics() throws SQLException {
    assumeTrue(present(), "skipped: psql is not on the PATH; Debian has it in postgresql-client");
    clinics = new ResearchClinics(SERVERS.newStore());
  }

  @AfterEach
  void close() throws SQLException {
    if (clinics != null) {
      clinics.close();
    }
  }

  @Test
  @Requirement("DEID-012")
  void psqlGetsNoIdentityNoRawTimeAndNoOtherSite() throws Exception {
    String login = clinics.researcher(NORTH);

    String said =
        psql(
            login,
            """
            TABLE rivulet_research.session;
            SELECT rivulet_research.announce('a study');
            \\x
            TABLE rivulet_research.session;
            SELECT DISTINCT subject FROM rivulet_research.session_pump_sample;
            COPY (SELECT * FROM rivulet_research.session_vitals_sample) TO STDOUT;
            \\copy (SELECT * FROM rivulet_research.alert) TO STDOUT
            EXPLAIN ANALYZE SELECT * FROM rivulet_research.session_pump_sample WHERE drug = 'Ketamine';
            SELECT * FROM rivulet.session;
            TABLE rivulet.research_key;
            \\copy rivulet.session TO STDOUT
            SET ROLE rivulet_reader;
            """);

    assertThat(said)
        .doesNotContain(SECRET, RAW_DAY)
        .contains("closed to " + login)
        .containsPattern("subject-[0-9a-f]{24}")
        .contains("permission denied for schema rivulet")
        .contains("permission denied to set role");
    assertThat(
            clinics.owned(
                "SELECT count(*) FROM rivulet.research_access WHERE principal = '" + login + "'"))
        .isEqualTo("5");
  }

  @Test
  @Requirement({"DEID-012", "RESEARCH-001", "RESEARCH-002"})
  void whoHasTheConsolesLoginReadsWhatATicketOpensAndNothingElse() throws Exception {
    String login = clinics.researcher(NORTH, SOUTH);
    clinics.asOwner("INSERT INTO rivulet.research_gateway VALUES ('" + login + "')");
    String ticket =
        clinics.owned(
            "SELECT rivulet.research_admit('ada', ARRAY['%s'], '/', '', NULL, '1 min')"
                .formatted(NORTH));
    String other =
        clinics.owned("SELECT pseudonym FROM rivulet.research_name WHERE name = '" + SOUTH + "'");

    String said =
        psql(
            login,
            """
            TABLE rivulet_research.session;
            SET rivulet.research_ticket = 'ada';
            TABLE rivulet_research.dose;
            SET rivulet.research_ticket = '%s';
            SELECT 'rows: ' || count(*) FROM rivulet_research.session;
            TABLE rivulet_research.session;
            TABLE rivulet.research_admission;
            SELECT rivulet.research_admit('bob', NULL, '/', '', NULL, '1 min');
            """
                .formatted(ticket));

    assertThat(said)
        .doesNotContain(SECRET, RAW_DAY, other)
        .contains("view session is closed to " + login, "view dose is closed to " + login)
        .contains("rows: 1")
        .contains("permission denied for schema rivulet");
    assertThat(
            clinics.owned(
                "SELECT string_agg(DISTINCT principal, ' ') FROM rivulet.research_access WHERE channel <> 'key'"))
        .isEqualTo("ada");
  }

  private String psql(String login, String script) throws IOException, InterruptedException {
    String address = clinics.store.config().database().url().replaceFirst("^jdbc:", "");
    Process psql =
        new ProcessBuilder("psql", "-X", address.replaceAll("user=[^&]*", "user=" + login))
            .redirectErrorStream(true)
            .start();
    try (var stdin = psql.getOutputStream()) {
      stdin.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(psql.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static boolean present() {
    try {
      return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
