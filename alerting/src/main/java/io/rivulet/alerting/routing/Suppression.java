package io.rivulet.alerting.routing;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What keeps an alert from being told.
 *
 * @param kind which sort of reason
 * @param by the silence's id, the window's or the inhibition's name
 * @param author who answers for it; of an inhibition the id of the alert that is told instead
 * @param why in words
 * @param until when it ends; empty where that depends on another alert
 * @param mustBeShown whether it hides a high-priority physiological alert, which every page shows
 */
public record Suppression(
    Kind kind, String by, String author, String why, Optional<Instant> until, boolean mustBeShown) {
  /** The sorts of reason. */
  public enum Kind {
    /** Somebody asked. */
    SILENCE,
    /** It is expected at that time. */
    MAINTENANCE,
    /** Another alert says it all. */
    INHIBITION
  }

  /** Refuses missing parts. */
  public Suppression {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(until, "until");
  }
}
