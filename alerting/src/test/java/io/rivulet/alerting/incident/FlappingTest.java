package io.rivulet.alerting.incident;

import static io.rivulet.alerting.incident.Plans.TERMS;
import static io.rivulet.alerting.incident.Plans.plan;
import static io.rivulet.alerting.lifecycle.StatementBuilder.START;
import static io.rivulet.alerting.lifecycle.StatementBuilder.silence;
import static io.rivulet.alerting.lifecycle.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlappingTest {
  private final MemoryLedger ledger = new MemoryLedger(plan(TERMS), START);
  private int occurrences;

  private List<String> told() {
    return ledger.told().stream().map(one -> one.reason().code()).toList();
  }

  /** Silent for half a minute and back for half a minute: each time another alert. */
  private void comesAndGoes(int times) {
    for (int i = 0; i < times; i++) {
      String id = "silent-" + ++occurrences;
      ledger.state(silence(id, "p1").build());
      ledger.after(Duration.ofSeconds(30));
      ledger.state(silence(id, "p1").revision(2).over().build());
      ledger.after(Duration.ofSeconds(30));
    }
  }

  @Test
  @Requirement("INCI-013")
  void whatComesTooOftenIsToldOnceAndThenHeld() {
    comesAndGoes(3);
    assertThat(told())
        .containsExactly("opened", "resolved", "opened", "resolved", "opened", "resolved");
    comesAndGoes(1);
    assertThat(told()).containsExactly("flapping");
    ledger.acknowledge(open(), "anna");
    assertThat(told()).containsExactly("acknowledged");
    comesAndGoes(8);
    assertThat(told()).isEmpty();
    Notification flapping = ledger.notifications().get(6);
    assertThat(flapping.why()).contains("came 4 times");
    assertThat(flapping.alerts().get(0).flaps()).isEqualTo(3);
  }

  /** Makes it there, and says under which id. */
  private String open() {
    String id = "silent-" + ++occurrences;
    ledger.state(silence(id, "p1").build());
    return id;
  }

  @Test
  @Requirement("INCI-013")
  void whenItIsQuietTheEndIsToldWithASummary() {
    comesAndGoes(5);
    told();
    ledger.after(Duration.ofMinutes(9));
    assertThat(told()).isEmpty();
    ledger.after(Duration.ofMinutes(1));

    assertThat(told()).containsExactly("resolved");
    assertThat(ledger.incidents()).allMatch(one -> one.state() == IncidentState.RESOLVED);
    List<AuditEntry> flapping =
        ledger.audit().stream().filter(entry -> entry.event() == AuditEvent.FLAPPING).toList();
    assertThat(flapping).hasSize(2);
    assertThat(flapping.get(0).detail()).containsEntry("held", "true").containsKey("began");
    assertThat(flapping.get(1).detail().get("settled"))
        .contains("came 5 times")
        .contains("there for PT1M");
  }

  @Test
  @Requirement("INCI-013")
  void whileItGoesOnASummaryIsToldFromTimeToTime() {
    comesAndGoes(4);
    told();
    ledger.acknowledge(open(), "anna");
    assertThat(told()).containsExactly("acknowledged");
    comesAndGoes(20);
    assertThat(told()).containsExactly("flapping");
    comesAndGoes(20);
    assertThat(told()).containsExactly("flapping");
  }

  @Test
  @Requirement("INCI-013")
  void whatSettlesAsThereIsToldAsThere() {
    comesAndGoes(4);
    told();
    open();
    ledger.after(Duration.ofMinutes(4));
    assertThat(told()).containsExactly("escalated");
    ledger.after(Duration.ofMinutes(8));

    assertThat(told()).contains("changed");
    assertThat(ledger.incidents().stream().filter(one -> one.state() == IncidentState.SIGNALLED))
        .hasSize(1);
  }

  @Test
  @Requirement("INCI-013")
  void whatTheRulesCountUnderOneIdCountsToo() {
    ledger.state(silence("a", "p1").build());
    ledger.after(Duration.ofSeconds(10));
    assertThat(told()).containsExactly("opened");
    for (int i = 1; i <= 3; i++) {
      ledger.after(Duration.ofSeconds(10));
      ledger.state(silence("a", "p1").revision(1 + i).flaps(i).build());
    }

    assertThat(told()).containsExactly("flapping");
  }

  @Test
  @Requirement("INCI-013")
  void whatNeverLastsAsLongAsTheDelayIsToldWhenItComesTooOften() {
    for (int i = 0; i < 4; i++) {
      ledger.state(silence("s" + i, "p1").build());
      ledger.after(Duration.ofSeconds(5));
      ledger.state(silence("s" + i, "p1").revision(2).over().build());
      ledger.after(Duration.ofSeconds(5));
    }

    assertThat(told()).containsExactly("flapping");
  }

  @Test
  @Requirement("INCI-013")
  void differentThingsThatComeAreNotFlapping() {
    for (int i = 0; i < 10; i++) {
      ledger.state(silence("s" + i, "p" + i).build());
    }
    ledger.after(Duration.ofSeconds(10));

    assertThat(told()).containsExactly("opened");
  }

  @Test
  @Requirement("INCI-014")
  void highPriorityPhysiologicalAlertsAreNeverHeldAndSayHowOftenTheyCame() {
    for (int i = 1; i <= 8; i++) {
      ledger.state(statement("a" + i).high().start(START.plusSeconds(i)).build());
      ledger.after(Duration.ofSeconds(30));
      ledger.acknowledge("a" + i, "anna");
      ledger.state(statement("a" + i).high().revision(2).over().build());
      ledger.after(Duration.ofSeconds(30));
    }

    assertThat(told().stream().filter("opened"::equals)).hasSize(8);
    assertThat(
            ledger.notifications().get(ledger.notifications().size() - 1).alerts().get(0).flaps())
        .isEqualTo(7);
  }

  @Test
  @Requirement("INCI-013")
  void slowlyIsNotFlapping() {
    for (int i = 1; i <= 10; i++) {
      ledger.state(silence("s" + i, "p1").build());
      ledger.after(Duration.ofMinutes(5));
      ledger.state(silence("s" + i, "p1").revision(2).over().build());
      ledger.after(Duration.ofMinutes(10));
    }

    assertThat(told()).doesNotContain("flapping");
  }
}
