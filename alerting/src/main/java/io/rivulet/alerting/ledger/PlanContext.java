package io.rivulet.alerting.ledger;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.incident.IncidentContext;
import io.rivulet.alerting.incident.Rung;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.EscalationPolicy.Occasion;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.oncall.Reach;
import io.rivulet.alerting.routing.CareUnit;
import io.rivulet.alerting.routing.Flapping;
import io.rivulet.alerting.routing.Labels;
import io.rivulet.alerting.routing.RouteTerms;
import io.rivulet.alerting.routing.Suppression;
import io.rivulet.alerting.routing.Suppressions;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What decisions look up, of one configuration and of what people made beside it. */
final class PlanContext implements IncidentContext {
  private final AlertingPlan plan;
  private final OnCall onCall;
  private final Suppressions suppressions;

  /**
   * A context.
   *
   * @param onCall people and schedules, with the overrides that people made
   */
  PlanContext(AlertingPlan plan, OnCall onCall, Suppressions suppressions) {
    this.plan = plan;
    this.onCall = onCall;
    this.suppressions = suppressions;
  }

  @Override
  public RouteTerms terms(String route) {
    return plan.routing().terms(route).orElse(plan.routing().root().terms());
  }

  @Override
  public Rung rung(String policy, int number) {
    EscalationPolicy found = policy(policy);
    Occasion occasion = found.occasion(number);
    Duration before = number == 0 ? Duration.ZERO : found.occasion(number - 1).sinceSignal();
    String which =
        occasion.lastResort()
            ? "last resort of policy " + found.key()
            : "step " + (occasion.step() + 1) + " of policy " + found.key();
    return new Rung(
        number,
        occasion.sinceSignal().minus(before),
        occasion.round(),
        occasion.lastResort(),
        which);
  }

  @Override
  public int lastResort(String policy) {
    EscalationPolicy found = policy(policy);
    return found.steps().size() * (found.repeats() + 1);
  }

  @Override
  public List<Reach> reach(String policy, int number, AlertPriority priority, Instant at) {
    return policy(policy).occasion(number).targets().stream()
        .flatMap(target -> onCall.reach(target, priority, at).stream())
        .distinct()
        .toList();
  }

  private EscalationPolicy policy(String key) {
    EscalationPolicy found = plan.policies().get(key);
    return found != null ? found : plan.policies().get(plan.routing().root().terms().policy());
  }

  @Override
  public Optional<Suppression> suppression(AlertCase alert, Instant at) {
    return suppressions.of(alert.id(), Labels.of(alert.statement(), careUnit(alert)), at);
  }

  @Override
  public Optional<Instant> suppressionChangesAfter(Instant at) {
    return suppressions.changesAfter(at);
  }

  @Override
  public Optional<String> careUnit(AlertCase alert) {
    return CareUnit.of(plan.units(), alert.statement().subject());
  }

  @Override
  public Flapping flapping() {
    return plan.flapping();
  }
}
