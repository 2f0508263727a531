package io.rivulet.alerting.ledger;

import static io.rivulet.alerting.lifecycle.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.alerting.AlertingServers;
import io.rivulet.alerting.TestClock;
import io.rivulet.alerting.TestDatabase;
import io.rivulet.alerting.TestPlans;
import io.rivulet.alerting.audit.AuditCheck;
import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.alerting.lifecycle.Subject;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is decided is true for every instance, once. */
class LedgerIT {
  private static final String OUTBOX = "SELECT count(*) FROM rivulet_alerting.outbox";

  @RegisterExtension static final AlertingServers SERVERS = new AlertingServers();

  private final TestClock clock = new TestClock();
  private TestDatabase database;
  private TestLedger one;
  private TestLedger other;

  @BeforeEach
  void open() {
    database = SERVERS.newDatabase();
    one = new TestLedger(database, TestPlans.of(TestPlans.SIMPLE), clock);
    other = new TestLedger(database, TestPlans.of(TestPlans.SIMPLE), clock);
  }

  @AfterEach
  void close() throws Exception {
    try (Connection connection = database.pool().getConnection()) {
      assertThat(AuditCheck.verify(connection, 1, Optional.empty()).problem()).isEmpty();
    }
    one.close();
    other.close();
    database.close();
  }

  @Test
  @Requirement("LEDGER-001")
  void twoInstancesThatTakeTheSameStatementsAtOnceOpenEachAlertOnce() throws Exception {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      statements.add(
          statement("A" + i % 20).revision(1 + i / 20).about(session("S" + i % 5)).build());
    }
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<?>> all = new ArrayList<>();
    for (int thread = 0; thread < 6; thread++) {
      TestLedger ledger = thread % 2 == 0 ? one : other;
      all.add(threads.submit(() -> statements.forEach(ledger::take)));
    }
    for (Future<?> each : all) {
      each.get();
    }
    threads.shutdown();

