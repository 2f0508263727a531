package io.rivulet.domain.vitals;

import java.time.Instant;
import java.util.Optional;

/**
 * What one value did to one comparison.
 *
 * @param watch where it stands now; empty when idle
 * @param closed the excursion that it closed
 * @param unconfirmed whether pending readings came to nothing
 */
record Transition(Optional<Watch> watch, Optional<Excursion> closed, boolean unconfirmed) {
  private static final Transition IDLE = new Transition(Optional.empty(), Optional.empty(), false);

  static Transition idle(boolean unconfirmed) {
    return unconfirmed ? new Transition(Optional.empty(), Optional.empty(), true) : IDLE;
  }

  static Transition pending(Watch.Pending pending, boolean unconfirmed) {
    return new Transition(Optional.of(pending), Optional.empty(), unconfirmed);
  }

  static Transition open(Excursion excursion, boolean unconfirmed) {
    return new Transition(Optional.of(new Watch.Open(excursion)), Optional.empty(), unconfirmed);
  }

  static Transition closed(Excursion excursion) {
    return new Transition(Optional.empty(), Optional.of(excursion), false);
  }

  /** The limit was taken away: nothing can be beyond it any more. */
  static Transition withoutLimit(Optional<Watch> watch, Instant time) {
    if (watch.isPresent() && watch.get() instanceof Watch.Open open) {
      return closed(open.excursion().closed(time));
    }
    return idle(watch.isPresent());
  }
}
