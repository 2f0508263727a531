package io.rivulet.store.landing;

import io.rivulet.schemas.record.DeviceStatusRecord;
import java.time.Instant;

/**
 * What one batch says of one device. Fields are null where it says nothing.
 *
 * @param device the device
 * @param site the clinic
 * @param received when it was last received
 * @param pumpTime device time of the latest pump sample
 * @param vitalsTime device time of the latest vitals sample
 * @param status the latest of what it said of itself
 * @param stated the latest of that and of what a bridge stated of it; says whether it is silent
 * @param clock the latest of these in which the clock offset is known
 * @param repeats repeats left out
 */
record DeviceHeard(
    String device,
    String site,
    Instant received,
    Instant pumpTime,
    Instant vitalsTime,
    DeviceStatusRecord status,
    DeviceStatusRecord stated,
    DeviceStatusRecord clock,
    long repeats) {
  static DeviceHeard pump(String device, String site, Instant received, Instant time) {
    return new DeviceHeard(device, site, received, time, null, null, null, null, 0);
  }

  static DeviceHeard vitals(String device, String site, Instant received, Instant time) {
    return new DeviceHeard(device, site, received, null, time, null, null, null, 0);
  }

  static DeviceHeard status(DeviceStatusRecord status) {
    return new DeviceHeard(
        status.getDevice(),
        status.getSite(),
        // Of a silent device nothing was received when the bridge said so.
        status.getSilentSince() == null ? status.getReceivedTime() : status.getSilentSince(),
        null,
        null,
        status.getObserved() ? null : status,
        status,
        status.getClockOffsetMicros() == null ? null : status,
        0);
  }

  /** The same, with this many repeats more. */
  DeviceHeard repeated(long more) {
    return new DeviceHeard(
        device, site, received, pumpTime, vitalsTime, status, stated, clock, repeats + more);
  }

  /** Both together; the later one's word holds. */
  DeviceHeard plus(DeviceHeard other) {
    boolean otherLater = !other.received.isBefore(received);
    return new DeviceHeard(
        device,
        otherLater ? other.site : site,
        otherLater ? other.received : received,
        later(pumpTime, other.pumpTime),
        later(vitalsTime, other.vitalsTime),
        laterStatus(status, other.status),
        laterStatus(stated, other.stated),
        laterStatus(clock, other.clock),
        repeats + other.repeats);
  }

  private static Instant later(Instant first, Instant second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return second.isAfter(first) ? second : first;
  }

  private static DeviceStatusRecord laterStatus(
      DeviceStatusRecord first, DeviceStatusRecord second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return second.getReceivedTime().isBefore(first.getReceivedTime()) ? first : second;
  }
}
