package io.rivulet.alerting.ledger;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.routing.ActiveAlert;
import io.rivulet.alerting.routing.Inhibited;
import io.rivulet.alerting.routing.LiveInhibitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which alerts hide which, kept from one transaction to the next, so that a decision costs what it
 * changes and not what is there. Transactions come one after the other ({@link DecisionLock}); one
 * that has lost its turn is refused.
 */
final class Hiding {
  private final LiveCases live = new LiveCases();
  private final Set<String> touched = new HashSet<>();
  private AlertingPlan plan;
  private LiveInhibitions inhibitions;
  private Turn turn;

  /** One transaction's view, with what it has changed itself. */
  final class Turn {
    private final Set<String> affected = new HashSet<>();

    private Turn() {}

    /** An alert is as this now. */
    void changed(AlertCase alert) {
      synchronized (Hiding.this) {
        requireTurn();
        if (!plan.inhibitions().isEmpty()) {
          touched.add(alert.id());
          affected.addAll(put(alert, plan));
        }
      }
    }

    /** What is hidden now. */
    Inhibited now() {
      synchronized (Hiding.this) {
        requireTurn();
        return inhibitions.now();
      }
    }

    /** Alerts that others hide, and did not before, or the reverse. */
    Set<String> affected() {
      return Set.copyOf(affected);
    }

    private void requireTurn() {
      if (turn != this) {
        throw new IllegalStateException("another transaction decides; this one has lost its turn");
      }
    }
  }

  /**
   * A transaction begins to decide.
   *
   * @param connection has the {@link DecisionLock} and has changed nothing
   */
  synchronized Turn begin(Connection connection, AlertingPlan current) throws SQLException {
    turn = null;
    boolean follows = current.equals(plan);
    // Where looking fails midway, the next transaction begins anew.
    plan = null;
    if (current.inhibitions().isEmpty()) {
      inhibitions = new LiveInhibitions(List.of());
    } else if (follows) {
      follow(connection, current);
    } else {
      inhibitions =
          LiveInhibitions.of(
              current.inhibitions(),
              live.read(connection).stream()
                  .map(alert -> ActiveAlert.of(alert, current.units()))
                  .toList());
    }
    touched.clear();
    plan = current;
    turn = new Turn();
    return turn;
  }

  /** What the last transaction changed may not have been committed: the database says. */
  private void follow(Connection connection, AlertingPlan current) throws SQLException {
    LiveCases.Changes changes = live.follow(connection);
    changes.gone().forEach(inhibitions::remove);
    changes.changed().forEach(alert -> put(alert, current));
    for (String id : touched) {
      live.known(id).ifPresentOrElse(alert -> put(alert, current), () -> inhibitions.remove(id));
    }
  }

  private Set<String> put(AlertCase alert, AlertingPlan current) {
    return alert.active()
        ? inhibitions.put(ActiveAlert.of(alert, current.units()))
        : inhibitions.remove(alert.id());
  }
}
