package io.rivulet.alerting;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.alerting.audit.AuditChain;
import io.rivulet.alerting.clerk.LedgerDesk;
import io.rivulet.alerting.configuration.PlanWatch;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.alerting.ledger.LedgerConnections;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The role that brings alerts to people. It reads topic {@code alerts}, decides by the alerting
 * file who is told what and when, and tells them until somebody has it. What it knows is in
 * PostgreSQL, schema {@code rivulet_alerting}: any number of instances share the work, and one that
 * is killed is missed after some seconds.
 *
 * <p>Database and Kafka need not be there at the start, and may go and come back later: it waits
 * and tries again without end, and health says for what.
 */
public final class Alerting implements AutoCloseable {
  /** Reading, timers, checks, and people who ask; lanes use one for a moment. */
  private static final int FEWEST_CONNECTIONS = 10;

  private final PlanWatch plan;
  private final HikariDataSource database;
  private final Ledger ledger;
  private final LedgerDesk desk;
  private final Opening opening;
  private final Gauge ready;
  private final MeterRegistry registry;

  private Alerting(
      PlanWatch plan,
      HikariDataSource database,
      Ledger ledger,
      LedgerDesk desk,
      Opening opening,
      MeterRegistry registry) {
    this.plan = plan;
    this.database = database;
    this.ledger = ledger;
    this.desk = desk;
    this.opening = opening;
    this.registry = registry;
    this.ready =
        Gauge.builder("rivulet.alerting.ready", () -> health().ready() ? 1 : 0)
            .description("1 while this instance can do everything it is there for")
            .register(registry);
  }

  /**
   * Starts; returns at once.
   *
   * @throws IOException where the alerting file cannot be read
   * @throws InvalidConfigurationException with everything that is wrong with it
   */
  public static Alerting start(AlertingConfig config, InstantSource clock, MeterRegistry registry)
      throws IOException, InvalidConfigurationException {
    PlanWatch plan = PlanWatch.open(config.file(), clock);
    HikariDataSource database =
        LedgerConnections.open(
            config.database(),
            "rivulet-alerting",
            Math.max(FEWEST_CONNECTIONS, config.database().poolSize()));
    AuditChain audit = new AuditChain();
    LaneSwitch lanes = new LaneSwitch();
    Ledger ledger = new Ledger(database, audit, plan::plan, clock, lanes::wake);
    LedgerDesk desk =
        new LedgerDesk(
            ledger,
            new LedgerDesk.SilenceBounds(config.silenceMax(), config.silenceHighMax()),
            plan::plan,
            () -> PlanViews.of(plan, config.file(), clock.instant()),
            audit,
            lanes::wake);
    Opening opening =
        Opening.start(
            new EngineParts(config, plan, database, audit, ledger, lanes, clock, registry));
    return new Alerting(plan, database, ledger, desk, opening, registry);
  }

  /** Where people ask and act. It answers once the database does. */
  public LedgerDesk desk() {
    return desk;
  }

  /** The ledger, for whoever has statements of their own to make. */
  public Ledger ledger() {
    return ledger;
  }

  /** The configuration that holds, and what was refused since. */
  public PlanWatch plan() {
    return plan;
  }

  /** Whether everything is there that is needed to tell people, or what is not. */
  public Readiness health() {
    Optional<Engine> engine = opening.engine();
    if (engine.isEmpty()) {
      return opening.health();
    }
    Readiness running = engine.get().health();
    Readiness configured = plan.readiness();
    return running.ready() && !configured.ready() ? configured : running;
  }

  /** Whether it makes progress at all, or has to be started anew. */
  public Readiness liveness() {
    return opening.engine().map(Engine::liveness).orElse(Readiness.LIVE);
  }

  /** Takes in hand what is begun, and ends. */
  @Override
  public void close() {
    registry.remove(ready);
    plan.close();
    opening.close();
    database.close();
  }
}
