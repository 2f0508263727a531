package io.rivulet.console.role;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One part of Rivulet, or a server it needs, as the console shows it.
 *
 * @param name such as {@code bridge} or {@code Kafka}
 * @param state how it is
 * @param detail what is wrong, or what is well, in a few words; never a secret
 * @param lastActivity when it last did its work; empty where that is not known
 */
public record RoleStatus(String name, State state, String detail, Optional<Instant> lastActivity) {
  /** How a part is. */
  public enum State {
    /** Does its work. */
    UP,
    /** Works, with something to look at. */
    DEGRADED,
    /** Does not work. */
    DOWN,
    /** Cannot be told from here. */
    UNKNOWN
  }

  /** Refuses a part without a name. */
  public RoleStatus {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a role status has no name");
    }
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(lastActivity, "lastActivity");
  }
}
