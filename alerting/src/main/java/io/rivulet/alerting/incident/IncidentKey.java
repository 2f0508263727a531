package io.rivulet.alerting.incident;

import io.rivulet.alerting.routing.Routed;
import java.util.Objects;

/**
 * What makes alerts one incident: a route, and the labels that it groups by. There is at most one
 * incident of a key that is not resolved.
 *
 * @param route the route's names from the root, such as {@code root/zurich}
 * @param group such as {@code site=zurich, session=S1}
 */
public record IncidentKey(String route, String group) {
  /** Refuses missing parts. */
  public IncidentKey {
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(group, "group");
  }

  /** Where an alert goes. */
  public static IncidentKey of(Routed routed) {
    return new IncidentKey(routed.route(), routed.group());
  }
}
