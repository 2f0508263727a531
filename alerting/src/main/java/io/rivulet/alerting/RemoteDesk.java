package io.rivulet.alerting;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.alerting.audit.AuditChain;
import io.rivulet.alerting.clerk.LedgerDesk;
import io.rivulet.alerting.configuration.PlanWatch;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.alerting.ledger.LedgerConnections;
import io.rivulet.alerting.ledger.PlanTable;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The desk in a process that does not alert itself, such as a console's: it decides what people ask
 * over the same tables, and the instances of alerting deliver what comes of it.
 */
public final class RemoteDesk implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final Duration PLAN = Duration.ofSeconds(1);

  private final PlanWatch plan;
  private final HikariDataSource database;
  private final Ledger ledger;
  private final PlanTable plans = new PlanTable();
  private final LedgerDesk desk;

  private RemoteDesk(AlertingConfig config, PlanWatch plan, InstantSource clock) {
    this.plan = plan;
    this.database = LedgerConnections.open(config.database(), "rivulet-alerting-desk", CONNECTIONS);
    AuditChain audit = new AuditChain();
    Runnable nobodyToWake = () -> {};
    this.ledger = new Ledger(database, audit, plan::plan, clock, nobodyToWake);
    this.desk =
        new LedgerDesk(
            ledger,
            new LedgerDesk.SilenceBounds(config.silenceMax(), config.silenceHighMax()),
            plan::plan,
            () -> PlanViews.of(plan, config.file(), clock.instant()),
            audit,
            nobodyToWake);
  }

  /**
   * Opens it; the database need not be there yet.
   *
   * @throws IOException where the alerting file cannot be read
   * @throws InvalidConfigurationException with everything that is wrong with it
   */
  public static RemoteDesk open(AlertingConfig config, InstantSource clock)
      throws IOException, InvalidConfigurationException {
    PlanWatch plan = PlanWatch.open(config.file(), clock);
    RemoteDesk desk = new RemoteDesk(config, plan, clock);
    plan.start(next -> {}, change -> {}, PLAN);
    return desk;
  }

  /** Where people ask. */
  public LedgerDesk desk() {
    return desk;
  }

  /**
   * Why nobody may act here; empty where they may. What people do is decided by the configuration,
   * so it has to be the one that alerting itself goes by.
   */
  public Optional<String> refusal() {
    String own = plan.plan().version();
    try {
      Optional<String> theirs = ledger.<Optional<String>, RuntimeException>read(plans::latest);
      return theirs.filter(own::equals).isPresent()
          ? Optional.empty()
          : Optional.of(
              "the alerting file of this process is not the one that alerting goes by:"
                  + " give both the same alerting.file");
    } catch (SQLException e) {
      return Optional.of("the database does not answer");
    }
  }

  @Override
  public void close() {
    plan.close();
    database.close();
  }
}
