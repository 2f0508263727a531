package io.rivulet.store.fleet;

import java.util.Locale;

/** What devices are counted by. */
public enum FleetFacet {
  /** {@link DeviceState}. */
  STATE,
  /** Their sites. */
  SITE,
  /** Their models. */
  MODEL,
  /** Their firmware. */
  FIRMWARE,
  /** {@link ClockVerdict}. */
  CLOCK,
  /** {@link Need}; a device may have several. */
  NEED;

  /** As the API has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
