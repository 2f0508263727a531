package io.rivulet.streams.session;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.LimitsThroughTime;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionState;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.session.SessionEventMapping;
import io.rivulet.streams.live.Recent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The events of sessions in a store, and the plans they make, the most used of them in memory. */
final class KnownSessions {
  /** More events than any session has; beyond it further ones are refused, and say so. */
  private static final int MAX_EVENTS = 10_000;

  /** Well below what Kafka takes as one record. */
  private static final int MAX_BYTES = 768 * 1024;

  private static final AvroSerde<SessionState> SIZES = AvroSerde.of(SessionState.class);

  private final KeyValueStore<String, SessionState> store;
  private final LimitsCatalogue limits;
  private final Map<String, KnownSession> plans;

  /**
   * Over a store.
   *
   * @param inMemory plans kept ready; as many as courses, because every sample asks for its plan
   */
  KnownSessions(KeyValueStore<String, SessionState> store, LimitsCatalogue limits, int inMemory) {
    this.store = store;
    this.limits = limits;
    this.plans = new Recent<>(inMemory);
  }

  /**
   * Adds an event; false where it was known.
   *
   * @throws IllegalArgumentException where the event holds what none may
   */
  boolean add(SessionEventRecord event) {
    SessionEventMapping.event(event);
    SessionState state = stateOf(event.getSession());
    if (state.getEvents().stream().anyMatch(e -> e.getEventId().equals(event.getEventId()))) {
      return false;
    }
    if (state.getEvents().size() >= MAX_EVENTS) {
      throw new IllegalArgumentException(
          "session " + event.getSession() + " has " + MAX_EVENTS + " events already");
    }
    List<SessionEventRecord> events = new ArrayList<>(state.getEvents());
    events.add(event);
    state.setEvents(events);
    requireSmall(event.getSession(), state);
    store.put(event.getSession(), state);
    plans.remove(event.getSession());
    return true;
  }

  /** A state that is too large to be written would end the thread, and the next one. */
  private static void requireSmall(String session, SessionState state) {
    int bytes = SIZES.encode(state).length;
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "the events of session "
              + session
              + " come to "
              + bytes
              + " bytes; at most "
              + MAX_BYTES);
    }
  }

  /** What holds for a session; an unknown one has an empty plan. */
  KnownSession get(String session) {
    return plans.computeIfAbsent(session, this::load);
  }

  /** Counts a sample that came after the session was settled. */
  void countLate(String session) {
    SessionState state = stateOf(session);
    state.setLate(state.getLate() + 1);
    store.put(session, state);
  }

  /** Marks a session as long over. */
  void settle(String session) {
    SessionState state = stateOf(session);
    state.setSettled(true);
    store.put(session, state);
    plans.remove(session);
  }

  /** Forgets worked-out plans, so that limits that arrived are seen. */
  void forgetPlans() {
    plans.clear();
  }

  /** Sessions that still take samples. */
  List<String> live() {
    List<String> sessions = new ArrayList<>();
    try (KeyValueIterator<String, SessionState> all = store.all()) {
      all.forEachRemaining(
          entry -> {
            if (!entry.value.getSettled()) {
              sessions.add(entry.key);
            }
          });
    }
    return sessions;
  }

  /**
   * Sessions whose closing was recorded longer ago than the horizon and that still take samples.
   */
  List<String> over(Instant now, Duration horizon) {
    List<String> sessions = new ArrayList<>();
    try (KeyValueIterator<String, SessionState> all = store.all()) {
      all.forEachRemaining(
          entry -> {
            if (!entry.value.getSettled()
                && closedRecorded(entry.value)
                    .map(recorded -> recorded.plus(horizon).isBefore(now))
                    .orElse(false)) {
              sessions.add(entry.key);
            }
          });
    }
    return sessions;
  }

  private static Optional<Instant> closedRecorded(SessionState state) {
    return state.getEvents().stream()
        .filter(event -> event.getEvent() instanceof SessionClosed)
        .map(SessionEventRecord::getRecordedTime)
        .max(Instant::compareTo);
  }

  private SessionState stateOf(String session) {
    SessionState state = store.get(session);
    return state == null ? SessionState.newBuilder().build() : state;
  }

  private KnownSession load(String session) {
    SessionState state = stateOf(session);
    List<SessionEvent> events = state.getEvents().stream().map(SessionEventMapping::event).toList();
    SessionPlan plan = SessionPlan.of(new SessionId(session), events);
    return new KnownSession(
        plan, LimitsThroughTime.of(plan.limits(), limits::versions), state.getSettled());
  }
}
