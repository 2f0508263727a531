package io.rivulet.alerting.delivery;

import java.time.Instant;

/** What a lane does next. */
sealed interface Turn {
  /**
   * Nothing before an instant, unless it is woken.
   *
   * @param until the far future where it is not known when there will be something
   */
  record Idle(Instant until) implements Turn {}

  /**
   * Send.
   *
   * @param claim what
   */
  record Send(Claim claim) implements Turn {}

  /**
   * Tell a receiver again what it took before.
   *
   * @param claim what
   */
  record Refresh(Claim claim) implements Turn {}
}
