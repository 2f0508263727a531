package io.rivulet.alerting.ledger;

import static io.rivulet.alerting.lifecycle.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.alerting.AlertingServers;
import io.rivulet.alerting.TestClock;
import io.rivulet.alerting.TestDatabase;
import io.rivulet.alerting.TestPlans;
import io.rivulet.alerting.audit.AuditChain;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is over is deleted after its time; who connects may do no more than they must. */
class HousekeepingIT {
  @RegisterExtension static final AlertingServers SERVERS = new AlertingServers();

  private final TestClock clock = new TestClock();
  private TestDatabase database;
  private TestLedger ledger;

  @BeforeEach
  void open() {
    database = SERVERS.newDatabase();
    ledger = new TestLedger(database, TestPlans.of(TestPlans.SIMPLE), clock);
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  @Test
  @Requirement("LEDGER-022")
  void whatIsOverIsDeletedAfterItsTimeAndWhatIsNotStays() throws Exception {
    ledger.take(statement("over").build(), statement("over").revision(2).over().build());
    ledger.tick();
    database.execute("UPDATE rivulet_alerting.outbox SET state = 'delivered', finished = created");
    clock.pass(Duration.ofDays(10));
    ledger.take(statement("open").build());
    Housekeeping broom = new Housekeeping(ledger.ledger(), Duration.ofDays(20));
    assertThat(broom.run()).isZero();

    clock.pass(Duration.ofDays(11));
    broom.run();

    assertThat(database.texts("SELECT id FROM rivulet_alerting.alert_case"))
        .containsExactly("open");
    assertThat(database.number("SELECT count(*) FROM rivulet_alerting.incident")).isEqualTo(1);
    assertThat(database.number("SELECT count(*) FROM rivulet_alerting.audit WHERE alert = 'over'"))
        .isPositive();
  }

  @Test
  @Requirement("LEDGER-023")
  void aUserWithTheWritersRoleCanDoEverythingThatAlertingDoesAndNothingToTheAuditTrail()
      throws Exception {
    database.execute("CREATE ROLE alerting_test_writer LOGIN IN ROLE rivulet_alerting_writer");
    DatabaseConfig own = database.config();
    try (HikariDataSource pool =
        ConnectionPool.open(
            new DatabaseConfig(
                own.url().replaceAll("user=[^&]*", "user=alerting_test_writer"),
                "alerting_test_writer",
                own.password(),
                2),
            "writer")) {
      Ledger written = new Ledger(pool, new AuditChain(), ledger::plan, clock, () -> {});
      written.<Void, AbandonedException>decide(
          decision -> {
            decision.take(List.of(statement("A").high().build()));
            return null;
          });
      new Housekeeping(written, Duration.ofDays(1)).run();
      assertThat(database.number("SELECT count(*) FROM rivulet_alerting.outbox")).isEqualTo(1);
      for (String forbidden :
          List.of(
              "UPDATE rivulet_alerting.audit SET actor = 'x'",
              "DELETE FROM rivulet_alerting.audit",
              "ALTER TABLE rivulet_alerting.audit DISABLE TRIGGER ALL",
              "DROP TABLE rivulet_alerting.alert_case")) {
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement()) {
          assertThatThrownBy(() -> statement.execute(forbidden))
              .as(forbidden)
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
      }
    }
  }
}