    assertThat(database.number("SELECT count(*) FROM rivulet_alerting.alert_case")).isEqualTo(20);
    assertThat(
            database.number("SELECT count(*) FROM rivulet_alerting.audit WHERE event = 'opened'"))
        .isEqualTo(20);
    assertThat(
            database.number(
                "SELECT count(*) FROM rivulet_alerting.incident WHERE over_time IS NULL"))
        .isEqualTo(5);
    assertThat(
            database.number("SELECT count(*) FROM rivulet_alerting.outbox WHERE reason = 'opened'"))
        .isEqualTo(5);
  }

  @Test
  @Requirement("LEDGER-002")
  void theSameStatementsAgainChangeNothing() {
    Statement[] statements = {
      statement("A").build(),
      statement("A").revision(2).over().build(),
      statement("B").priority(AlertPriority.HIGH).build()
    };
    one.take(statements);
    long audit = database.number("SELECT sequence FROM rivulet_alerting.audit_head");
    List<String> told = database.texts("SELECT id FROM rivulet_alerting.outbox ORDER BY sequence");

    one.take(statements);
    other.take(statements);

    assertThat(database.number("SELECT sequence FROM rivulet_alerting.audit_head"))
        .isEqualTo(audit);
    assertThat(database.texts("SELECT id FROM rivulet_alerting.outbox ORDER BY sequence"))
        .isEqualTo(told);
  }

  @Test
  @Requirement("LEDGER-003")
  void whatComesInOneBatchLeadsToTheSameAsOneByOne() {
    Statement[] statements = {
      statement("A").build(),
      statement("B").about(session("S2")).build(),
      statement("A").revision(2).over().build(),
      statement("C").build(),
      statement("B").revision(2).priority(AlertPriority.HIGH).about(session("S2")).build()
    };
    String what =
        "SELECT concat(channel, ' ', reason, ' ', notification -> 'alerts' -> 0 ->> 'id') FROM rivulet_alerting.outbox ORDER BY sequence";
    one.take(statements);
    TestDatabase second = SERVERS.newDatabase();
    try (TestLedger ledger = new TestLedger(second, TestPlans.of(TestPlans.SIMPLE), clock)) {
      for (Statement each : statements) {
        ledger.take(each);
      }
      assertThat(second.texts(what)).isNotEmpty().isEqualTo(database.texts(what));
    } finally {
      second.close();
    }
  }

  @Test
  @Requirement("LEDGER-004")
  void whatIsDueIsDecidedOnceWhoeverLooksFirst() throws Exception {
    one.take(statement("A").priority(AlertPriority.HIGH).build());
    assertThat(database.number(OUTBOX)).isEqualTo(1);
    clock.pass(Duration.ofSeconds(59));
    assertThat(one.tick() + other.tick()).isZero();

    clock.pass(Duration.ofSeconds(2));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<?> first = threads.submit(one::tick);
    Future<?> second = threads.submit(other::tick);
    first.get();
    second.get();
    threads.shutdown();

    assertThat(
            database.texts(
                "SELECT concat(channel, ' ', reason) FROM rivulet_alerting.outbox ORDER BY sequence"))
        .containsExactly("room opened", "desk escalated");
  }

  @Test
  @Requirement("LEDGER-005")
  void anAlertThatTakesThePlaceOfAnotherInheritsItsIncidentWhicheverIsStatedFirst() {
    one.take(statement("A").build());
    String incident = database.texts("SELECT id FROM rivulet_alerting.incident").get(0);

    one.take(statement("B").about(session("S9")).build());
    one.take(statement("A").revision(2).withdrawnFor("B").build());

    assertThat(
            database.texts(
                "SELECT alert FROM rivulet_alerting.incident_member WHERE incident = '"
                    + incident
                    + "' ORDER BY alert"))
        .containsExactly("A", "B");
    assertThat(
            database.number(
                "SELECT count(*) FROM rivulet_alerting.outbox WHERE reason IN ('resolved', 'withdrawn') AND incident = '"
                    + incident
                    + "'"))
        .isZero();
  }

  @Test
  @Requirement("LEDGER-006")
  void aWarningThatACriticalHidesIsToldWhenTheCriticalIsOver() {
    String hiding =
        TestPlans.SIMPLE
            + """
            inhibitions:
              - name: critical hides warning
                source: [priority = high]
                target: ["priority in medium, low"]
                equal: [session]
            """;
    one.holds(TestPlans.of(hiding));
    one.take(statement("critical").priority(AlertPriority.HIGH).category("X").build());
    one.take(statement("warning").category("Y").build());
    one.tick();
    assertThat(toldOf("warning")).isZero();

    one.take(
        statement("critical")
            .priority(AlertPriority.HIGH)
            .category("X")
            .revision(2)
            .withdrawn()
            .build());
    one.tick();

    assertThat(toldOf("warning")).isEqualTo(1);
  }

  private static Subject session(String session) {
    return Subject.NONE.at("zurich").ofSession(session).ofVital("NIBP", "systolic", "high");
  }

  private long toldOf(String alert) {
    return database.number(
        "SELECT count(*) FROM rivulet_alerting.outbox WHERE notification -> 'alerts' -> 0 ->> 'id' = '"
            + alert
            + "'");
  }

  @Test
  @Requirement("LEDGER-007")
  void aTransactionThatHangsIsEndedByTheServerAndHoldsNobodyUp() throws Exception {
    try (Connection hanging = database.pool().getConnection()) {
      hanging.setAutoCommit(false);
      DecisionLock.take(hanging);
      long begun = System.nanoTime();

      one.take(statement("A").build());

      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
      assertThatThrownBy(hanging::commit).isInstanceOf(SQLException.class);
    }
  }

  @Test
  @Requirement("LEDGER-008")
  void aRowThatWasWrittenIsReadAsItWas() throws Exception {
    one.take(
        statement("A").priority(AlertPriority.HIGH).build(),
        statement("A").priority(AlertPriority.HIGH).revision(2).over().build());
    try (Connection connection = database.pool().getConnection()) {
      IncidentRow row =
          new IncidentTable()
              .load(connection, database.texts("SELECT id FROM rivulet_alerting.incident"))
              .get(0);
      assertThat(Content.read(Content.write(row.incident()), row.incident().getClass()))
          .isEqualTo(row.incident());
      CaseRow alert = new CaseTable().load(connection, List.of("A")).get("A");
      assertThat(Content.read(Content.write(alert.alert()), alert.alert().getClass()))
          .isEqualTo(alert.alert());
      assertThat(alert.alert().state().code()).isEqualTo("latched");
    }
  }
}
