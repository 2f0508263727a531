package io.rivulet.alerting.incident;

import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.oncall.Reach;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes up an escalation policy while something waits for somebody to know. The time to the next
 * rung counts from when the last one was really taken, so after a standstill everybody still has
 * the time to answer that the policy gives them.
 */
final class ClimbRule {
  private static final Duration LEAST_REPEAT = Duration.ofMinutes(1);

  /** How many rungs that reach nobody are passed at once; then the last resort is called. */
  private static final int MOST_IN_VAIN = 20;

  private final IncidentContext context;
  private final String policy;
  private final IncidentAudit audit;
  private final Instant now;
  private final Map<Reach, Rung> reached = new LinkedHashMap<>();

  ClimbRule(IncidentContext context, String policy, IncidentAudit audit, Instant now) {
    this.context = context;
    this.policy = policy;
    this.audit = audit;
    this.now = now;
  }

  /** Who is told by the rungs that were taken, in order. */
  Map<Reach, Rung> reached() {
    return reached;
  }

  /**
   * How far it is now.
   *
   * @param paused whether something that comes and goes is just not there: it goes on from where it
   *     was when it is
   */
  Optional<Climb> next(Optional<Climb> before, List<Seen> pressing, boolean paused) {
    Optional<Climb> same = before.filter(climb -> climb.policy().equals(policy));
    if (pressing.isEmpty()) {
      return paused ? same : Optional.empty();
    }
    AlertPriority worst =
        pressing.stream().map(Seen::priority).min(Comparator.naturalOrder()).orElseThrow();
    Climb climb =
        same.filter(some -> some.priority().compareTo(worst) <= 0)
            .orElseGet(() -> Climb.begin(policy, worst, now));
    int inVain = 0;
    while (!dueAt(climb).isAfter(now) || inVain > 0) {
      Rung rung = context.rung(policy, climb.taken());
      List<Reach> reach = context.reach(policy, climb.taken(), worst, now);
      reach.forEach(receiver -> reached.putIfAbsent(receiver, rung));
      if (climb.taken() > 0) {
        audit.add(AuditEvent.ESCALATED, Map.of("to", rung.words()));
      }
      if (reach.isEmpty()) {
        audit.add(AuditEvent.NOBODY_REACHED, Map.of("by", rung.words()));
      }
      inVain = reach.isEmpty() && !rung.lastResort() ? inVain + 1 : 0;
      int taken = climb.taken() + 1;
      if (inVain >= MOST_IN_VAIN) {
        taken = Math.max(taken, context.lastResort(policy));
      }
      climb = climb.taken(taken, now);
    }
    return Optional.of(climb);
  }

  /** When the next rung is taken. */
  Instant dueAt(Climb climb) {
    Rung rung = context.rung(policy, climb.taken());
    boolean again = rung.lastResort() && climb.taken() > 0;
    Duration after =
        again && rung.after().compareTo(LEAST_REPEAT) < 0 ? LEAST_REPEAT : rung.after();
    return climb.last().plus(after);
  }
}
