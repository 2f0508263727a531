package io.rivulet.console.overview;

import io.rivulet.store.read.BoundDeviceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What bridges say of a device that a session has.
 *
 * @param device the device
 * @param online what its latest status said; empty where it never sent one
 * @param lastReceived when a bridge last received anything of it
 * @param silentSince since when it has been silent, by receipt; empty where it is not
 * @param clockOffsetMillis its clock less the receipt clock, ms, negative where it is behind
 * @param clockSpreadMillis how far the differences between the two clocks lay apart, ms
 */
public record DeviceSign(
    String device,
    Optional<Boolean> online,
    Optional<Instant> lastReceived,
    Optional<Instant> silentSince,
    OptionalLong clockOffsetMillis,
    OptionalLong clockSpreadMillis) {
  static DeviceSign of(BoundDeviceRow row) {
    return new DeviceSign(
        row.device(),
        row.online(),
        row.lastReceived(),
        row.silentSince(),
        millis(row.clockOffset()),
        millis(row.clockSpread()));
  }

  private static OptionalLong millis(Optional<Duration> duration) {
    return duration.isPresent() ? OptionalLong.of(duration.get().toMillis()) : OptionalLong.empty();
  }
}
