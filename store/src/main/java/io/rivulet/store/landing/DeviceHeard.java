package io.rivulet.store.landing;

import io.rivulet.schemas.record.DeviceStatusRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * What one batch says of one device. Fields are null where it says nothing.
 *
 * @param device the device
 * @param site the clinic
 * @param received when it was last received
 * @param pump the latest of what it was doing as a pump
 * @param vitalsTime device time of the latest vitals sample
 * @param status the latest of what it said of itself
 * @param stated the latest of that and of what a bridge stated of it; says whether it is silent
 * @param clock the latest of these in which the clock offset is known
 * @param jump the last time that the offset changed at once
 * @param rate how often it was received
 * @param refusals what was refused of it
 * @param standing whether alerts of it or its sessions changed
 * @param repeats repeats left out
 */
record DeviceHeard(
    String device,
    String site,
    Instant received,
    PumpWord pump,
    Instant vitalsTime,
    DeviceStatusRecord status,
    DeviceStatusRecord stated,
    DeviceStatusRecord clock,
    ClockJump jump,
    MessageRate rate,
    Refusals refusals,
    boolean standing,
    long repeats) {
  /** What a pump did, and when by its clock. */
  record PumpWord(Instant time, String state) {}

  static DeviceHeard pump(
      String device, String site, Instant received, Instant time, String state) {
    return of(device, site, received, new PumpWord(time, state), null);
  }

  static DeviceHeard vitals(String device, String site, Instant received, Instant time) {
    return of(device, site, received, null, time);
  }

  private static DeviceHeard of(
      String device, String site, Instant received, PumpWord pump, Instant vitalsTime) {
    return new DeviceHeard(
        device,
        site,
        received,
        pump,
        vitalsTime,
        null,
        null,
        null,
        null,
        MessageRate.one(received),
        null,
        false,
        0);
  }

  static DeviceHeard status(DeviceStatusRecord status) {
    boolean said = !status.getObserved();
    return new DeviceHeard(
        status.getDevice(),
        status.getSite(),
        // Of a silent device nothing was received when the bridge said so.
        status.getSilentSince() == null ? status.getReceivedTime() : status.getSilentSince(),
        null,
        null,
        said ? status : null,
        status,
        status.getClockOffsetMicros() == null ? null : status,
        null,
        said ? MessageRate.one(status.getReceivedTime()) : null,
        null,
        false,
        0);
  }

  /** Something of it was refused, so that it was not heard. */
  static DeviceHeard refused(String device, String site, Refusals refusals) {
    return new DeviceHeard(
        device, site, null, null, null, null, null, null, null, null, refusals, false, 0);
  }

  /** Alerts of it or its sessions changed. */
  static DeviceHeard standing(String device) {
    return new DeviceHeard(
        device, null, null, null, null, null, null, null, null, null, null, true, 0);
  }

  /** The same, with this many repeats more. */
  DeviceHeard repeated(long more) {
    return new DeviceHeard(
        device,
        site,
        received,
        pump,
        vitalsTime,
        status,
        stated,
        clock,
        jump,
        rate,
        refusals,
        standing,
        repeats + more);
  }

  /** Both together; the later one's word holds. */
  DeviceHeard plus(DeviceHeard other) {
    boolean otherLater =
        received == null || (other.received != null && !other.received.isBefore(received));
    String later = otherLater ? other.site : site;
    return new DeviceHeard(
        device,
        later == null ? Optional.ofNullable(site).orElse(other.site) : later,
        otherLater && other.received != null ? other.received : received,
        laterPump(pump, other.pump),
        later(vitalsTime, other.vitalsTime),
        laterStatus(status, other.status),
        laterStatus(stated, other.stated),
        laterStatus(clock, other.clock),
        ClockJump.later(ClockJump.later(jump, other.jump), ClockJump.between(clock, other.clock)),
        rate == null ? other.rate : rate.plus(other.rate),
        refusals == null ? other.refusals : refusals.plus(other.refusals),
        standing || other.standing,
        repeats + other.repeats);
  }

  private static PumpWord laterPump(PumpWord first, PumpWord second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return second.time().isBefore(first.time()) ? first : second;
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
