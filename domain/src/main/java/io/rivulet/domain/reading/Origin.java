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
 * @param time when, by the device's clock
 * @param sequence the device's own count of its messages, 0 or more; restarts with the device
 */
public record Origin(String site, DeviceId device, Instant time, long sequence)
    implements Comparable<Origin> {
  private static final Comparator<Origin> ORDER =
      Comparator.comparing(Origin::time)
          .thenComparingLong(Origin::sequence)
          .thenComparing(Origin::device);

  /** Refuses a negative sequence number and anything missing. */
  public Origin {
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(time, "time");
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence " + sequence + " of " + device + " is below 0");
    }
  }

  @Override
  public int compareTo(Origin other) {
    return ORDER.compare(this, other);
  }
}
