package io.rivulet.console.course;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What bridges say of a device.
 *
 * @param key the device
 * @param revision grows with what is received
 * @param device the device
 * @param online what its latest status said
 * @param lastReceived when a bridge last received anything of it
 * @param silentSince since when it has been silent, by receipt
 * @param clockOffsetMillis its clock less the receipt clock, ms
 * @param clockSpreadMillis how far the differences lay apart, ms
 */
public record DeviceItem(
    String key,
    long revision,
    String device,
    Optional<Boolean> online,
    Optional<Instant> lastReceived,
    Optional<Instant> silentSince,
    OptionalLong clockOffsetMillis,
    OptionalLong clockSpreadMillis)
    implements CourseItem {
  @Override
  public Instant place() {
    return Instant.EPOCH;
  }
}
