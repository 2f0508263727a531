package io.rivulet.console.access;

import java.util.Objects;

/**
 * A role at some sites.
 *
 * @param role what somebody is
 * @param scope where
 */
public record Grant(ConsoleRole role, SiteScope scope) {
  /** Refuses missing parts. */
  public Grant {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(scope, "scope");
  }
}
