package io.rivulet.store.fleet;

import java.util.Locale;

/** What a device is doing, gravest first. */
public enum DeviceState {
  /** Nothing was received of it for too long, or it said that it goes. */
  SILENT,
  /** Somebody bound it, or a message of it was refused, and nothing else was ever received. */
  NEVER_HEARD,
  /** It is heard and neither delivers nor measures. */
  IDLE,
  /** A pump that delivers, or a monitor that measures. */
  RUNNING;

  /** As the API has it, such as {@code never-heard}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
