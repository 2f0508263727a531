package io.rivulet.alerting.ledger;

import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.routing.CareUnit;
import io.rivulet.alerting.routing.Flapping;
import io.rivulet.alerting.routing.Inhibition;
import io.rivulet.alerting.routing.MaintenanceWindow;
import io.rivulet.alerting.routing.Routing;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What decisions follow: the part of the configuration that says who is told of what and when.
 *
 * @param version of the configuration
 * @param routing who is told of what
 * @param inhibitions what hides what
 * @param windows when what is expected
 * @param units wards and rooms
 * @param flapping when alerts that come and go are held
 * @param onCall people and schedules
 * @param policies by key
 */
public record Rules(
    String version,
    Routing routing,
    List<Inhibition> inhibitions,
    List<MaintenanceWindow> windows,
    List<CareUnit> units,
    Flapping flapping,
    OnCall onCall,
    Map<String, EscalationPolicy> policies) {
  /** Refuses missing parts. */
  public Rules {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(routing, "routing");
    inhibitions = List.copyOf(inhibitions);
    windows = List.copyOf(windows);
    units = List.copyOf(units);
    Objects.requireNonNull(flapping, "flapping");
    Objects.requireNonNull(onCall, "onCall");
    policies = Map.copyOf(policies);
  }
}
