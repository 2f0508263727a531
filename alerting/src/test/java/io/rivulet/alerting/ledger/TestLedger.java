package io.rivulet.alerting.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.alerting.TestDatabase;
import io.rivulet.alerting.audit.AuditChain;
import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.lifecycle.Statement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A ledger with connections of its own, as an instance has it. */
public final class TestLedger implements AutoCloseable {
  private final HikariDataSource pool;
  private final AtomicReference<AlertingPlan> plan;
  private final Ledger ledger;

  public TestLedger(TestDatabase database, AlertingPlan plan, InstantSource clock) {
    this.pool = LedgerConnections.open(database.config(), "test-ledger", 4);
    this.plan = new AtomicReference<>(plan);
    this.ledger = new Ledger(pool, new AuditChain(), this.plan::get, clock, () -> {});
  }

  public Ledger ledger() {
    return ledger;
  }

  /** What holds now. */
  public AlertingPlan plan() {
    return plan.get();
  }

  /** Another plan holds from now on. */
  public void holds(AlertingPlan other) {
    plan.set(other);
  }

  /** Takes statements in one transaction. */
  public void take(Statement... statements) {
    try {
      ledger.<Void, AbandonedException>decide(
          decision -> {
            decision.take(List.of(statements));
            return null;
          });
    } catch (SQLException | AbandonedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Decides what is due, as timers do; how many incidents. */
  public int tick() {
    int decided = 0;
    try {
      while (ledger.isAnyDue()) {
        decided += ledger.<Integer, RuntimeException>decide(decision -> decision.decideDue(100));
      }
      return decided;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
