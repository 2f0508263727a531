package io.rivulet.domain.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which events of a session still count. */
final class Withdrawals {
  private Withdrawals() {}

  /**
   * The events without those that were withdrawn, in the same order. A withdrawal can itself be
   * withdrawn by a later one. Openings and bindings stay: see {@link SessionEvent.EventWithdrawn}.
   *
   * @param ordered by the time they were recorded
   */
  static List<SessionEvent> apply(List<SessionEvent> ordered) {
    Set<String> withdrawn = new HashSet<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      if (ordered.get(i) instanceof SessionEvent.EventWithdrawn e
          && !withdrawn.contains(e.eventId())) {
        withdrawn.add(e.event());
      }
    }
    return ordered.stream()
        .filter(event -> !withdrawn.contains(event.eventId()) || staysAnyway(event))
        .toList();
  }

  private static boolean staysAnyway(SessionEvent event) {
    return event instanceof SessionEvent.Opened || event instanceof SessionEvent.DeviceBound;
  }
}
