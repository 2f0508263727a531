package io.rivulet.alerting.incident;

import io.rivulet.alerting.oncall.ContactMethod;
import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.oncall.Person;
import io.rivulet.alerting.oncall.Target;
import io.rivulet.alerting.routing.Flapping;
import io.rivulet.alerting.routing.Label;
import io.rivulet.alerting.routing.Route;
import io.rivulet.alerting.routing.RouteTerms;
import io.rivulet.alerting.routing.Routing;
import io.rivulet.alerting.routing.Suppressions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans for tests: anna first, ben after five minutes, again after ten, then the chief. */
final class Plans {
  /** What the routes of tests have unless they say otherwise. */
  static final RouteTerms TERMS =
      new RouteTerms(
          "night",
          List.of(Label.SITE, Label.SESSION),
          Duration.ofSeconds(10),
          Duration.ZERO,
          Duration.ofMinutes(2),
          Duration.ofHours(1),
          true,
          Optional.empty());

  static final EscalationPolicy NIGHT =
      new EscalationPolicy(
          "night",
          List.of(step(0, Target.ofPerson("anna")), step(5, Target.ofPerson("ben"))),
          1,
          Duration.ofMinutes(10),
          List.of(Target.ofPerson("chief")));

  private Plans() {}

  static EscalationPolicy.Step step(int afterMinutes, Target target) {
    return new EscalationPolicy.Step(Duration.ofMinutes(afterMinutes), List.of(target));
  }

  static OnCall people(String... keys) {
    Map<String, Person> people = new java.util.TreeMap<>();
    for (String key : keys) {
      people.put(key, new Person(key, key, List.of(ContactMethod.always("mail", key + "@x.test"))));
    }
    return new OnCall(people, Map.of(), List.of());
  }

  static PlanContext plan(RouteTerms terms, Route... children) {
    return new PlanContext(
        new Routing(new Route("root", List.of(), terms, false, List.of(children))),
        Map.of("night", NIGHT),
        people("anna", "ben", "chief"),
        List.of(),
        new Flapping(3, Duration.ofMinutes(30), Duration.ofMinutes(10), Duration.ofMinutes(20)),
        Suppressions.NONE);
  }

  static PlanContext with(PlanContext plan, EscalationPolicy... policies) {
    Map<String, EscalationPolicy> byKey = new java.util.TreeMap<>();
    for (EscalationPolicy policy : policies) {
      byKey.put(policy.key(), policy);
    }
    return new PlanContext(
        plan.routing(), byKey, plan.onCall(), plan.units(), plan.flapping(), plan.suppressions());
  }
}
