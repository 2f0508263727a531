package io.rivulet.alerting.routing;

import java.util.Objects;

/**
 * Where an alert goes.
 *
 * @param route the route's names from the root, such as {@code root/zurich/high}
 * @param terms how the route's alerts are brought to people
 * @param group which of the route's incidents it is part of, such as {@code site=zurich,
 *     session=S1}; {@code all} where the route does not group
 * @param why which conditions led there, in words
 */
public record Routed(String route, RouteTerms terms, String group, String why) {
  /** Refuses missing parts. */
  public Routed {
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(why, "why");
  }
}
