package io.rivulet.alerting.incident;

import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What an incident remembers of an alert, to see what has changed.
 *
 * @param alert the alert's id
 * @param joined when it became part of the incident, or was back; a delay counts from here
 * @param opening the opening of the alert that was counted last
 * @param flaps how often, by its statement, it had come back when that was counted last
 * @param shown whether it is part of what there is to tell
 * @param priority its priority, as far as it is part of that
 * @param suppressedBy what keeps it from being told, in words
 */
public record Member(
    String alert,
    Instant joined,
    Instant opening,
    int flaps,
    Shown shown,
    AlertPriority priority,
    Optional<String> suppressedBy) {
  /** Whether an alert is part of what there is to tell. */
  public enum Shown {
    /** Not yet, because it has not lasted long enough, or is suppressed. */
    NOT_YET,
    /** It is. */
    THERE,
    /** It comes and goes too often and is told as a whole. */
    HELD,
    /** It was, and is over. */
    OVER,
    /** It was, and was taken back. */
    WITHDRAWN
  }

  /** Refuses missing parts. */
  public Member {
    Objects.requireNonNull(alert, "alert");
    Objects.requireNonNull(joined, "joined");
    Objects.requireNonNull(opening, "opening");
    Objects.requireNonNull(shown, "shown");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(suppressedBy, "suppressedBy");
  }
}
