package io.rivulet.ingest.device;

import io.rivulet.schemas.record.DeviceStatusRecord;
import java.time.Instant;

/** What is known of one device. */
final class KnownDevice {
  private final String device;
  private String site;
  private long heardMicros;
  private boolean silent;
  private long silenceStatedMicros;

  private DeviceStatusRecord said;
  private Instant since;
  private boolean changeSeen;

  private final ClockOffset clock = new ClockOffset();
  private boolean clockStated;
  private long statedOffsetMicros;
  private long statedSpreadMicros;
  private long clockStatedMicros;

  private SeenSamples pumpSamples;
  private SeenSamples vitalsSamples;

  KnownDevice(String device, String site, long heardMicros) {
    this.device = device;
    this.site = site;
    this.heardMicros = heardMicros;
  }

  String device() {
    return device;
  }

  /** When its last message was received. */
  long heardMicros() {
    return heardMicros;
  }

  boolean silent() {
    return silent;
  }

  /** Whether its last status, mostly the last will, said so. */
  boolean offline() {
    return said != null && !said.getOnline();
  }

  ClockOffset clock() {
    return clock;
  }

  void reportsFrom(String site) {
    this.site = site;
  }

  /**
   * Takes note that a message was received.
   *
   * @return whether that ends a silence; one received before the silence began does not
   */
  boolean heard(long receivedMicros) {
    if (receivedMicros <= heardMicros) {
      return false;
    }
    heardMicros = receivedMicros;
    boolean again = silent;
    silent = false;
    return again;
  }

  boolean seenPumpSample(long sequence, long deviceMicros) {
    if (pumpSamples == null) {
      pumpSamples = new SeenSamples();
    }
    return pumpSamples.seen(sequence, deviceMicros);
  }

  boolean seenVitalsSample(long sequence, long deviceMicros) {
    if (vitalsSamples == null) {
      vitalsSamples = new SeenSamples();
    }
    return vitalsSamples.seen(sequence, deviceMicros);
  }

  /** Takes note of a status, and answers it with what is known beside it. */
  DeviceStatusRecord says(DeviceStatusRecord status) {
    boolean overtaken = said != null && status.getReceivedTime().isBefore(said.getReceivedTime());
    if (!overtaken) {
      boolean changed = said != null && said.getOnline() != status.getOnline();
      if (said == null || changed) {
        since = status.getReceivedTime();
      }
      changeSeen |= changed;
      said = status;
      // Who says goodbye is not missing.
      silent &= status.getOnline();
    }
    return record(
        status,
        status.getDeviceTime(),
        status.getReceivedTime(),
        overtaken ? null : since,
        !overtaken && changeSeen,
        false);
  }

  /** Takes it for silent from now on. */
  DeviceStatusRecord fallsSilent(Instant now) {
    silent = true;
    silenceStatedMicros = Micros.of(now);
    return statement(now);
  }

  boolean isSilenceToBeStatedAgain(long nowMicros, long everyMicros) {
    return silent && nowMicros - silenceStatedMicros >= everyMicros;
  }

  /** What the bridge has to say of it. */
  DeviceStatusRecord statement(Instant now) {
    return record(said, null, now, since, changeSeen, true);
  }

  private DeviceStatusRecord record(
      DeviceStatusRecord status,
      Instant deviceTime,
      Instant at,
      Instant onlineSince,
      boolean onlineChangeSeen,
      boolean observed) {
    return new DeviceStatusRecord(
        site,
        device,
        deviceTime,
        at,
        status == null || status.getOnline(),
        status == null ? null : status.getModel(),
        status == null ? null : status.getFirmware(),
        status == null ? null : status.getBatteryPercent(),
        onlineSince,
        onlineChangeSeen,
        clock.known() ? clock.offsetMicros() : null,
        clock.known() ? clock.spreadMicros() : null,
        silent ? Micros.instant(heardMicros) : null,
        observed);
  }

  /**
   * Whether the clock is to be stated: it is known for the first time, or has changed, or is
   * steadier than was stated, or was stated long ago.
   */
  boolean clockIsToBeStated(
      long nowMicros, long changeMicros, long atMostEveryMicros, long everyMicros) {
    if (!clock.known() || !clockStated) {
      return clock.known();
    }
    long elapsedMicros = nowMicros - clockStatedMicros;
    boolean changed =
        Math.abs(clock.offsetMicros() - statedOffsetMicros) > changeMicros
            || statedSpreadMicros - clock.spreadMicros() > changeMicros;
    // Up to a quarter later, by device, so that not all are due at once an hour after a start.
    long spreadMicros = (device.hashCode() & 0xFF) * (everyMicros >> 10);
    return (changed && elapsedMicros >= atMostEveryMicros)
        || elapsedMicros - spreadMicros >= everyMicros;
  }

  /** Takes note that a record with the clock's offset, where known, is published. */
  void clockStated(long nowMicros) {
    clockStated = clock.known();
    statedOffsetMicros = clock.offsetMicros();
    statedSpreadMicros = clock.spreadMicros();
    clockStatedMicros = nowMicros;
  }
}
