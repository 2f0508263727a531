package io.rivulet.alerting.configuration;

import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.routing.Label;
import io.rivulet.alerting.routing.Labels;
import io.rivulet.alerting.routing.Route;
import io.rivulet.alerting.routing.Routing;
import io.rivulet.domain.alert.AlertPriority;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Of which priorities alerts can come to a policy, judged by the routes' conditions on priority
 * alone: rather one too many than one too few.
 */
final class ReachingPriorities {
  private final Map<EscalationPolicy, Set<AlertPriority>> reaching = new HashMap<>();
  private final Map<String, EscalationPolicy> policies;

  private ReachingPriorities(Map<String, EscalationPolicy> policies) {
    this.policies = policies;
  }

  /** The policies that routes name, with the priorities that can come to them. */
  static Map<EscalationPolicy, Set<AlertPriority>> of(
      Routing routing, Map<String, EscalationPolicy> policies) {
    ReachingPriorities found = new ReachingPriorities(policies);
    found.descend(routing.root(), EnumSet.allOf(AlertPriority.class));
    return found.reaching;
  }

  private void descend(Route route, Set<AlertPriority> above) {
    Set<AlertPriority> here = EnumSet.noneOf(AlertPriority.class);
    above.stream().filter(priority -> takes(route, priority)).forEach(here::add);
    EscalationPolicy policy = policies.get(route.terms().policy());
    if (policy != null) {
      reaching.computeIfAbsent(policy, key -> EnumSet.noneOf(AlertPriority.class)).addAll(here);
    }
    route.children().forEach(child -> descend(child, here));
  }

  private static boolean takes(Route route, AlertPriority priority) {
    Labels labels = new Labels(Map.of(Label.PRIORITY, priority.code()));
    return route.match().stream()
        .filter(matcher -> matcher.label() == Label.PRIORITY)
        .allMatch(matcher -> matcher.matches(labels));
  }
}
