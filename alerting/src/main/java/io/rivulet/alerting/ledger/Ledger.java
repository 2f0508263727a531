package io.rivulet.alerting.ledger;

import io.rivulet.alerting.audit.AuditTrail;
import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.delivery.OutboxTable;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.routing.ActiveAlert;
import io.rivulet.alerting.routing.Inhibited;
import io.rivulet.alerting.routing.Suppressions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Makes decisions true: what the rules decide about alerts and incidents, whom it tells and what
 * happened are written in one transaction, or nothing is. Used by several threads; any number of
 * instances may work on one database.
 */
public final class Ledger {
  private final Transactions transactions;
  private final AuditTrail audit;
  private final Supplier<AlertingPlan> plan;
  private final InstantSource clock;
  private final Runnable wakeLanes;
  private final Undecided undecided = new Undecided();
  private final Hiding hiding = new Hiding();
  private final LiveCases live = new LiveCases();
  private final IncidentTable incidents = new IncidentTable();
  private final SilenceTable silences = new SilenceTable();
  private final OverrideTable overrides = new OverrideTable();

  /**
   * A ledger.
   *
   * @param database connections that were opened by {@link LedgerConnections}
   * @param audit where what happened is written
   * @param plan what holds now
   * @param wakeLanes called when there is something to deliver
   */
  public Ledger(
      DataSource database,
      AuditTrail audit,
      Supplier<AlertingPlan> plan,
      InstantSource clock,
      Runnable wakeLanes) {
    this.transactions = new Transactions(database);
    this.audit = Objects.requireNonNull(audit, "audit");
    this.plan = Objects.requireNonNull(plan, "plan");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.wakeLanes = Objects.requireNonNull(wakeLanes, "wakeLanes");
  }

  /**
   * Something to decide.
   *
   * @param <T> what comes of it
   * @param <E> why it may not
   */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Decides; may be called again from the beginning, where the database says so. */
    T in(Decision decision) throws SQLException, E;
  }

  /**
   * Decides.
   *
   * @throws SQLException where the database failed; whether it holds is not known then
   * @throws E what the work throws; nothing holds then
   */
  public <T, E extends Exception> T decide(Work<T, E> work) throws SQLException, E {
    Outcome<T> outcome =
        transactions.run(
            connection -> {
              DecisionLock.take(connection);
              Instant now = now();
              AlertingPlan current = plan.get();
              Workspace workspace = new Workspace(connection);
              Hiding.Turn turn = hiding.begin(connection, current);
              Decider decider = decider(connection, current, workspace, turn, now);
              T result = work.in(new Decision(connection, workspace, decider, now));
              int told = write(connection, workspace, turn, now);
              return new Outcome<>(result, told, decider);
            });
    if (outcome.told() > 0) {
      wakeLanes.run();
    }
    undecided.decided(outcome.decider().decided(), outcome.decider().undecided());
    return outcome.result();
  }

  private record Outcome<T>(T result, int told, Decider decider) {}

  private Decider decider(
      Connection connection,
      AlertingPlan current,
      Workspace workspace,
      Hiding.Turn hiding,
      Instant now)
      throws SQLException {
    OnCall onCall = current.onCall().with(overrides.notOver(connection, now));
    return new Decider(workspace, current, onCall, silences.notOver(connection, now), hiding);
  }

  private int write(Connection connection, Workspace workspace, Hiding.Turn hiding, Instant now)
      throws SQLException {
    workspace.write(now);
    incidents.touch(connection, hiding.affected(), now);
    int told = OutboxTable.enqueue(connection, workspace.notifications(), now);
    audit.append(connection, workspace.audit());
    return told;
  }

  /** Reads one state of the database. */
  public <T, E extends Exception> T read(Transactions.Work<T, E> work) throws SQLException, E {
    return transactions.read(work);
  }

  /** Whether any incident is due. */
  public boolean isAnyDue() throws SQLException {
    Instant now = now();
    return transactions.<Boolean, RuntimeException>read(
        connection -> incidents.anyDue(connection, now));
  }

  /** What keeps alerts from being told now. */
  public Suppressions suppressions(Connection connection, Instant now) throws SQLException {
    AlertingPlan current = plan.get();
    return new Suppressions(
        silences.notOver(connection, now), current.windows(), inhibited(connection, current));
  }

  private Inhibited inhibited(Connection connection, AlertingPlan current) throws SQLException {
    if (current.inhibitions().isEmpty()) {
      return Inhibited.NONE;
    }
    synchronized (live) {
      return Inhibited.of(
          live.read(connection).stream()
              .map(alert -> ActiveAlert.of(alert, current.units()))
              .toList(),
          current.inhibitions());
    }
  }

  /** Whether there are incidents that cannot be decided. */
  public Undecided undecided() {
    return undecided;
  }

  /** Now, as the database keeps it: in microseconds. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
