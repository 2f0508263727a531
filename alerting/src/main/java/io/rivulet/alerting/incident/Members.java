package io.rivulet.alerting.incident;

import io.rivulet.alerting.lifecycle.AlertCase;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alerts of an incident as they are seen now.
 *
 * @param seen those that have room
 * @param further how many active ones there are that have none
 * @param awaitedUntil until when an alert is awaited that a withdrawn one named as its successor.
 *     The two come as two records: whoever was told of the first is told of a change, not of an end
 *     and a beginning
 */
record Members(List<Seen> seen, int further, Optional<Instant> awaitedUntil) {
  Members {
    seen = List.copyOf(seen);
  }

  /**
   * Which alerts have room: what is active and worst first, then what was known, then the latest.
   */
  static List<AlertCase> withRoom(List<AlertCase> alerts, Map<String, Member> known) {
    if (alerts.size() <= Incident.MOST_MEMBERS) {
      return alerts;
    }
    return alerts.stream()
        .filter(alert -> alert.active() || known.containsKey(alert.id()))
        .sorted(
            Comparator.comparing((AlertCase alert) -> !alert.active())
                .thenComparing(alert -> alert.statement().priority())
                .thenComparing(alert -> !known.containsKey(alert.id()))
                .thenComparing(AlertCase::opened, Comparator.reverseOrder())
                .thenComparing(AlertCase::id))
        .limit(Incident.MOST_MEMBERS)
        .toList();
  }

  List<Member> all() {
    return seen.stream().map(Seen::member).toList();
  }

  List<Seen> pressing() {
    return seen.stream().filter(Seen::presses).toList();
  }

  boolean any(Member.Shown shown) {
    return seen.stream().anyMatch(one -> one.shown() == shown);
  }

  /** The same, somebody having been told. */
  Members afterTelling() {
    return new Members(seen.stream().map(Seen::afterTelling).toList(), further, awaitedUntil);
  }
}
