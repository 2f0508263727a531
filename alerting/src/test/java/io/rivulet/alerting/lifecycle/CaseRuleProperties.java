package io.rivulet.alerting.lifecycle;

import static io.rivulet.alerting.lifecycle.StatementBuilder.START;
import static io.rivulet.alerting.lifecycle.StatementBuilder.silence;
import static io.rivulet.alerting.lifecycle.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CaseRuleProperties {
  private static List<Statement> statements(Random random, int count) {
    List<Statement> statements = new ArrayList<>();
    boolean technical = random.nextBoolean();
    for (int i = 1; i <= count; i++) {
      StatementBuilder builder = technical ? silence("a", "p1") : statement("a");
      builder.revision(i).priority(AlertPriority.values()[random.nextInt(3)]);
      switch (random.nextInt(5)) {
        case 0, 1 -> builder.over();
        case 2 -> builder.withdrawn();
        default -> {}
      }
      statements.add(builder.build());
    }
    return statements;
  }

  private static AlertCase after(List<Statement> statements) {
    Optional<AlertCase> alert = Optional.empty();
    Instant now = START;
    for (Statement statement : statements) {
      now = now.plusSeconds(1);
      alert = Optional.of(CaseRule.step(alert, statement, now).alert());
    }
    return alert.orElseThrow();
  }

  @Property(tries = 300)
  @Requirement("CASE-010")
  void anyOrderAndRepetitionEndsInTheStateOfTheHighestRevision(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int count) {
    Random random = new Random(seed);
    List<Statement> inOrder = statements(random, count);
    List<Statement> mixed = new ArrayList<>(inOrder);
    mixed.addAll(inOrder.subList(0, random.nextInt(count + 1)));
    Collections.shuffle(mixed, random);
    Statement last =
        inOrder.stream().max(Comparator.comparingLong(Statement::revision)).orElseThrow();
    AlertState state =
        last.withdrawn()
            ? AlertState.WITHDRAWN
            : last.present()
                ? AlertState.OPEN
                : last.urgent() ? AlertState.LATCHED : AlertState.CLOSED;

    assertThat(after(inOrder).state()).isEqualTo(state);
    assertThat(after(mixed).state()).isEqualTo(state);
    assertThat(after(mixed).statement()).isEqualTo(last);
  }

  @Property(tries = 300)
  @Requirement({"CASE-004", "CASE-005"})
  void whoeverAcknowledgesIsForgottenOnlyWhenItRisesOrComesBack(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int count) {
    Random random = new Random(seed);
    Optional<AlertCase> alert = Optional.empty();
    Instant now = START;
    for (Statement statement : statements(random, count)) {
      now = now.plusSeconds(1);
      Optional<AlertCase> before = alert;
      CaseStep step = CaseRule.step(alert, statement, now);
      alert = Optional.of(step.alert());
      boolean forgotten =
          before.flatMap(AlertCase::acknowledgement).isPresent()
              && step.alert().acknowledgement().isEmpty();
      if (forgotten) {
        assertThat(step.audit())
            .anyMatch(
                entry ->
                    entry.event() == AuditEvent.OPENED
                        || entry.event() == AuditEvent.REOPENED
                        || entry.event() == AuditEvent.LATCHED);
      }
      assertThat(step.changed()).isTrue();
      if (random.nextInt(3) == 0) {
        boolean waits = step.alert().waits();
        CaseStep known = CaseRule.acknowledge(step.alert(), "anna", Optional.empty(), now);
        assertThat(known.changed()).isEqualTo(waits);
        assertThat(known.alert().waits()).isFalse();
        alert = Optional.of(known.alert());
      }
    }
  }
}
