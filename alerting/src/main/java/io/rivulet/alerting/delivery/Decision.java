package io.rivulet.alerting.delivery;

import java.time.Instant;
import java.util.Optional;

/** What becomes of a notification after an attempt. */
public sealed interface Decision {
  /** Why, in words. */
  String why();

  /**
   * It is done.
   *
   * @param why what the receiver answered
   */
  record Deliver(String why) implements Decision {}

  /**
   * It waits for another attempt.
   *
   * @param why what went wrong
   * @param due when
   * @param pause until when nothing at all is sent on the channel, where its receiver asked so
   * @param scope how much the failure says of the channel
   */
  record Wait(String why, Instant due, Optional<Instant> pause, Outcome.Scope scope)
      implements Decision {}

  /**
   * It is given up, until somebody replays it.
   *
   * @param why what the receiver has against it, or for how long it was tried
   * @param scope {@code CHANNEL} where it was given up because the channel does not work
   */
  record GiveUp(String why, Outcome.Scope scope) implements Decision {}

  /**
   * Nothing more is sent on the channel until its configuration changes or somebody enables it; the
   * notification waits.
   *
   * @param why what the receiver said
   */
  record Disable(String why) implements Decision {}
}
