package io.rivulet.onebox.imports;

import io.rivulet.simulator.trace.DayShift;
import java.time.Instant;

/** By how many days a recording is moved. */
public sealed interface ShiftChoice {
  /** Its times stay what they are. */
  record None() implements ShiftChoice {}

  /** So that it ends one to two days before now. */
  record EndingBeforeNow() implements ShiftChoice {}

  /**
   * By these.
   *
   * @param days -365,000 to 365,000
   */
  record By(long days) implements ShiftChoice {
    /** Refuses days beyond a thousand years. */
    public By {
      if (Math.abs(days) > 365_000) {
        throw new IllegalArgumentException("shift of " + days + " days is not within 365,000");
      }
    }
  }

  /**
   * What a command line says.
   *
   * @throws IllegalArgumentException naming what is accepted
   */
  static ShiftChoice of(String text) {
    if (text.equals("none")) {
      return new None();
    }
    if (text.equals("auto")) {
      return new EndingBeforeNow();
    }
    try {
      return new By(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "shift \"" + text + "\"; accepted are none, auto and a whole number of days", e);
    }
  }

  /** The shift for a recording that ends then. */
  default DayShift shift(Instant last, Instant now) {
    if (this instanceof EndingBeforeNow) {
      return DayShift.endingBefore(now, last);
    }
    return this instanceof By by ? new DayShift(by.days()) : DayShift.NONE;
  }
}
