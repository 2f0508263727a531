package io.rivulet.alerting.desk;

import java.util.Objects;
import java.util.Optional;

/**
 * Which incidents.
 *
 * @param open only open ones, or only those that are over; both where empty
 * @param alert that this alert belongs to
 */
public record IncidentFilter(Optional<Boolean> open, Optional<String> alert) {
  /** Every incident. */
  public static final IncidentFilter ALL = new IncidentFilter(Optional.empty(), Optional.empty());

  /** Refuses missing parts. */
  public IncidentFilter {
    Objects.requireNonNull(open, "open");
    Objects.requireNonNull(alert, "alert");
  }
}
