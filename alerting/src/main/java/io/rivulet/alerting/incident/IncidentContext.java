package io.rivulet.alerting.incident;

import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.oncall.Reach;
import io.rivulet.alerting.routing.Flapping;
import io.rivulet.alerting.routing.RouteTerms;
import io.rivulet.alerting.routing.Suppression;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a decision looks up, as it holds at its instant. Nothing here throws for what is gone. */
public interface IncidentContext {
  /** How a route's alerts are brought to people; of a route that is gone, as of the root's. */
  RouteTerms terms(String route);

  /**
   * A rung of a policy; there is one for every number, because the last resort is called again and
   * again. Of a policy that is gone, the root route's.
   *
   * @param number from 0
   */
  Rung rung(String policy, int number);

  /** The number of a policy's first call of the last resort. */
  int lastResort(String policy);

  /** Who is reached by a rung, each once, in order; empty where it reaches nobody. */
  List<Reach> reach(String policy, int number, AlertPriority priority, Instant at);

  /** What keeps an alert from being told, where something does. */
  Optional<Suppression> suppression(AlertCase alert, Instant at);

  /**
   * When something that could keep alerts from being told begins or ends by the clock next; empty
   * where nothing does.
   */
  Optional<Instant> suppressionChangesAfter(Instant at);

  /** The care unit of an alert, where there is one. */
  Optional<String> careUnit(AlertCase alert);

  /** When alerts that come and go are held. */
  Flapping flapping();
}
