package io.rivulet.alerting.routing;

import java.util.Collection;
import java.util.List;

/** Decides alert by alert which are hidden, sources before what they hide. */
final class InhibitionOrder {
  InhibitionOrder(Collection<ActiveAlert> alerts, List<Inhibition> rules) {}

  Inhibited decide() {
    throw new UnsupportedOperationException();
  }
}
