package io.rivulet.alerting;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.alerting.channel.Secrets;
import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.configuration.PlanChange;
import io.rivulet.alerting.delivery.DeliveryParts;
import io.rivulet.alerting.delivery.InstancesSeen;
import io.rivulet.alerting.delivery.Lanes;
import io.rivulet.alerting.intake.Intake;
import io.rivulet.alerting.ledger.Housekeeping;
import io.rivulet.alerting.ledger.InstanceTable;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.alerting.ledger.LedgerConnections;
import io.rivulet.alerting.ledger.OverrideTable;
import io.rivulet.alerting.ledger.WatchdogStatements;
import io.rivulet.alerting.oncall.ScheduleOverride;
import io.rivulet.alerting.watchdog.OldestInstance;
import io.rivulet.alerting.watchdog.OwnPositions;
import io.rivulet.alerting.watchdog.Watch;
import io.rivulet.alerting.watchdog.WatchParts;
import io.rivulet.runtime.health.Readiness;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything of an instance that runs, once database and Kafka are there. */
final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration PULSE = Duration.ofSeconds(1);
  private static final Duration CHAIN = Duration.ofSeconds(10);
  private static final Duration HOUSEKEEPING = Duration.ofHours(1);
  private static final Duration PLAN = Duration.ofSeconds(1);

  private final EngineParts parts;
  private final String id = UUID.randomUUID().toString();
  private final InstanceTable instances = new InstanceTable();
  private final HikariDataSource pulseDatabase;
  private final ChainWatch chain;
  private final PlanAdoption adoption;
  private final Rounds pulse;
  private final Rounds timers;
  private final Rounds chainChecks;
  private final Rounds housekeeping;
  private final Lanes lanes;
  private final Intake intake;
  private final Watch watch;

  private Engine(EngineParts parts) throws SQLException {
    this.parts = parts;
    Ledger ledger = parts.ledger();
    // Whoever waits for a connection must not be taken for dead: the pulse has one of its own.
    pulseDatabase = LedgerConnections.open(parts.config().database(), "rivulet-pulse", 1);
    chain = new ChainWatch(ledger);
    adoption = new PlanAdoption(parts, id);
    // What may fail comes before what runs, so that a failed start leaves nothing running.
    try {
      beat();
      adoption.adopt(parts.plan().taken());
      intake = Intake.start(parts.config(), ledger, parts.registry());
    } catch (SQLException | RuntimeException e) {
      pulseDatabase.close();
      throw e;
    }
    lanes = startLanes();
    pulse = Rounds.start("the pulse", PULSE, this::beat);
    timers = Rounds.start("timers", parts.config().timerInterval(), new Timers(ledger)::tick);
    chainChecks = Rounds.start("the check of the audit trail", CHAIN, chain::check);
    Housekeeping broom = new Housekeeping(ledger, parts.config().retention());
    housekeeping = Rounds.start("housekeeping", HOUSEKEEPING, broom::run);
    watch = Watch.start(watchParts());
    parts.plan().start(this::take, this::changed, PLAN);
    LOG.info("instance {} ({}) alerts", parts.config().instance(), id);
  }

  static Engine start(EngineParts parts) throws SQLException {
    return new Engine(parts);
  }

  private Lanes startLanes() {
    DeliveryParts delivery =
        new DeliveryParts(
            parts.database(),
            new InstancesSeen(id),
            Secrets.of(System.getenv()),
            parts.config().console(),
            parts.audit(),
            parts.clock(),
            parts.registry());
    try {
      Lanes started = Lanes.start(delivery, parts.plan().plan().channels());
      parts.lanes().to(started);
      return started;
    } catch (RuntimeException e) {
      intake.close();
      pulseDatabase.close();
      throw e;
    }
  }

  private WatchParts watchParts() {
    return new WatchParts(
        parts.config().instance(),
        parts.plan()::plan,
        () -> parts.plan().refused().map(PlanChange.Refused::words),
        this::overrides,
        lanes::status,
        parts.config().kafka(),
        Map.of(parts.config().groupId(), new OwnPositions(parts.database())),
        new WatchdogStatements(parts.ledger()),
        new OldestInstance(parts.database(), id),
        this::work,
        Secrets.of(System.getenv()),
        parts.clock(),
        parts.registry());
  }

  private List<ScheduleOverride> overrides() throws SQLException {
    return parts
        .ledger()
        .read(connection -> new OverrideTable().notOver(connection, parts.ledger().now()));
  }

  private void beat() throws SQLException {
    try (Connection connection = pulseDatabase.getConnection()) {
      instances.seen(connection, id, parts.config().instance());
    }
  }

  private void take(AlertingPlan next) {
    lanes.apply(next.channels());
  }

  private void changed(PlanChange change) {
    try {
      adoption.adopt(change);
      timers.wake();
    } catch (SQLException e) {
      LOG.warn("a changed configuration cannot be written down now: {}", e.toString());
    }
  }

  /** Whether it does everything it is there for. */
  Readiness health() {
    Readiness working = work();
    if (!working.ready()) {
      return working;
    }
    Readiness watching = watch.readiness();
    return watching.ready()
        ? new Readiness(true, working.detail() + "; " + watching.detail())
        : watching;
  }

  /** Whether people are told, leaving out what is watched beside. */
  private Readiness work() {
    Set<String> undecided = parts.ledger().undecided().incidents();
    if (!undecided.isEmpty()) {
      return new Readiness(
          false,
          undecided.size()
              + " incidents cannot be decided, such as "
              + undecided.iterator().next()
              + "; the log says why");
    }
    return Stream.of(
            pulse.health(), intake.health(), timers.health(), chain.health(), chainChecks.health())
        .filter(part -> !part.ready())
        .findFirst()
        .orElse(intake.health());
  }

  /** Whether its threads go on. */
  Readiness liveness() {
    return intake.isAlive() && timers.isAlive() && pulse.isAlive()
        ? Readiness.LIVE
        : new Readiness(false, "a thread of alerting has ended; the log says why");
  }

  @Override
  public void close() {
    watch.close();
    intake.close();
    timers.close();
    housekeeping.close();
    chainChecks.close();
    lanes.close();
    pulse.close();
    try (Connection connection = pulseDatabase.getConnection()) {
      instances.leave(connection, id);
    } catch (SQLException e) {
      LOG.debug("the others miss this instance in some seconds", e);
    }
    pulseDatabase.close();
  }
}
