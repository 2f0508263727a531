package io.rivulet.domain.unattributed;

import java.time.Duration;

/**
 * What counts as an infusion that is bound to no session; a site's own.
 *
 * @param grace one that lasts longer is stated, zero or more, by the pump's own time: a pump may be
 *     started a little before it is bound
 * @param pause a run goes on over pauses up to this, zero or more
 */
public record UnattributedRules(Duration grace, Duration pause) {
  /** One minute each. */
  public static final UnattributedRules DEFAULT =
      new UnattributedRules(Duration.ofMinutes(1), Duration.ofMinutes(1));

  /** Refuses negative times. */
  public UnattributedRules {
    if (grace.isNegative() || pause.isNegative()) {
      throw new IllegalArgumentException(
          "grace " + grace + " and pause " + pause + " of an infusion are not both 0 or more");
    }
  }
}
