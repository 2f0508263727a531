package io.rivulet.alerting.lifecycle;

import io.rivulet.alerting.notification.AlertState;
import java.util.Optional;

/** Which state a statement leads to. */
final class CaseState {
  private CaseState() {}

  /** Of an alert that was not known. */
  static AlertState first(Statement statement) {
    return of(statement, Optional.empty());
  }

  /** Of an alert that was. */
  static AlertState next(AlertCase alert, Statement statement) {
    Optional<Acknowledgement> known =
        alert.state() == AlertState.WITHDRAWN ? Optional.empty() : alert.acknowledgement();
    AlertState next = of(statement, known);
    boolean stays =
        alert.state() == AlertState.ACKNOWLEDGED
            && next == AlertState.OPEN
            && !rises(known, statement);
    return stays ? AlertState.ACKNOWLEDGED : next;
  }

  private static AlertState of(Statement statement, Optional<Acknowledgement> known) {
    if (statement.withdrawn()) {
      return AlertState.WITHDRAWN;
    }
    if (statement.present()) {
      return AlertState.OPEN;
    }
    boolean somebodyKnows = known.isPresent() && !rises(known, statement);
    return statement.urgent() && !somebodyKnows ? AlertState.LATCHED : AlertState.CLOSED;
  }

  /** Whether the priority is higher than what was acknowledged. */
  private static boolean rises(Optional<Acknowledgement> known, Statement statement) {
    return known.map(some -> statement.priority().compareTo(some.priority()) < 0).orElse(false);
  }

  /** Whether it is news again: it was over, or latched, and now it is not. */
  static boolean isBack(AlertCase alert, Statement statement, AlertState next) {
    return switch (alert.state()) {
      case OPEN, ACKNOWLEDGED -> false;
      case LATCHED -> statement.present();
      case CLOSED, WITHDRAWN -> next == AlertState.OPEN || next == AlertState.LATCHED;
    };
  }
}
