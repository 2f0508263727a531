package io.rivulet.ingest.device;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.schemas.record.DeviceStatusRecord;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What one bridge knows of the devices it hears. For one thread; does no I/O, has no clock. */
public final class DeviceWatch {
  private final DeviceWatchConfig config;

  /** Watches like this, knowing nothing yet. */
  public DeviceWatch(DeviceWatchConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * Takes note of one message; each is to be shown once, whatever becomes of it later.
   *
   * @param outcome what admission made of it
   * @param received when it was received
   */
  public Observation observe(Outcome outcome, Instant received) {
    return new Observation(outcome, false, Optional.empty());
  }

  /** What is to be said of devices that have gone silent; to be asked about once a second. */
  public List<DeviceStatusRecord> due(Instant now) {
    return List.of();
  }

  /** How many devices are remembered. */
  public int devices() {
    return Math.min(0, config.maxDevices());
  }

  /** How many of these are silent. */
  public int silent() {
    return 0;
  }

  /** How many were forgotten for want of room, since the start. */
  public long forgotten() {
    return 0;
  }
}
