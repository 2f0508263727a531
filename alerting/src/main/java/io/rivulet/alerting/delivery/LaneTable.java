package io.rivulet.alerting.delivery;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.channel.AlertmanagerChannel;
import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.notification.Recipient;
import io.rivulet.runtime.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a lane asks of the database and writes there, a transaction each. */
final class LaneTable {
  private static final int LONGEST_DETAIL = 1_000;

  private final DeliveryParts parts;
  private final Channel channel;
  private final Optional<Duration> refreshEvery;

  LaneTable(DeliveryParts parts, Channel channel) {
    this.parts = parts;
    this.channel = channel;
    this.refreshEvery =
        channel instanceof AlertmanagerChannel alertmanager
            ? Optional.of(alertmanager.resendEvery())
            : Optional.empty();
  }

  /** Makes the channel known. */
  void introduce(Instant now) throws SQLException {
    Transactions.run(
        parts.database(),
        connection -> {
          new ChannelStates(connection).introduce(channel, now);
          return true;
        });
  }

  /** What to do next. */
  Turn next(Instant now) throws SQLException {
    return Transactions.run(parts.database(), connection -> next(connection, now));
  }

  private Turn next(Connection connection, Instant now) throws SQLException {
    if (!OutboxClaims.anyDue(connection, channel.name(), now)) {
      return refresh(connection, now);
    }
    ChannelStates states = new ChannelStates(connection);
    Optional<ChannelState> found = states.lock(channel.name());
    if (found.isEmpty()) {
      states.introduce(channel, now);
      return new Turn.Idle(now);
    }
    TokenBucket bucket = found.get().bucket().refill(channel.pace(), now);
    ChannelState state = found.get().with(bucket);
    int sending =
        Gate.isProbing(state.failures()) ? OutboxClaims.sending(connection, channel.name()) : 0;
    Optional<Instant> closed = Gate.closedUntil(state, channel.pace(), sending, now);
    if (closed.isPresent()) {
      return new Turn.Idle(closed.get());
    }
    Optional<Claim> claim =
        OutboxClaims.claim(connection, channel.name(), parts.liveness().instance(), now);
    if (claim.isEmpty()) {
      return refresh(connection, now);
    }
    states.keep(channel.name(), bucket.takeOne());
    return new Turn.Send(claim.get());
  }

  private Turn refresh(Connection connection, Instant now) throws SQLException {
    if (refreshEvery.isEmpty()) {
      return new Turn.Idle(Instant.MAX);
    }
    return OutboxClaims.refresh(connection, channel.name(), refreshEvery.get(), now)
        .<Turn>map(Turn.Refresh::new)
        .orElse(new Turn.Idle(Instant.MAX));
  }

  /** Writes down what became of a claim. */
  Recorded record(Claim claim, Decision decision, Instant now) throws SQLException {
    return Transactions.run(
        parts.database(),
        connection -> {
          ChannelStates states = new ChannelStates(connection);
          // The channel before the row, as whoever claims does, so that no two wait for each other.
          Optional<ChannelState> state = states.lock(channel.name());
          OutboxResults results = new OutboxResults(connection, parts.liveness().instance());
          if (state.isEmpty() || !write(results, claim, decision, now)) {
            return Recorded.TAKEN_OVER;
          }
          List<AuditEntry> entries = note(states, state.get(), claim, decision, now);
          if (!entries.isEmpty()) {
            parts.audit().append(connection, entries);
          }
          return recorded(state.get(), decision);
        });
  }

  private static Recorded recorded(ChannelState before, Decision decision) {
    boolean failed =
        decision instanceof Decision.Wait wait && wait.scope() == Outcome.Scope.CHANNEL;
    if (failed && before.failures() == 0) {
      return Recorded.FAILING;
    }
    return decision instanceof Decision.Deliver && before.failures() > 0
        ? Recorded.RECOVERED
        : Recorded.WRITTEN;
  }

  /** Lets what waits for another attempt go at once, because the channel works again. */
  void hurry(Instant now) throws SQLException {
    Transactions.run(
        parts.database(), connection -> OutboxResults.hurry(connection, channel.name(), now));
  }

  private boolean write(OutboxResults results, Claim claim, Decision decision, Instant now)
      throws SQLException {
    if (decision instanceof Decision.Deliver) {
      return results.delivered(
          claim, now, refreshEvery.filter(every -> isActive(claim.notification())).map(now::plus));
    }
    if (decision instanceof Decision.Wait wait) {
      return results.waiting(claim, wait.why(), wait.due());
    }
    if (decision instanceof Decision.GiveUp giveUp) {
      return results.dead(claim, giveUp.why(), now);
    }
    return results.waiting(claim, decision.why(), now);
  }

  private List<AuditEntry> note(
      ChannelStates states, ChannelState state, Claim claim, Decision decision, Instant now)
      throws SQLException {
    if (decision instanceof Decision.Deliver) {
      states.works(channel.name(), Optional.of(now));
      return List.of(entry(AuditEvent.DELIVERED, claim, decision, now));
    }
    if (decision instanceof Decision.GiveUp giveUp) {
      if (giveUp.scope() == Outcome.Scope.NOTIFICATION) {
        states.works(channel.name(), Optional.empty());
      } else {
        states.failed(state, giveUp.why(), Gate.pauseAfter(state.failures() + 1, now), now);
      }
      return List.of(entry(AuditEvent.DEAD_LETTERED, claim, decision, now));
    }
    if (decision instanceof Decision.Wait wait) {
      if (wait.scope() == Outcome.Scope.CHANNEL) {
        Optional<Instant> probe = Gate.pauseAfter(state.failures() + 1, now);
        Optional<Instant> pause =
            wait.pause().filter(asked -> probe.filter(asked::isBefore).isEmpty()).or(() -> probe);
        states.failed(state, wait.why(), pause, now);
      }
      return List.of();
    }
    return states.disable(channel.name(), decision.why(), now)
        ? List.of(entry(AuditEvent.CHANNEL_DISABLED, claim, decision, now))
        : List.of();
  }

  private AuditEntry entry(AuditEvent event, Claim claim, Decision decision, Instant now) {
    Notification notification = claim.notification();
    Map<String, String> detail = new TreeMap<>();
    detail.put("notification", notification.id());
    detail.put("channel", channel.name());
    detail.put("reason", notification.reason().code());
    notification.recipient().map(Recipient::person).ifPresent(to -> detail.put("person", to));
    detail.put("attempts", Integer.toString(claim.attempt()));
    String why = decision.why();
    detail.put("answer", why.length() <= LONGEST_DETAIL ? why : why.substring(0, LONGEST_DETAIL));
    return new AuditEntry(
        event,
        now,
        AuditEntry.RIVULET,
        Optional.empty(),
        Optional.of(notification.incident()),
        detail);
  }

  private static boolean isActive(Notification notification) {
    return notification.reason() != Reason.RESOLVED
        && notification.reason() != Reason.WITHDRAWN
        && notification.reason() != Reason.TEST;
  }
}
