package io.rivulet.domain.watch;

/** What a device shows itself to be by what it sends. */
public enum DeviceKind {
  /** It sends pump samples. */
  PUMP,
  /** It sends vital signs. */
  MONITOR
}
