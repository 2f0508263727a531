package io.rivulet.alerting.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.oncall.Reach;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What has to hold after every event. */
final class Invariants {
  private static final Set<Reason> ENDS = Set.of(Reason.RESOLVED, Reason.WITHDRAWN);

  private final MemoryLedger ledger;
  private final long seed;
  private String event = "";

  Invariants(MemoryLedger ledger, long seed) {
    this.ledger = ledger;
    this.seed = seed;
  }

  void hold(String what) {
    event = what;
    alertsStandAsTheirLastStatementSays();
    oneOpenIncidentOfAKey();
    whatWaitsIsGoingToBeTold();
    whatIsUrgentWasTold();
    nothingIsToldTwiceOrAfterTheEnd();
    dueIsLater();
  }

  private String at() {
    return "seed " + seed + " after " + event;
  }

  private void alertsStandAsTheirLastStatementSays() {
    for (AlertCase alert : ledger.alerts()) {
      boolean present = alert.statement().present();
      assertThat(alert.state() == AlertState.OPEN || alert.state() == AlertState.ACKNOWLEDGED)
          .as("%s: %s", at(), alert)
          .isEqualTo(present);
      assertThat(alert.state() == AlertState.WITHDRAWN)
          .as(at())
          .isEqualTo(alert.statement().withdrawn());
      if (!present && alert.statement().urgent() && !alert.statement().withdrawn()) {
        assertThat(alert.state() == AlertState.LATCHED || alert.acknowledgement().isPresent())
            .as("%s: %s", at(), alert)
            .isTrue();
      }
    }
  }

  private void oneOpenIncidentOfAKey() {
    Set<IncidentKey> keys = new HashSet<>();
    for (Incident incident : ledger.incidents()) {
      if (incident.state() != IncidentState.RESOLVED) {
        assertThat(keys.add(incident.key())).as("%s: %s", at(), incident.key()).isTrue();
      }
    }
  }

  private List<Incident> openOf(AlertCase alert) {
    return ledger.incidents().stream()
        .filter(incident -> incident.state() != IncidentState.RESOLVED)
        .filter(incident -> ledger.members(incident.id()).contains(alert))
        .toList();
  }

  private boolean isSuppressed(AlertCase alert) {
    return ledger.context().suppression(alert, ledger.now()).isPresent();
  }

  private void whatWaitsIsGoingToBeTold() {
    for (AlertCase alert : ledger.alerts()) {
      if (alert.active()) {
        assertThat(openOf(alert)).as("%s: %s has no incident", at(), alert).isNotEmpty();
      }
      if (alert.waits()) {
        for (Incident incident : openOf(alert)) {
          boolean heldAndKnown =
              incident.recurrences().stream()
                  .anyMatch(one -> one.flap().flatMap(Recurrence.Flap::known).isPresent());
          if (!isSuppressed(alert) || heldAndKnown) {
            assertThat(ledger.due(incident.id())).as("%s: %s is not due", at(), alert).isPresent();
          }
        }
      }
    }
  }

  private void whatIsUrgentWasTold() {
    for (AlertCase alert : ledger.alerts()) {
      boolean longEnough = !ledger.now().isBefore(alert.opened().plusSeconds(2));
      if (alert.waits() && alert.statement().urgent() && longEnough && !isSuppressed(alert)) {
        Set<String> open = openOf(alert).stream().map(Incident::id).collect(Collectors.toSet());
        boolean told =
            ledger.notifications().stream()
                .filter(one -> open.contains(one.incident()))
                .flatMap(one -> one.alerts().stream())
                .anyMatch(one -> one.id().equals(alert.id()));
        boolean climbing =
            openOf(alert).stream()
                .anyMatch(
                    one ->
                        one.climb().isPresent()
                            && one.climb().get().since().plusSeconds(61).isAfter(ledger.now()));
        assertThat(told || climbing).as("%s: %s was not told", at(), alert).isTrue();
      }
    }
  }

  private void nothingIsToldTwiceOrAfterTheEnd() {
    Set<String> ids = new HashSet<>();
    Set<List<Object>> ended = new HashSet<>();
    Map<String, Set<Reach>> open = new HashMap<>();
    for (Notification one : ledger.notifications()) {
      Reach reach = new Reach(one.channel(), one.recipient());
      assertThat(ids.add(one.id())).as("%s: %s", at(), one).isTrue();
      assertThat(ended).as("%s: %s", at(), one).doesNotContain(List.of(one.incident(), reach));
      if (ENDS.contains(one.reason())) {
        ended.add(List.of(one.incident(), reach));
        assertThat(open.get(one.incident())).as("%s: %s", at(), one).contains(reach);
        open.get(one.incident()).remove(reach);
      } else {
        open.computeIfAbsent(one.incident(), id -> new HashSet<>()).add(reach);
      }
    }
    for (Incident incident : ledger.incidents()) {
      if (incident.state() == IncidentState.RESOLVED) {
        assertThat(open.getOrDefault(incident.id(), Set.of()))
            .as("%s: who was told of %s is not told the end", at(), incident.id())
            .isEmpty();
      }
    }
    long audited =
        ledger.audit().stream().filter(entry -> entry.event() == AuditEvent.NOTIFIED).count();
    assertThat(audited).as(at()).isEqualTo(ledger.notifications().size());
  }

  private void dueIsLater() {
    for (Incident incident : ledger.incidents()) {
      ledger
          .due(incident.id())
          .ifPresent(due -> assertThat(due).as("%s: %s", at(), incident).isAfter(ledger.now()));
      if (incident.state() == IncidentState.RESOLVED) {
        assertThat(ledger.due(incident.id())).as(at()).isEmpty();
      }
    }
  }

  /** After the end of everything nothing is left to do. */
  void ended() {
    hold("the end");
    assertThat(ledger.incidents())
        .as(at())
        .allMatch(incident -> incident.state() == IncidentState.RESOLVED);
  }
}
