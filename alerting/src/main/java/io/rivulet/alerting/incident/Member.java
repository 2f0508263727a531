package io.rivulet.alerting.incident;

import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What an incident remembers of an alert, to see what has changed.
 *
 * @param alert the alert's id
 * @param recurrence what it is about: {@link io.rivulet.alerting.lifecycle.Statement#recurrence()}
 * @param opening the opening of the alert that was counted last
 * @param flaps how often, by its statement, it had come back when that was counted last
 * @param shown whether it is part of what there is to tell
 * @param priority its priority at the last decision
 * @param told whether anybody was told of it
 * @param suppressedBy what keeps it from being told, in words
 */
public record Member(
    String alert,
    String recurrence,
    Instant opening,
    int flaps,
    Shown shown,
    AlertPriority priority,
    boolean told,
    Optional<String> suppressedBy) {
  /** Whether an alert is part of what there is to tell. */
  public enum Shown {
    /** No: it has not lasted long enough, is suppressed, or was over before anybody was told. */
    NOT_YET,
    /** It is there. */
    THERE,
    /** It is over and waits for somebody to know. */
    LATCHED,
    /** It comes and goes too often and is told as a whole. */
    HELD,
    /** Somebody was told, and it is over. */
    OVER,
    /** Somebody was told, and it was taken back. */
    WITHDRAWN;

    /** Whether there is something that somebody may have to do. */
    boolean counts() {
      return this == THERE || this == LATCHED || this == HELD;
    }
  }

  /** Refuses missing parts. */
  public Member {
    Objects.requireNonNull(alert, "alert");
    Objects.requireNonNull(recurrence, "recurrence");
    Objects.requireNonNull(opening, "opening");
    Objects.requireNonNull(shown, "shown");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(suppressedBy, "suppressedBy");
  }

  /** The same, somebody having been told of it if it counts. */
  Member afterTelling() {
    return new Member(
        alert, recurrence, opening, flaps, shown, priority, told || shown.counts(), suppressedBy);
  }
}
