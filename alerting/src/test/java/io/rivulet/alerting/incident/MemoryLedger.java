package io.rivulet.alerting.incident;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.lifecycle.CaseRule;
import io.rivulet.alerting.lifecycle.CaseStep;
import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.routing.ActiveAlert;
import io.rivulet.alerting.routing.Inhibited;
import io.rivulet.alerting.routing.Inhibition;
import io.rivulet.alerting.routing.Labels;
import io.rivulet.alerting.routing.MaintenanceWindow;
import io.rivulet.alerting.routing.Routed;
import io.rivulet.alerting.routing.Silence;
import io.rivulet.alerting.routing.Suppressions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Alerting without a database: cases, incidents and their dues in memory, decided as the ledger
 * does, with a clock that tests move.
 */
final class MemoryLedger {
  private final Map<String, AlertCase> cases = new TreeMap<>();
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private final Map<String, Set<String>> members = new TreeMap<>();
  private final Map<String, Instant> due = new TreeMap<>();
  private final List<Notification> notifications = new ArrayList<>();
  private final List<AuditEntry> audit = new ArrayList<>();
  private final List<Silence> silences = new ArrayList<>();
  private List<Inhibition> inhibitions = List.of();
  private List<MaintenanceWindow> windows = List.of();
  private PlanContext plan;
  private Instant now;
  private int asked;

  MemoryLedger(PlanContext plan, Instant now) {
    this.plan = plan;
    this.now = now;
  }

  Instant now() {
    return now;
  }

  AlertCase alert(String id) {
    return cases.get(id);
  }

  Collection<AlertCase> alerts() {
    return cases.values();
  }

  Collection<Incident> incidents() {
    return incidents.values();
  }

  /** The only incident there is. */
  Incident incident() {
    if (incidents.size() != 1) {
      throw new AssertionError(incidents.size() + " incidents");
    }
    return incidents.values().iterator().next();
  }

  Optional<Instant> due(String incident) {
    return Optional.ofNullable(due.get(incident));
  }

  List<AlertCase> members(String incident) {
    return members.getOrDefault(incident, Set.of()).stream().map(cases::get).toList();
  }

  List<Notification> notifications() {
    return notifications;
  }

  /** What was told since it was asked last. */
  List<Notification> told() {
    List<Notification> told = List.copyOf(notifications.subList(asked, notifications.size()));
    asked = notifications.size();
    return told;
  }

  List<AuditEntry> audit() {
    return audit;
  }

  void state(Statement statement) {
    Optional<AlertCase> before = Optional.ofNullable(cases.get(statement.id()));
    CaseStep step = CaseRule.step(before, statement, now);
    take(step);
    if (before.equals(Optional.of(step.alert()))) {
      return;
    }
    Optional<AlertCase> predecessor =
        cases.values().stream()
            .filter(other -> other.statement().successor().equals(Optional.of(statement.id())))
            .findFirst();
    predecessor.ifPresent(other -> take(CaseRule.inherit(other, cases.get(statement.id()), now)));
    statement
        .successor()
        .map(cases::get)
        .ifPresent(next -> take(CaseRule.inherit(cases.get(statement.id()), next, now)));
    join(cases.get(statement.id()), predecessor);
    decideAll();
  }

  private void take(CaseStep step) {
    cases.put(step.alert().id(), step.alert());
    audit.addAll(step.audit());
  }

  private void join(AlertCase alert, Optional<AlertCase> predecessor) {
    if (!alert.active()) {
      return;
    }
    Set<IncidentKey> current = new LinkedHashSet<>(keysOf(alert.id()));
    predecessor.ifPresent(other -> current.addAll(keysOf(other.id())));
    List<Routed> routed = plan.routing().route(Labels.of(alert.statement(), plan.careUnit(alert)));
    for (IncidentKey key : Membership.joins(routed, current)) {
      Incident incident = open(key).orElseGet(() -> begin(key));
      members.computeIfAbsent(incident.id(), id -> new LinkedHashSet<>()).add(alert.id());
    }
  }

  private List<IncidentKey> keysOf(String alert) {
    return incidents.values().stream()
        .filter(incident -> incident.state() != IncidentState.RESOLVED)
        .filter(incident -> members.get(incident.id()).contains(alert))
        .map(Incident::key)
        .toList();
  }

  private Optional<Incident> open(IncidentKey key) {
    return incidents.values().stream()
        .filter(incident -> incident.key().equals(key))
        .filter(incident -> incident.state() != IncidentState.RESOLVED)
        .findFirst();
  }

  private Incident begin(IncidentKey key) {
    Optional<Incident> previous =
        incidents.values().stream()
            .filter(incident -> incident.key().equals(key))
            .reduce((earlier, later) -> later);
    Incident begun = Incident.open(key, now, previous);
    if (incidents.put(begun.id(), begun) != null) {
      throw new AssertionError("incident " + begun.id() + " is there twice");
    }
    return begun;
  }

  void acknowledge(String alert, String by) {
    take(CaseRule.acknowledge(cases.get(alert), by, Optional.empty(), now));
    decideAll();
  }

  void silence(Silence silence) {
    silences.removeIf(other -> other.id().equals(silence.id()));
    silences.add(silence);
    decideAll();
  }

  void inhibitions(List<Inhibition> rules) {
    inhibitions = rules;
    decideAll();
  }

  void windows(List<MaintenanceWindow> some) {
    windows = some;
    decideAll();
  }

  void plan(PlanContext other) {
    plan = other;
    decideAll();
  }

  /** Decides again although nothing has happened, as another instance might. */
  void decideAll() {
    PlanContext context = context();
    List.copyOf(incidents.values()).stream()
        .filter(incident -> incident.state() != IncidentState.RESOLVED)
        .forEach(incident -> decide(incident.id(), context));
  }

  private void decide(String id, PlanContext context) {
    IncidentStep step = IncidentRule.decide(incidents.get(id), members(id), context, now);
    incidents.put(id, step.incident());
    notifications.addAll(step.notifications());
    audit.addAll(step.audit());
    due.remove(id);
    step.due().ifPresent(at -> due.put(id, at));
  }

  PlanContext context() {
    List<ActiveAlert> active =
        cases.values().stream()
            .filter(AlertCase::active)
            .map(alert -> ActiveAlert.of(alert, plan.units()))
            .toList();
    return new PlanContext(
        plan.routing(),
        plan.policies(),
        plan.onCall(),
        plan.units(),
        plan.flapping(),
        new Suppressions(silences, windows, Inhibited.of(active, inhibitions)));
  }

  /** Lets time go by; what is due on the way is decided when it is due. */
  void after(Duration time) {
    Instant end = now.plus(time);
    int steps = 0;
    while (nextDue().filter(at -> !at.isAfter(end)).isPresent()) {
      Instant at = nextDue().orElseThrow();
      now = at.isAfter(now) ? at : now;
      PlanContext context = context();
      List.copyOf(due.keySet()).stream()
          .filter(id -> due.containsKey(id) && !due.get(id).isAfter(now))
          .forEach(id -> decide(id, context));
      if (++steps > 100_000) {
        throw new AssertionError("due again and again at " + now);
      }
    }
    now = end;
  }

  /** Lets time go by without deciding anything, as if alerting stood still. */
  void standStill(Duration time) {
    now = now.plus(time);
  }

  private Optional<Instant> nextDue() {
    return due.values().stream().min(Comparator.naturalOrder());
  }
}
