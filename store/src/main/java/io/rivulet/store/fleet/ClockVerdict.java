package io.rivulet.store.fleet;

import java.util.Locale;

/** What is known of a device's clock, gravest first. */
public enum ClockVerdict {
  /** Messages were refused for their times. */
  REFUSED,
  /** It is further from the receipt clock than the rules allow. */
  OFF,
  /** It was set, by more than 5 s. */
  JUMPED,
  /** It moves against the receipt clock faster than a clock that works. */
  DRIFTING,
  /** The differences to the receipt clock lie further apart than the rules allow. */
  UNSTEADY,
  /** It could not be compared yet. */
  UNKNOWN,
  /** It can be trusted. */
  HONEST;

  /** As the API has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
