package io.rivulet.simulator.session;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.schemas.record.SessionEventRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Collects the events of one session. Event ids count up, and so does the time of recording, by a
 * microsecond each, because that time orders the events.
 */
public final class SessionEvents {
  private final SessionId session;
  private final String recordedBy;
  private final Instant recorded;
  private final int firstNumber;
  private final List<SessionEventRecord> events = new ArrayList<>();

  /**
   * A collection that starts empty.
   *
   * @param recorded time of the first event
   * @param firstNumber its number within the session, from 1
   */
  public SessionEvents(SessionId session, String recordedBy, Instant recorded, int firstNumber) {
    this.session = session;
    this.recordedBy = recordedBy;
    this.recorded = recorded.truncatedTo(ChronoUnit.MICROS);
    this.firstNumber = firstNumber;
  }

  /** Adds one of the event records that the session schema's union names. */
  public SessionEvents add(Object event) {
    int number = firstNumber + events.size();
    events.add(
        SessionEventRecord.newBuilder()
            .setSession(session.value())
            .setEventId(String.format(Locale.ROOT, "%s-%04d", session.value(), number))
            .setRecordedTime(recorded.plus(events.size(), ChronoUnit.MICROS))
            .setRecordedBy(recordedBy)
            .setEvent(event)
            .build());
    return this;
  }

  /** The events so far. */
  public List<SessionEventRecord> list() {
    return List.copyOf(events);
  }
}
