package io.rivulet.alerting;

import io.rivulet.alerting.ledger.Ledger;
import java.sql.SQLException;

/**
 * Decides incidents that are due. Every instance does so; who comes first does not matter, because
 * a decision depends on the incident and the time alone.
 */
final class Timers {
  private static final int AT_ONCE = 100;

  private final Ledger ledger;

  Timers(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Decides all that are due now. */
  void tick() throws SQLException {
    while (ledger.isAnyDue()) {
      ledger.<Integer, RuntimeException>decide(decision -> decision.decideDue(AT_ONCE));
    }
  }
}
