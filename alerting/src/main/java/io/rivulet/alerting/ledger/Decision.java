package io.rivulet.alerting.ledger;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.lifecycle.Note;
import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.alerting.notification.Notification;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One transaction in which something is decided. What is done here holds when it commits. */
public final class Decision {
  private static final IncidentTable INCIDENTS = new IncidentTable();

  private final Connection connection;
  private final Workspace workspace;
  private final Decider decider;
  private Instant now;

  Decision(Connection connection, Workspace workspace, Decider decider, Instant now) {
    this.connection = connection;
    this.workspace = workspace;
    this.decider = decider;
    this.now = now;
  }

  /** For what else belongs to the transaction. */
  public Connection connection() {
    return connection;
  }

  /** Now: later with each thing that is done, by a microsecond at least. */
  public Instant now() {
    return now;
  }

  /**
   * Takes statements, in order; those that say nothing new change nothing.
   *
   * @throws FailedStatementException where the rules cannot take one
   */
  public void take(List<Statement> statements) throws SQLException, FailedStatementException {
    decider.prefetch(statements);
    for (int i = 0; i < statements.size(); i++) {
      try {
        decider.take(statements.get(i), tick());
      } catch (RuntimeException e) {
        throw new FailedStatementException(i, e);
      }
    }
  }

  /** An alert, where it is known. */
  public Optional<AlertCase> alert(String id) throws SQLException {
    return workspace.alert(id);
  }

  /** The alerts of an incident; empty where there is no such incident. */
  public Optional<List<AlertCase>> members(String incident) throws SQLException {
    List<IncidentRow> found = INCIDENTS.load(connection, List.of(incident));
    workspace.keepIncidents(found);
    return found.isEmpty() ? Optional.empty() : Optional.of(workspace.membersOf(incident));
  }

  /** Somebody says that they know of an alert; whether that changed anything. */
  public boolean acknowledge(String alert, String by, Optional<String> note) throws SQLException {
    return decider.acknowledge(alert, by, note, tick());
  }

  /** Somebody writes a note about an alert. */
  public void note(String alert, String by, String text) throws SQLException {
    decider.note(alert, new Note(by, tick(), text));
  }

  /**
   * Decides incidents that are due, the longest due first.
   *
   * @return how many there were, at most {@code most}
   */
  public int decideDue(int most) throws SQLException {
    List<IncidentRow> due = INCIDENTS.due(connection, now, most);
    workspace.keepIncidents(due);
    decider.decide(due.stream().map(row -> row.incident().id()).toList(), tick());
    return due.size();
  }

  /** Alerts that are not over and come after this one by id, in order, at most so many. */
  public List<String> liveAfter(String id, int most) throws SQLException {
    return new CaseTable().liveAfter(connection, id, most);
  }

  /** Sends alerts where the rules of now say, beside where they are. */
  public void reroute(List<String> alerts) throws SQLException {
    workspace.prefetch(alerts, List.of());
    for (String alert : alerts) {
      decider.reroute(alert, tick());
    }
  }

  /** Has every open incident looked at soon: what they are decided by has changed. */
  public void touchAll() throws SQLException {
    INCIDENTS.touchAll(connection, now);
  }

  /** Writes down what happened beside the rules. */
  public void audit(AuditEntry entry) {
    workspace.audit(List.of(entry));
  }

  /** Tells somebody something beside the rules. */
  public void tell(List<Notification> notifications) {
    workspace.tell(notifications);
  }

  /**
   * Writes alerts and incidents now, to see whether the database takes them; it happens by itself
   * at the end.
   */
  public void write() throws SQLException {
    workspace.write(now);
  }

  private Instant tick() {
    now = now.plusNanos(1_000);
    return now;
  }
}
