package io.rivulet.domain.reading;

import io.rivulet.domain.device.DeviceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * Where a reading came from. Two readings of one device with the same time and sequence number are
 * the same reading, however often it was sent; this order is the order in which rules see readings.
 *
 * @param site the clinic
 * @param device the pump or monitor
 * @param time when, by the device's clock; 1970 to 9999, as messages can carry it
 * @param sequence the device's own count of its messages, 0 or more; restarts with the device
 */
public record Origin(String site, DeviceId device, Instant time, long sequence)
    implements Comparable<Origin> {
  private static final Comparator<Origin> ORDER =
      Comparator.comparing(Origin::time)
          .thenComparingLong(Origin::sequence)
          .thenComparing(Origin::device);

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** Refuses a negative sequence number, a time out of range, and anything missing. */
  public Origin {
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(time, "time");
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "time " + time + " of " + device + " is outside " + EARLIEST + " to " + LATEST);
    }
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence " + sequence + " of " + device + " is below 0");
    }
  }

  @Override
  public int compareTo(Origin other) {
    return ORDER.compare(this, other);
  }
}
