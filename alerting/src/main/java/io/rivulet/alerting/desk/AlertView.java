package io.rivulet.alerting.desk;

import io.rivulet.alerting.notification.NotifiedAlert;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An alert as it is now.
 *
 * @param alert what receivers are told of it
 * @param opened when alerting first heard of it
 * @param changed when it last changed
 * @param acknowledgedAt when somebody said that they know
 * @param over when it was closed or withdrawn
 * @param flapping whether it comes and goes too often to tell each time
 * @param notes the latest 20, oldest first
 * @param incidents open and closed ones it belongs to, the latest first, at most 20
 */
public record AlertView(
    NotifiedAlert alert,
    Instant opened,
    Instant changed,
    Optional<Instant> acknowledgedAt,
    Optional<Instant> over,
    boolean flapping,
    List<NoteView> notes,
    List<String> incidents) {
  /** Refuses missing parts. */
  public AlertView {
    Objects.requireNonNull(alert, "alert");
    Objects.requireNonNull(opened, "opened");
    Objects.requireNonNull(changed, "changed");
    Objects.requireNonNull(acknowledgedAt, "acknowledgedAt");
    Objects.requireNonNull(over, "over");
    notes = List.copyOf(notes);
    incidents = List.copyOf(incidents);
  }

  /**
   * What somebody noted.
   *
   * @param by who
   * @param at when
   * @param text 1 to 500 characters
   */
  public record NoteView(String by, Instant at, String text) {}
}
