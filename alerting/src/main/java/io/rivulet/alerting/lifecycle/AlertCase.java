package io.rivulet.alerting.lifecycle;

import io.rivulet.alerting.notification.AlertState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One alert as alerting knows it.
 *
 * @param statement the latest, by revision
 * @param state how it stands with people
 * @param opened when alerting learned that the condition is there, by receipt; of one that came
 *     back, the last time
 * @param changed when the state became what it is
 * @param reopenings how often it came back after it was over, or rose after it was acknowledged
 * @param acknowledgement the one that holds, or of one that is over the last
 * @param notes the latest {@value #MOST_NOTES}, oldest first; earlier ones are in the audit trail
 */
public record AlertCase(
    Statement statement,
    AlertState state,
    Instant opened,
    Instant changed,
    int reopenings,
    Optional<Acknowledgement> acknowledgement,
    List<Note> notes) {
  /** The most notes that are kept here. */
  public static final int MOST_NOTES = 20;

  /** Refuses missing parts, too many notes, and an acknowledged one that nobody acknowledged. */
  public AlertCase {
    Objects.requireNonNull(statement, "statement");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(opened, "opened");
    Objects.requireNonNull(changed, "changed");
    Objects.requireNonNull(acknowledgement, "acknowledgement");
    notes = List.copyOf(notes);
    if (reopenings < 0 || notes.size() > MOST_NOTES) {
      throw new IllegalArgumentException(
          "alert "
              + statement.id()
              + " has "
              + reopenings
              + " reopenings and "
              + notes.size()
              + " notes; 0 or more and at most "
              + MOST_NOTES);
    }
    if (state == AlertState.ACKNOWLEDGED && acknowledgement.isEmpty()) {
      throw new IllegalArgumentException("alert " + statement.id() + " is acknowledged by nobody");
    }
    if ((state == AlertState.OPEN || state == AlertState.LATCHED) && acknowledgement.isPresent()) {
      throw new IllegalArgumentException(
          "alert " + statement.id() + " is " + state.code() + " and has an acknowledgement");
    }
  }

  /** The alert's id. */
  public String id() {
    return statement.id();
  }

  /** Whether it waits for somebody to say that they know. */
  public boolean waits() {
    return state == AlertState.OPEN || state == AlertState.LATCHED;
  }

  /** Whether there is anything about it that somebody may have to know or do. */
  public boolean active() {
    return waits() || state == AlertState.ACKNOWLEDGED;
  }
}
