package io.rivulet.alerting.lifecycle;

import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.notification.AlertState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an alert goes on: pure decisions, of which nothing is done twice.
 *
 * <pre>
 *              present              somebody acknowledges
 *   (unknown) ────────> OPEN ──────────────────────────────> ACKNOWLEDGED
 *                       │  ^  └── its priority rises <───────┘     │
 *                  over │  │ present again                         │ over
 *                       v  │                                       v
 *     high and physiological: LATCHED ── acknowledged ────────> CLOSED
 *     else: CLOSED
 *   and from everywhere: WITHDRAWN, when later data takes it back
 * </pre>
 */
public final class CaseRule {
  private CaseRule() {}

  /**
   * Takes a statement. One whose revision is not above the last is nothing.
   *
   * @param known the alert as it was, where it is known
   * @param now by receipt
   */
  public static CaseStep step(Optional<AlertCase> known, Statement statement, Instant now) {
    return known
        .map(
            alert ->
                statement.revision() <= alert.statement().revision()
                    ? new CaseStep(alert, List.of())
                    : next(alert, statement, now))
        .orElseGet(() -> first(statement, now));
  }

  private static CaseStep first(Statement statement, Instant now) {
    AlertState state = CaseState.first(statement);
    CaseAudit audit = new CaseAudit(statement.id(), now);
    if (state == AlertState.WITHDRAWN) {
      audit.withdrawn(statement);
    } else {
      audit.opened(statement);
      audit.over(statement, state);
    }
    AlertCase alert = new AlertCase(statement, state, now, now, 0, Optional.empty(), List.of());
    return new CaseStep(alert, audit.entries());
  }

  private static CaseStep next(AlertCase alert, Statement statement, Instant now) {
    AlertState state = CaseState.next(alert, statement);
    boolean back = CaseState.isBack(alert, statement, state);
    boolean rose = alert.state() == AlertState.ACKNOWLEDGED && state == AlertState.OPEN;
    CaseAudit audit = new CaseAudit(statement.id(), now);
    if (state == AlertState.WITHDRAWN && alert.state() != AlertState.WITHDRAWN) {
      audit.withdrawn(statement);
    } else if (rose) {
      audit.rose(alert, statement);
    } else if (back) {
      audit.opened(statement);
      audit.over(statement, state);
    } else {
      audit.restated(alert.statement(), statement);
      if (state != alert.state()) {
        audit.over(statement, state);
      }
    }
    boolean forgets = state == AlertState.OPEN || state == AlertState.LATCHED;
    AlertCase changed =
        new AlertCase(
            statement,
            state,
            back ? now : alert.opened(),
            state == alert.state() ? alert.changed() : now,
            alert.reopenings() + (rose || back ? 1 : 0),
            forgets ? Optional.empty() : alert.acknowledgement(),
            alert.notes());
    return new CaseStep(changed, audit.entries());
  }

  /**
   * Somebody says that they know. Nothing, where the alert does not wait for that.
   *
   * @param note up to {@value Note#LONGEST} characters
   */
  public static CaseStep acknowledge(
      AlertCase alert, String by, Optional<String> note, Instant now) {
    if (!alert.waits()) {
      return new CaseStep(alert, List.of());
    }
    Acknowledgement acknowledgement =
        new Acknowledgement(by, now, note, alert.statement().priority(), Optional.empty());
    CaseAudit audit = new CaseAudit(alert.id(), now);
    audit.acknowledged(by, acknowledgement);
    return known(alert, acknowledgement, audit, now);
  }

  private static CaseStep known(
      AlertCase alert, Acknowledgement acknowledgement, CaseAudit audit, Instant now) {
    boolean over = alert.state() == AlertState.LATCHED;
    if (over) {
      audit.over(alert.statement(), AlertState.CLOSED);
    }
    AlertCase changed =
        new AlertCase(
            alert.statement(),
            over ? AlertState.CLOSED : AlertState.ACKNOWLEDGED,
            alert.opened(),
            now,
            alert.reopenings(),
            Optional.of(acknowledgement),
            alert.notes());
    return new CaseStep(changed, audit.entries());
  }

  /** Somebody writes a note, whatever the state. */
  public static CaseStep note(AlertCase alert, Note note) {
    List<Note> notes = new ArrayList<>(alert.notes());
    notes.add(note);
    int from = Math.max(0, notes.size() - AlertCase.MOST_NOTES);
    CaseAudit audit = new CaseAudit(alert.id(), note.at());
    audit.add(AuditEvent.NOTED, note.by(), "note", note.text());
    AlertCase changed =
        new AlertCase(
            alert.statement(),
            alert.state(),
            alert.opened(),
            alert.changed(),
            alert.reopenings(),
            alert.acknowledgement(),
            notes.subList(from, notes.size()));
    return new CaseStep(changed, audit.entries());
  }

  /**
   * An alert takes the place of a withdrawn one. Call it when the later of the two records was
   * taken, whichever that is: an acknowledgement goes over unless the alert has a higher priority
   * than what was acknowledged. One that is withdrawn itself takes it on for its own successor.
   */
  public static CaseStep inherit(AlertCase withdrawn, AlertCase successor, Instant now) {
    Optional<Acknowledgement> given =
        withdrawn
            .acknowledgement()
            .filter(some -> withdrawn.state() == AlertState.WITHDRAWN)
            .filter(some -> withdrawn.statement().successor().equals(Optional.of(successor.id())))
            .filter(some -> some.priority().compareTo(successor.statement().priority()) <= 0)
            .map(some -> some.inheritedFrom(withdrawn.id()));
    if (given.isEmpty() || successor.acknowledgement().isPresent()) {
      return new CaseStep(successor, List.of());
    }
    CaseAudit audit = new CaseAudit(successor.id(), now);
    audit.inherited(given.get());
    if (successor.waits()) {
      return known(successor, given.get(), audit, now);
    }
    AlertCase changed =
        new AlertCase(
            successor.statement(),
            successor.state(),
            successor.opened(),
            successor.changed(),
            successor.reopenings(),
            given,
            successor.notes());
    return new CaseStep(changed, audit.entries());
  }
}
