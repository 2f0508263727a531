package io.rivulet.alerting.ledger;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.routing.ActiveAlert;
import io.rivulet.alerting.routing.Inhibited;
import io.rivulet.alerting.routing.Inhibited.Hidden;
import io.rivulet.alerting.routing.Inhibition;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which alerts hide which, kept right while alerts change. */
final class Hiding {
  private final AlertingPlan plan;
  private final Map<String, ActiveAlert> alerts = new HashMap<>();
  private final Set<String> affected = new HashSet<>();
  private Inhibited inhibited;

  Hiding(AlertingPlan plan, Collection<AlertCase> live) {
    this.plan = plan;
    live.forEach(alert -> alerts.put(alert.id(), ActiveAlert.of(alert, plan.units())));
    inhibited = Inhibited.of(alerts.values(), plan.inhibitions());
  }

  /** An alert is as this now. */
  void changed(AlertCase alert) {
    if (plan.inhibitions().isEmpty()) {
      return;
    }
    ActiveAlert now = ActiveAlert.of(alert, plan.units());
    ActiveAlert before = alert.active() ? alerts.put(alert.id(), now) : alerts.remove(alert.id());
    boolean same = alert.active() ? now.equals(before) : before == null;
    if (!same && (takesPart(now) || before != null && takesPart(before))) {
      decideAnew();
    }
  }

  private boolean takesPart(ActiveAlert alert) {
    return plan.inhibitions().stream().anyMatch(rule -> isOf(rule, alert));
  }

  private static boolean isOf(Inhibition rule, ActiveAlert alert) {
    return rule.hides(alert.labels()) || rule.isHidden(alert.labels());
  }

  private void decideAnew() {
    Map<String, Hidden> before = inhibited.by();
    inhibited = Inhibited.of(alerts.values(), plan.inhibitions());
    Set<String> either = new HashSet<>(before.keySet());
    either.addAll(inhibited.by().keySet());
    either.stream()
        .filter(id -> !Objects.equals(before.get(id), inhibited.by().get(id)))
        .forEach(affected::add);
  }

  /** What is hidden now. */
  Inhibited now() {
    return inhibited;
  }

  /** Alerts that others hide, and did not before, or the reverse. */
  Set<String> affected() {
    return Set.copyOf(affected);
  }
}
