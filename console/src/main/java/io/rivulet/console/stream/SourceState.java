package io.rivulet.console.stream;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Where sessions on a page come from.
 *
 * @param state live or store
 * @param message what is wrong, for people; empty where nothing is
 * @param since since when
 * @param lagMillis how long after Kafka took them records are sent on, ms; empty while not known
 */
public record SourceState(String state, String message, Instant since, OptionalLong lagMillis) {
  /** Refuses missing parts. */
  public SourceState {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(since, "since");
  }
}
