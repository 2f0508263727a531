package io.rivulet.console.course;

import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.store.read.BoundDeviceRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/** What bridges say of devices, from the store and from Kafka. */
public final class Devices {
  private static final long MICROS_PER_MILLI = 1_000;

  private Devices() {}

  /** As it landed. */
  public static DeviceItem of(BoundDeviceRow row) {
    return new DeviceItem(
        row.device(),
        row.lastReceived().map(Devices::micros).orElse(0L),
        row.device(),
        row.online(),
        row.lastReceived(),
        row.silentSince(),
        millis(row.clockOffset()),
        millis(row.clockSpread()));
  }

  /** What is known after a status; the bridge's own say nothing of when it last heard. */
  public static DeviceItem after(Optional<DeviceItem> before, DeviceStatusRecord status) {
    boolean observed = status.getObserved();
    Instant received = status.getReceivedTime();
    return new DeviceItem(
        status.getDevice(),
        Math.max(before.map(DeviceItem::revision).orElse(0L), micros(received)),
        status.getDevice(),
        Optional.of(status.getOnline()),
        observed ? before.flatMap(DeviceItem::lastReceived) : Optional.of(received),
        observed ? Optional.ofNullable(status.getSilentSince()) : Optional.empty(),
        observed
            ? millis(status.getClockOffsetMicros())
            : before.map(DeviceItem::clockOffsetMillis).orElse(OptionalLong.empty()),
        observed
            ? millis(status.getClockSpreadMicros())
            : before.map(DeviceItem::clockSpreadMillis).orElse(OptionalLong.empty()));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static OptionalLong millis(Optional<Duration> duration) {
    return duration.isPresent() ? OptionalLong.of(duration.get().toMillis()) : OptionalLong.empty();
  }

  private static OptionalLong millis(Long micros) {
    return micros == null ? OptionalLong.empty() : OptionalLong.of(micros / MICROS_PER_MILLI);
  }
}
