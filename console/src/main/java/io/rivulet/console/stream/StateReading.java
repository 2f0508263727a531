package io.rivulet.console.stream;

import java.util.Map;
import java.util.Objects;

/** What a topic said when it was asked. */
public sealed interface StateReading {
  /**
   * What holds.
   *
   * @param document what pages get, as the console writes JSON
   * @param essence what of it matters: pages are told where it differs from what they had; the
   *     document itself, or without the time it was read
   */
  record Known(Object document, Object essence) implements StateReading {
    /** Refuses missing parts. */
    public Known {
      Objects.requireNonNull(document, "document");
      Objects.requireNonNull(essence, "essence");
    }
  }

  /**
   * It cannot be told.
   *
   * @param error a code
   * @param message what is wrong and what to look at
   * @param more what is known nevertheless
   */
  record Trouble(String error, String message, Map<String, Object> more) implements StateReading {
    /** Copies what is known. */
    public Trouble {
      Objects.requireNonNull(error, "error");
      Objects.requireNonNull(message, "message");
      more = Map.copyOf(more);
    }
  }
}
