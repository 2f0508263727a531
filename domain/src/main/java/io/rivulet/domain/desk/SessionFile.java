package io.rivulet.domain.desk;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One session's events, and the plan they make. Confined to the thread of its book. */
final class SessionFile {
  private final SessionId session;
  private final Map<String, SessionEvent> events = new LinkedHashMap<>();
  private Optional<SessionPlan> plan = Optional.empty();
  private Instant lastRecorded = Instant.MIN;
  private Optional<Instant> closingRecorded = Optional.empty();

  SessionFile(SessionId session) {
    this.session = session;
  }

  void add(SessionEvent event) {
    if (events.putIfAbsent(event.eventId(), event) == null) {
      plan = Optional.empty();
      if (event.recordedTime().isAfter(lastRecorded)) {
        lastRecorded = event.recordedTime();
      }
      if (event instanceof SessionEvent.Closed) {
        closingRecorded = Optional.of(event.recordedTime());
      }
    }
  }

  SessionId session() {
    return session;
  }

  Optional<SessionEvent> find(String eventId) {
    return Optional.ofNullable(events.get(eventId));
  }

  Collection<SessionEvent> events() {
    return events.values();
  }

  int size() {
    return events.size();
  }

  SessionPlan plan() {
    if (plan.isEmpty()) {
      plan = Optional.of(SessionPlan.of(session, List.copyOf(events.values())));
    }
    return plan.get();
  }

  Instant lastRecorded() {
    return lastRecorded;
  }

  Optional<Instant> closingRecorded() {
    return closingRecorded;
  }

  /** Whether some event withdraws this one. */
  boolean withdrawn(String eventId) {
    return events.values().stream()
        .anyMatch(
            event -> event instanceof SessionEvent.EventWithdrawn e && e.event().equals(eventId));
  }
}
