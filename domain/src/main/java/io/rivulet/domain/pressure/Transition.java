package io.rivulet.domain.pressure;

import java.util.Optional;

/**
 * What one value did to one comparison.
 *
 * @param watch where it stands now; empty when idle
 * @param changed the excursion that opened, went on or closed
 * @param unconfirmed whether a pending reading came to nothing
 */
record Transition(Optional<Watch> watch, Optional<Excursion> changed, boolean unconfirmed) {
  static Transition idle(boolean unconfirmed) {
    return new Transition(Optional.empty(), Optional.empty(), unconfirmed);
  }

  static Transition pending(Watch.Pending pending, boolean unconfirmed) {
    return new Transition(Optional.of(pending), Optional.empty(), unconfirmed);
  }

  static Transition open(Excursion excursion, boolean unconfirmed) {
    return new Transition(
        Optional.of(new Watch.Open(excursion)), Optional.of(excursion), unconfirmed);
  }

  static Transition closed(Excursion excursion) {
    return new Transition(Optional.empty(), Optional.of(excursion), false);
  }
}
