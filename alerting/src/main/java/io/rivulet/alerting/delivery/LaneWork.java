package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.channel.Pace;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step of a channel after another: what comes next, sending it, writing down what came of it.
 */
final class LaneWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaneWork.class);

  private final Channel channel;
  private final LaneTable table;
  private final Sender sender;
  private final RetryPolicy policy;
  private final LaneMetrics metrics;
  private final InstantSource clock;
  private final DoubleSupplier chance;

  /**
   * Work.
   *
   * @param chance evenly between 0 and 1, for the length of pauses
   */
  LaneWork(Channel channel, DeliveryParts parts, Sender sender, DoubleSupplier chance) {
    Pace pace = channel.pace();
    this.channel = channel;
    this.table = new LaneTable(parts, channel);
    this.sender = sender;
    this.policy = new RetryPolicy(pace.retryFor());
    this.metrics = new LaneMetrics(parts.metrics(), channel.name());
    this.clock = parts.clock();
    this.chance = chance;
  }

  /** Makes the channel known to the database. */
  void introduce() throws SQLException {
    table.introduce(clock.instant());
  }

  /** What comes next. What is claimed has to be carried out. */
  Turn next() throws SQLException {
    return table.next(clock.instant());
  }

  /** Sends a claim. What came of it has to be recorded. */
  Decision send(Claim claim) {
    Instant began = clock.instant();
    Outcome outcome = attempt(claim);
    Instant now = clock.instant();
    metrics.attempted(outcome, Duration.between(began, now));
    return policy.decide(
        outcome, claim.attempt(), claim.retryFrom(), claim.priority(), now, chance.getAsDouble());
  }

  /** Writes down what came of a claim. */
  void record(Claim claim, Decision decision) throws SQLException {
    Instant now = clock.instant();
    String id = claim.notification().id();
    Recorded recorded = table.record(claim, decision, now);
    if (recorded == Recorded.TAKEN_OVER) {
      LOG.warn("{}: {} was taken over while it was sent here", channel.name(), id);
      return;
    }
    metrics.decided(decision);
    if (decision instanceof Decision.Deliver) {
      metrics.delivered(Duration.between(claim.notification().created(), now));
    }
    if (recorded == Recorded.RECOVERED) {
      LOG.info("{}: the receiver takes notifications again", channel.name());
      table.hurry(now);
    } else if (recorded == Recorded.FAILING) {
      LOG.warn("{}: the receiver fails from {} on: {}", channel.name(), id, decision.why());
    } else if (decision instanceof Decision.GiveUp || decision instanceof Decision.Disable) {
      LOG.warn("{}: {} is not sent: {}", channel.name(), id, decision.why());
    }
  }

  /** Tells a receiver again what it took before; where that fails, it is told the next time. */
  void refresh(Claim claim) {
    Outcome outcome = attempt(claim);
    metrics.refreshed(outcome);
    if (!(outcome instanceof Outcome.Taken)) {
      LOG.warn("{}: cannot be told again: {}", channel.name(), outcome.why());
    }
  }

  private Outcome attempt(Claim claim) {
    try {
      return sender.send(claim.notification());
    } catch (RuntimeException e) {
      // A mistake in here must cost neither the thread nor the notification.
      LOG.error("{}: cannot send {}", channel.name(), claim.notification().id(), e);
      return Outcome.failed("cannot be sent: " + e);
    }
  }

  @Override
  public void close() {
    sender.close();
  }
}
