package io.rivulet.simulator.clinic;

import java.util.EnumSet;
import java.util.Set;

/** What goes wrong in some synthetic sessions, as it does in real ones. */
enum Misbehaviour {
  /** Pressure rises far above the limits around the end of the infusion. */
  PRESSURE_EXCURSION(3, 0),
  /** A blocked line: a flap of 10 s that clears itself, later a hold of 3 minutes. */
  OCCLUSION(4, 1),
  /** The syringe is changed, and the volume counter starts again. */
  COUNTER_RESET(5, 2),
  /** Some messages come twice; those of 90 s come late, newest first. */
  REPEATED_AND_LATE(4, 3),
  /** The weight typed into the pump is 15 % too high, and so is the rate. */
  WRONG_WEIGHT(7, 4);

  private final int every;
  private final int first;

  Misbehaviour(int every, int first) {
    this.every = every;
    this.first = first;
  }

  /** What goes wrong in the session with this number; sessions start at equal intervals. */
  static Set<Misbehaviour> of(long ordinal) {
    EnumSet<Misbehaviour> found = EnumSet.noneOf(Misbehaviour.class);
    for (Misbehaviour misbehaviour : values()) {
      if (Math.floorMod(ordinal, misbehaviour.every) == misbehaviour.first) {
        found.add(misbehaviour);
      }
    }
    return found;
  }
}
