package io.rivulet.alerting.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.alerting.AlertingServers;
import io.rivulet.alerting.TestDatabase;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The audit trail is appended to, and what is done to it behind its back is found. */
class AuditChainIT {
  private static final Instant NOW = Instant.parse("2026-03-03T03:00:00.123456789Z");

  @RegisterExtension static final AlertingServers SERVERS = new AlertingServers();

  private final AuditChain chain = new AuditChain();
  private TestDatabase database;

  @BeforeEach
  void open() {
    database = SERVERS.newDatabase();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @Requirement("AUDIT-001")
  void whatIsWrittenFitsWhateverItHolds() throws Exception {
    append(
        entry("a", Map.of()),
        entry("Zoë \uD83D\uDE00", Map.of("note", "line\nbreak \"quoted\" \u0000 \uD800", "é", "1")),
        entry("c", Map.of("long", "x".repeat(5_000))));

    AuditVerdict verdict = verify();

    assertThat(verdict.whole()).isTrue();
    assertThat(verdict.checked()).isEqualTo(3);
    assertThat(verdict.lastSequence()).isEqualTo(3);
    assertThat(verdict.lastHash())
        .isEqualTo(
            database
                .texts("SELECT encode(hash, 'hex') FROM rivulet_alerting.audit WHERE sequence = 3")
                .get(0));
  }

  @Test
  @Requirement("AUDIT-002")
  void nobodyChangesDeletesOrEmptiesIt() throws Exception {
    append(entry("a", Map.of()));

    for (String change :
        List.of(
            "UPDATE rivulet_alerting.audit SET actor = 'b'",
            "DELETE FROM rivulet_alerting.audit",
            "TRUNCATE rivulet_alerting.audit",
            "DELETE FROM rivulet_alerting.audit_head")) {
      assertThatThrownBy(() -> database.execute(change))
          .as(change)
          .hasStackTraceContaining("it is append-only");
    }
    assertThat(verify().whole()).isTrue();
  }

  @Test
  @Requirement("AUDIT-003")
  void anEntryThatWasChangedBehindItsBackIsFound() throws Exception {
    appendTen();
    tamper("UPDATE rivulet_alerting.audit SET actor = 'somebody' WHERE sequence = 4");

    assertThat(verify().firstBroken()).contains(4L);
    assertThat(verify().problem()).contains("entry 4 is not what its hash was made of");
  }

  @Test
  @Requirement("AUDIT-003")
  void anEntryThatWasTakenOutIsFound() throws Exception {
    appendTen();
    tamper("DELETE FROM rivulet_alerting.audit WHERE sequence = 7");

    assertThat(verify().firstBroken()).contains(7L);
    assertThat(verify().problem()).contains("entry 7 is missing; 8 follows");
  }

  @Test
  @Requirement("AUDIT-003")
  void theLastEntriesThatWereTakenOutAreMissed() throws Exception {
    appendTen();
    tamper("DELETE FROM rivulet_alerting.audit WHERE sequence > 8");

    assertThat(verify().firstBroken()).contains(9L);
    assertThat(verify().problem()).contains("entry 9 is missing");
  }

  @Test
  @Requirement("AUDIT-003")
  void anEntryWithAHashOfItsOwnDoesNotFitTheNext() throws Exception {
    appendTen();
    tamper(
        "UPDATE rivulet_alerting.audit SET hash = decode(repeat('ab', 32), 'hex') WHERE sequence = 10",
        "UPDATE rivulet_alerting.audit_head SET hash = decode(repeat('ab', 32), 'hex')");

    assertThat(verify().firstBroken()).contains(10L);
  }

  @Test
  @Requirement("AUDIT-003")
  void anEntryThatWasPutBehindTheLastIsFound() throws Exception {
    appendTen();
    tamper(
        "INSERT INTO rivulet_alerting.audit SELECT 11, time, actor, event, alert, incident, detail, hash, hash FROM rivulet_alerting.audit WHERE sequence = 10");

    assertThat(verify().problem()).contains("entry 11 is beyond the head of the trail");
  }

  @Test
  @Requirement("AUDIT-004")
  void aPartIsCheckedByItself() throws Exception {
    appendTen();
    tamper("UPDATE rivulet_alerting.audit SET actor = 'somebody' WHERE sequence = 2");

    try (Connection connection = database.pool().getConnection()) {
      assertThat(AuditCheck.verify(connection, 3, Optional.of(6L)).checked()).isEqualTo(4);
      assertThat(AuditCheck.verify(connection, 3, Optional.empty()).whole()).isTrue();
      assertThat(AuditCheck.verify(connection, 11, Optional.empty()).whole()).isTrue();
      assertThat(AuditCheck.verify(connection, 500, Optional.empty()).whole()).isTrue();
      assertThat(AuditCheck.verify(connection, 1, Optional.empty()).firstBroken()).contains(2L);
    }
  }

  @Test
  @Requirement("AUDIT-005")
  void severalWhoAppendAtOnceMakeOneTrailWithoutGaps() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> all = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      all.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 50; i++) {
                  append(entry("a", Map.of("i", Integer.toString(i))));
                }
                return null;
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();

    assertThat(verify().checked()).isEqualTo(200);
    assertThat(verify().whole()).isTrue();
  }

  private void appendTen() throws SQLException {
    for (int i = 0; i < 10; i++) {
      append(entry("a" + i, Map.of("i", Integer.toString(i))));
    }
  }

  private void append(AuditEntry... entries) throws SQLException {
    try (Connection connection = database.pool().getConnection()) {
      connection.setAutoCommit(false);
      chain.append(connection, List.of(entries));
      connection.commit();
    }
  }

  private void tamper(String... statements) {
    database.execute("ALTER TABLE rivulet_alerting.audit DISABLE TRIGGER ALL");
    database.execute(statements);
    database.execute("ALTER TABLE rivulet_alerting.audit ENABLE TRIGGER ALL");
  }

  private AuditVerdict verify() throws SQLException {
    try (Connection connection = database.pool().getConnection()) {
      return AuditCheck.verify(connection, 1, Optional.empty());
    }
  }

  private static AuditEntry entry(String actor, Map<String, String> detail) {
    return new AuditEntry(
        AuditEvent.OPENED, NOW, actor, Optional.of("alert"), Optional.empty(), detail);
  }
}
