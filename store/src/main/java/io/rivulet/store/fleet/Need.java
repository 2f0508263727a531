package io.rivulet.store.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why somebody should look at a device, gravest first. */
public enum Need {
  /** A session has it and nothing is heard of it. */
  SILENT_IN_SESSION(16),
  /** Its clock is not to be trusted. */
  CLOCK(8),
  /** Something of it was refused lately. */
  REFUSING(4),
  /** Its battery is low. */
  BATTERY(2),
  /** Others of its model have a later firmware. */
  FIRMWARE(1);

  private final int bit;

  Need(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  /** As the API has it, such as {@code silent-in-session}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<Need> of(int bits) {
    return Arrays.stream(values()).filter(need -> (bits & need.bit) != 0).toList();
  }
}
