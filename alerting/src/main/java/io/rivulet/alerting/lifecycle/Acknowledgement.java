package io.rivulet.alerting.lifecycle;

import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody said that they know.
 *
 * @param by who, 1 to {@value #LONGEST_NAME} characters
 * @param at when, by the clock of the instance that took it
 * @param note what they noted, 1 to {@value Note#LONGEST} characters
 * @param priority the alert's at that time: one that rises above it is open again
 * @param from the withdrawn alert that it was given to, where it was not given to this one
 */
public record Acknowledgement(
    String by, Instant at, Optional<String> note, AlertPriority priority, Optional<String> from) {
  /** The longest name, in characters. */
  public static final int LONGEST_NAME = 128;

  /** Refuses missing parts and texts out of bounds. */
  public Acknowledgement {
    Note.requireText("the name of who acknowledges", by, LONGEST_NAME);
    Objects.requireNonNull(at, "at");
    note.ifPresent(text -> Note.requireText("a note", text, Note.LONGEST));
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(from, "from");
  }

  /** The same, taken over from a withdrawn alert. */
  Acknowledgement inheritedFrom(String alert) {
    return new Acknowledgement(by, at, note, priority, Optional.of(alert));
  }
}
