package io.rivulet.alerting.configuration;

import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.Target;
import io.rivulet.alerting.routing.Label;
import io.rivulet.alerting.routing.Labels;
import io.rivulet.alerting.routing.Route;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which schedules can be told of alerts of a clinic: those of the policies of its routes. */
public final class SiteSchedules {
  private SiteSchedules() {}

  /**
   * Those of any of these clinics. Conditions on other labels count as fulfilled, so that a
   * schedule that is told of a clinic's pumps only is one of its schedules.
   */
  public static Set<String> of(AlertingPlan plan, Set<String> sites) {
    Set<String> policies = new HashSet<>();
    for (String site : sites) {
      collect(plan.routing().root(), new Labels(Map.of(Label.SITE, site)), policies);
    }
    Set<String> schedules = new HashSet<>();
    policies.stream()
        .map(plan.policies()::get)
        .flatMap(SiteSchedules::targets)
        .filter(target -> target.kind() == Target.Kind.SCHEDULE)
        .forEach(target -> schedules.add(target.key()));
    return schedules;
  }

  private static void collect(Route route, Labels site, Set<String> policies) {
    boolean takes =
        route.match().stream()
            .filter(matcher -> matcher.label() == Label.SITE)
            .allMatch(matcher -> matcher.matches(site));
    if (takes) {
      policies.add(route.terms().policy());
      route.children().forEach(child -> collect(child, site, policies));
    }
  }

  private static Stream<Target> targets(EscalationPolicy policy) {
    return Stream.concat(
        policy.steps().stream().flatMap(step -> step.targets().stream()),
        policy.lastResort().stream());
  }
}
