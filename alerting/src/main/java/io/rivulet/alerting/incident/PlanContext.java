package io.rivulet.alerting.incident;

import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.EscalationPolicy.Occasion;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.oncall.Reach;
import io.rivulet.alerting.routing.CareUnit;
import io.rivulet.alerting.routing.Flapping;
import io.rivulet.alerting.routing.Labels;
import io.rivulet.alerting.routing.RouteTerms;
import io.rivulet.alerting.routing.Routing;
import io.rivulet.alerting.routing.Suppression;
import io.rivulet.alerting.routing.Suppressions;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a decision looks up, from the configuration that holds and what people made beside it. What
 * is gone is stood in for by the root route and its policy, so that an incident that outlives a
 * change of the configuration still reaches somebody.
 *
 * @param routing the tree of routes
 * @param policies by key
 * @param onCall people, schedules and all overrides
 * @param units care units, the first that has an alert counts
 * @param flapping when alerts are held
 * @param suppressions silences, windows, and what other alerts hide at this instant
 */
public record PlanContext(
    Routing routing,
    Map<String, EscalationPolicy> policies,
    OnCall onCall,
    List<CareUnit> units,
    Flapping flapping,
    Suppressions suppressions)
    implements IncidentContext {
  private static final Duration WITHOUT_POLICY = Duration.ofMinutes(5);

  /** Refuses missing parts. */
  public PlanContext {
    Objects.requireNonNull(routing, "routing");
    policies = Map.copyOf(policies);
    Objects.requireNonNull(onCall, "onCall");
    units = List.copyOf(units);
    Objects.requireNonNull(flapping, "flapping");
    Objects.requireNonNull(suppressions, "suppressions");
  }

  @Override
  public RouteTerms terms(String route) {
    return routing.terms(route).orElse(routing.root().terms());
  }

  @Override
  public Rung rung(String policy, int number) {
    Optional<EscalationPolicy> found = policy(policy);
    if (found.isEmpty()) {
      return new Rung(
          number, number == 0 ? Duration.ZERO : WITHOUT_POLICY, 0, true, "no policy " + policy);
    }
    Occasion occasion = found.get().occasion(number);
    Duration before = number == 0 ? Duration.ZERO : found.get().occasion(number - 1).sinceSignal();
    return new Rung(
        number,
        occasion.sinceSignal().minus(before),
        occasion.round(),
        occasion.lastResort(),
        words(found.get(), occasion));
  }

  private static String words(EscalationPolicy policy, Occasion occasion) {
    if (occasion.lastResort()) {
      return "last resort of policy " + policy.key() + ", call " + (occasion.round() + 1);
    }
    String again = occasion.round() > 0 ? ", again " + occasion.round() : "";
    return "step " + (occasion.step() + 1) + " of policy " + policy.key() + again;
  }

  @Override
  public int lastResort(String policy) {
    return policy(policy).map(found -> found.steps().size() * (found.repeats() + 1)).orElse(0);
  }

  @Override
  public List<Reach> reach(String policy, int number, AlertPriority priority, Instant at) {
    return policy(policy).stream()
        .flatMap(found -> found.occasion(number).targets().stream())
        .flatMap(target -> onCall.reach(target, priority, at).stream())
        .distinct()
        .toList();
  }

  private Optional<EscalationPolicy> policy(String key) {
    return Optional.ofNullable(policies.get(key))
        .or(() -> Optional.ofNullable(policies.get(routing.root().terms().policy())));
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
    return CareUnit.of(units, alert.statement().subject());
  }
}
