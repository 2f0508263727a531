package io.rivulet.domain.desk;

import io.rivulet.domain.identity.TopicLevel;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a command was put.
 *
 * @param eventId chosen by whoever asks, 1 to 64 letters, digits, '.', '_', '-': the same id twice
 *     is one event
 * @param now when it was asked, by the desk's clock
 * @param confirmation the token of an earlier {@link Decision.NeedsConfirmation}
 */
public record Ask(String eventId, Instant now, Optional<String> confirmation) {
  /** Refuses an id that is none. */
  public Ask {
    if (!TopicLevel.isLevel(eventId)) {
      throw new IllegalArgumentException(
          "eventId \"" + eventId + "\" is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
    Objects.requireNonNull(now, "now");
  }
}
