package io.rivulet.alerting.desk;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An alert that is not told, and why not.
 *
 * @param alert the alert
 * @param kind silence, maintenance or inhibition
 * @param by who silenced it, or the name of the window or rule
 * @param reason why, in words
 * @param until when that is over, where it is known
 */
public record SuppressedAlert(
    AlertView alert, String kind, String by, String reason, Optional<Instant> until) {
  /** Refuses missing parts. */
  public SuppressedAlert {
    Objects.requireNonNull(alert, "alert");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(until, "until");
  }
}
