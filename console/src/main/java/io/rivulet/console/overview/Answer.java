package io.rivulet.console.overview;

import io.rivulet.console.role.RoleStatus;
import java.time.Instant;
import java.util.List;

/** What the store had to say when it was last asked. */
public sealed interface Answer {
  /** It answered. */
  record Known(Overview overview) implements Answer {}

  /**
   * It did not.
   *
   * @param at when it was asked
   * @param message what is wrong and what to look at; without addresses or statements, these are
   *     logged
   * @param roles what runs nevertheless
   */
  record Unavailable(Instant at, String message, List<RoleStatus> roles) implements Answer {
    /** Keeps a list that nobody changes. */
    public Unavailable {
      roles = List.copyOf(roles);
    }
  }
}
