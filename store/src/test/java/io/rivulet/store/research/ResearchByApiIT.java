package io.rivulet.store.research;

import static io.rivulet.store.research.ResearchClinics.NORTH;
import static io.rivulet.store.research.ResearchClinics.RAW_DAY;
import static io.rivulet.store.research.ResearchClinics.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.StoreServers;
import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.export.Provenance;
import io.rivulet.store.export.RowSink;
import io.rivulet.store.history.AlarmBurden;
import io.rivulet.store.history.DeviceHistory;
import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.history.HistoryAnswers;
import io.rivulet.store.history.HistoryReading;
import io.rivulet.store.history.Page;
import io.rivulet.store.history.Question;
import io.rivulet.store.history.SessionFilter;
import io.rivulet.store.history.SessionQuery;
import io.rivulet.store.history.SessionRows;
import io.rivulet.store.history.SessionTable;
import io.rivulet.store.history.TimeSpan;
import io.rivulet.testkit.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API's questions, asked through the research role. */
class ResearchByApiIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private ResearchClinics clinics;
  private HikariDataSource pool;
  private HistoryAccess access;
  private String login;

  @BeforeEach
  void aResearcherOfTheNorth() throws SQLException {
    clinics = new ResearchClinics(SERVERS.newStore());
    login = clinics.researcher(NORTH);
    String url = clinics.store.config().database().url().replaceAll("user=[^&]*", "user=" + login);
    pool = ConnectionPool.open(new DatabaseConfig(url, login, "", 2), "research-api-test");
    access =
        new HistoryAccess(new ResearchConnections(pool, "requests of the API"), "rivulet_research");
  }

  @AfterEach
  void close() throws SQLException {
    pool.close();
    clinics.close();
  }

  private String ask(Question question) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HistoryReading reading = HistoryReading.open(access, Duration.ofSeconds(20))) {
      RowSink sink =
          ExportFormat.CSV.open(
              HistoryAnswers.shape(question, Page.WHOLE),
              new Provenance(question.words(), "test", Instant.EPOCH),
              out);
      long unused = HistoryAnswers.write(reading, question, Page.WHOLE, sink);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  @Requirement("DEID-013")
  void everyQuestionHasAnAnswerWithoutIdentityRawTimeOrOtherSites() throws Exception {
    String sessions = ask(new SessionQuery(SessionFilter.ALL));
    assertThat(sessions.lines()).hasSize(2);
    String session = sessions.lines().skip(1).findFirst().orElseThrow().split(",")[0];
    assertThat(session).startsWith("session-");
    assertThat(sessions).doesNotContain(SECRET, RAW_DAY);
    for (SessionTable table : SessionTable.values()) {
      assertThat(ask(new SessionRows(session, table, TimeSpan.ALL)))
          .as(table.word())
          .satisfies(
              rows ->
                  assertThat(rows.lines().count())
                      .isGreaterThanOrEqualTo(table == SessionTable.OUTCOMES ? 1 : 2))
          .doesNotContain(SECRET, RAW_DAY);
      assertThat(ask(new SessionRows("identity-s-south", table, TimeSpan.ALL)).lines()).hasSize(1);
    }
    assertThat(
            ask(
                new AlarmBurden(
                    Optional.empty(),
                    new TimeSpan(
                        Optional.of(Instant.parse("2024-01-01T00:00:00Z")),
                        Optional.of(Instant.parse("2028-01-01T00:00:00Z"))),
                    false)))
        .contains("site-")
        .doesNotContain(SECRET);
    assertThat(ask(new DeviceHistory("identity-pump-north", TimeSpan.ALL)).lines()).hasSize(1);
    assertThat(
            Long.parseLong(
                clinics.owned(
                    "SELECT count(DISTINCT statement) FROM rivulet.research_access WHERE principal = '"
                        + login
                        + "'")))
        .isGreaterThan(10);
  }
}
