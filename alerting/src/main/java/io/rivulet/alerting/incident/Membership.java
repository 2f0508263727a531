package io.rivulet.alerting.incident;

import io.rivulet.alerting.routing.Routed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which incidents an alert takes part in. It stays in those it is in until it is over, also where
 * its labels or the routes change, so that whoever was told of it hears the end; and it takes part
 * in one of each route that it goes to now, so that a warning that becomes critical reaches those
 * who are there for critical ones.
 */
public final class Membership {
  private Membership() {}

  /**
   * The incidents that an alert has to join, beside those it is in.
   *
   * @param routed where it goes now
   * @param current the incidents that are not resolved and that it is in, or that the alert it took
   *     the place of is in: it joins those, too
   */
  public static List<IncidentKey> joins(
      Collection<Routed> routed, Collection<IncidentKey> current) {
    Set<String> routes = new TreeSet<>();
    current.forEach(key -> routes.add(key.route()));
    List<IncidentKey> joins = new ArrayList<>(current);
    for (Routed one : routed) {
      if (routes.add(one.route())) {
        joins.add(IncidentKey.of(one));
      }
    }
    return List.copyOf(joins);
  }
}
