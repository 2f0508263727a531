package io.rivulet.domain.alert;

import java.util.Optional;

/** What is said of an alert, once for each change of it. */
public sealed interface AlertStatement {
  /** The alert as it is now; of a withdrawn one, as it was last stated. */
  Alert alert();

  /** The condition is present and was not, or is stated for the first time. */
  record Opened(Alert alert) implements AlertStatement {}

  /** Something else about it is different: its priority, its end, what was measured. */
  record Changed(Alert alert) implements AlertStatement {}

  /** The condition was present and is over. */
  record Closed(Alert alert) implements AlertStatement {}

  /**
   * The data as they are known now no longer lead to it.
   *
   * @param successor the id of the alert that took its place: of the same category, about the same
   *     thing, overlapping it in time
   */
  record Withdrawn(Alert alert, Optional<String> successor) implements AlertStatement {}
}
