package io.rivulet.alerting.ledger;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.incident.Incident;
import io.rivulet.alerting.incident.IncidentKey;
import io.rivulet.alerting.incident.IncidentRule;
import io.rivulet.alerting.incident.IncidentStep;
import io.rivulet.alerting.incident.Membership;
import io.rivulet.alerting.incident.PlanContext;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.lifecycle.CaseRule;
import io.rivulet.alerting.lifecycle.CaseStep;
import io.rivulet.alerting.lifecycle.Note;
import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.routing.CareUnit;
import io.rivulet.alerting.routing.Labels;
import io.rivulet.alerting.routing.Routed;
import io.rivulet.alerting.routing.Silence;
import io.rivulet.alerting.routing.Suppressions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the rules within one transaction, one thing after the other: the alert goes on, joins the
 * incidents it belongs to, and those are decided. What comes together in one batch leads to the
 * same as if it had come one by one.
 */
final class Decider {
  private static final Logger LOG = LoggerFactory.getLogger(Decider.class);

  /** An incident that cannot be decided is tried again after this. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final Workspace workspace;
  private final AlertingPlan plan;
  private final OnCall onCall;
  private final List<Silence> silences;
  private final Hiding.Turn hiding;
  private final Set<String> decided = new LinkedHashSet<>();
  private final Set<String> undecided = new LinkedHashSet<>();

  /**
   * Decides by this plan.
   *
   * @param onCall with the overrides that people made
   * @param silences that hold or are to come
   */
  Decider(
      Workspace workspace,
      AlertingPlan plan,
      OnCall onCall,
      List<Silence> silences,
      Hiding.Turn hiding) {
    this.workspace = workspace;
    this.plan = plan;
    this.onCall = onCall;
    this.silences = silences;
    this.hiding = hiding;
  }

  /** Reads at once what these statements will need. */
  void prefetch(Collection<Statement> statements) throws SQLException {
    Set<String> alerts = new LinkedHashSet<>();
    Set<IncidentKey> keys = new LinkedHashSet<>();
    for (Statement statement : statements) {
      alerts.add(statement.id());
      statement.successor().ifPresent(alerts::add);
      routed(statement).stream().map(IncidentKey::of).forEach(keys::add);
    }
    workspace.prefetch(alerts, keys);
  }

  /** Takes a statement; nothing where it says nothing new. */
  void take(Statement statement, Instant now) throws SQLException {
    Optional<AlertCase> known = workspace.alert(statement.id());
    CaseStep step = CaseRule.step(known, statement, now);
    if (known.isPresent() && known.get().equals(step.alert())) {
      return;
    }
    apply(step);
    Set<String> incidents = new LinkedHashSet<>(idsOfOpen(statement.id()));
    if (known.isEmpty()) {
      for (AlertCase withdrawn : workspace.withdrawnFor(statement.id())) {
        incidents.addAll(inherit(withdrawn.id(), statement.id(), now));
      }
    }
    Optional<String> successor = statement.successor().filter(next -> statement.withdrawn());
    if (successor.isPresent() && workspace.alert(successor.get()).isPresent()) {
      incidents.addAll(inherit(statement.id(), successor.get(), now));
    }
    incidents.addAll(join(statement.id(), List.of(), now));
    decide(incidents, now);
  }

  /** Somebody says that they know; whether that changed anything. */
  boolean acknowledge(String alert, String by, Optional<String> note, Instant now)
      throws SQLException {
    CaseStep step = CaseRule.acknowledge(workspace.alert(alert).orElseThrow(), by, note, now);
    if (step.changed()) {
      apply(step);
      decide(idsOfOpen(alert), now);
    }
    return step.changed();
  }

  /** Somebody writes a note. */
  void note(String alert, Note note) throws SQLException {
    apply(CaseRule.note(workspace.alert(alert).orElseThrow(), note));
  }

  /** An alert goes where the plan of now says, beside where it is. */
  void reroute(String alert, Instant now) throws SQLException {
    decide(join(alert, List.of(), now), now);
  }

  private void apply(CaseStep step) {
    workspace.put(step.alert());
    workspace.audit(step.audit());
    hiding.changed(step.alert());
  }

  private Set<String> inherit(String withdrawn, String successor, Instant now) throws SQLException {
    AlertCase gone = workspace.alert(withdrawn).orElseThrow();
    AlertCase next = workspace.alert(successor).orElseThrow();
    CaseStep step = CaseRule.inherit(gone, next, now);
    if (step.changed()) {
      apply(step);
    }
    List<IncidentKey> inherited =
        workspace.openOf(withdrawn).stream().map(row -> row.incident().key()).toList();
    Set<String> incidents = new LinkedHashSet<>(idsOfOpen(withdrawn));
    incidents.addAll(join(successor, inherited, now));
    return incidents;
  }

  /** Joins what the alert has to join, and answers with all open incidents it is in then. */
  private Set<String> join(String id, List<IncidentKey> inherited, Instant now)
      throws SQLException {
    AlertCase alert = workspace.alert(id).orElseThrow();
    if (alert.active()) {
      Set<IncidentKey> current = new LinkedHashSet<>();
      workspace.openOf(id).forEach(row -> current.add(row.incident().key()));
      current.addAll(inherited);
      for (IncidentKey key : Membership.joins(routed(alert.statement()), current)) {
        workspace.join(open(key, now).incident().id(), id);
      }
    }
    return idsOfOpen(id);
  }

  private IncidentRow open(IncidentKey key, Instant now) throws SQLException {
    Optional<IncidentRow> latest = workspace.latest(key);
    if (latest.isPresent() && latest.get().isOpen()) {
      return latest.get();
    }
    Instant at = latest.map(row -> later(now, row.changed().plusNanos(1_000))).orElse(now);
    Incident begun = Incident.open(key, at, latest.map(IncidentRow::incident));
    IncidentRow row = new IncidentRow(begun, at, Optional.of(at));
    workspace.put(row);
    return row;
  }

  private Set<String> idsOfOpen(String alert) throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    workspace.openOf(alert).forEach(row -> ids.add(row.incident().id()));
    return ids;
  }

  private List<Routed> routed(Statement statement) {
    Optional<String> unit = CareUnit.of(plan.units(), statement.subject());
    return plan.routing().route(Labels.of(statement, unit));
  }

  /** Decides these incidents. One that cannot be decided stays as it is, and is tried again. */
  void decide(Collection<String> incidents, Instant now) {
    PlanContext context =
        new PlanContext(
            plan.routing(),
            plan.policies(),
            onCall,
            plan.units(),
            plan.flapping(),
            new Suppressions(silences, plan.windows(), hiding.now()));
    for (String id : incidents) {
      IncidentRow row = workspace.incident(id);
      // The clock of another instance may be ahead: decisions of one incident never go back.
      Instant at = later(now, row.changed());
      try {
        IncidentStep step =
            IncidentRule.decide(row.incident(), workspace.membersOf(id), context, at);
        workspace.put(new IncidentRow(step.incident(), at, step.due()));
        decided.add(id);
        workspace.audit(step.audit());
        workspace.tell(step.notifications());
      } catch (RuntimeException e) {
        LOG.error("incident {} cannot be decided; it is tried again in {}", id, AGAIN, e);
        undecided.add(id);
        workspace.put(new IncidentRow(row.incident(), row.changed(), Optional.of(now.plus(AGAIN))));
      }
    }
  }

  /** Incidents that were decided. */
  Set<String> decided() {
    return decided;
  }

  /** Incidents that could not be decided. */
  Set<String> undecided() {
    return undecided;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
