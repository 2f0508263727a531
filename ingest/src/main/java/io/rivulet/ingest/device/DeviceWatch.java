package io.rivulet.ingest.device;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one bridge knows of the devices it hears: whether they are online and since when, how far
 * off their clocks are, which have gone silent, which samples come again. For one thread; does no
 * I/O and has no clock. After a start it knows nothing, and says nothing of what it does not know.
 *
 * <p>A device takes about 1 KiB. Where {@code maxDevices} are remembered and another is heard, one
 * is forgotten: of the silent and offline ones the one heard least recently, or where there are
 * none, of all.
 */
public final class DeviceWatch {
  private static final int STATEMENTS_AT_ONCE_MAX = 1_000;
  private static final long RESTATING_MICROS = 60_000_000;
  private static final float LOAD_FACTOR = 0.75f;
  private static final int INITIAL_CAPACITY = 1_024;

  private final int maxDevices;
  private final long silenceAfterMicros;
  private final long clockStretchMicros;
  private final long offsetChangeMicros;
  private final long restateAtMostEveryMicros;
  private final long restateEveryMicros;

  /** Those whose silence would be noticed, heard least recently first. */
  private final Map<String, KnownDevice> awaited = byReceipt();

  /** Those that are silent or offline, heard least recently first. */
  private final Map<String, KnownDevice> quiet = byReceipt();

  private int silent;
  private long forgotten;
  private long restatedMicros;

  /** Watches like this, knowing nothing yet. */
  public DeviceWatch(DeviceWatchConfig config) {
    maxDevices = config.maxDevices();
    silenceAfterMicros = config.silenceAfter().map(Micros::of).orElse(Long.MAX_VALUE);
    clockStretchMicros = Micros.of(config.clockStretch());
    offsetChangeMicros = Micros.of(config.offsetChange());
    restateAtMostEveryMicros = Micros.of(config.restateAtMostEvery());
    restateEveryMicros = Micros.of(config.restateEvery());
  }

  private static Map<String, KnownDevice> byReceipt() {
    return new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);
  }

  /**
   * Takes note of one message. One that is shown again, because it could not be published, with the
   * receipt it had is no repeat. Of what was refused it only takes that the device was heard, and
   * its time where that was read.
   *
   * @param outcome what admission made of it
   * @param received when it was received; may be earlier than that of messages before
   */
  public Observation observe(Outcome outcome, Instant received) {
    if (outcome instanceof Outcome.Refused refused) {
      return refused(refused, received);
    }
    return switch (outcome.topic()) {
      case PUMP_SAMPLES -> pump(outcome, (PumpSampleRecord) outcome.record(), received);
      case VITALS_SAMPLES -> vitals(outcome, (VitalsSampleRecord) outcome.record(), received);
      case DEVICE_STATUS -> status(outcome, (DeviceStatusRecord) outcome.record(), received);
      default -> throw new IllegalArgumentException("no device sends to topic " + outcome.topic());
    };
  }

  private Observation pump(Outcome outcome, PumpSampleRecord sample, Instant received) {
    long receivedMicros = Micros.of(received);
    long deviceMicros = Micros.of(sample.getDeviceTime());
    KnownDevice known = known(sample.getDevice(), sample.getSite(), receivedMicros);
    boolean seen = known.seenPumpSample(sample.getSequence(), deviceMicros);
    return sample(outcome, known, deviceMicros, seen, receivedMicros);
  }

  private Observation vitals(Outcome outcome, VitalsSampleRecord sample, Instant received) {
    long receivedMicros = Micros.of(received);
    long deviceMicros = Micros.of(sample.getDeviceTime());
    KnownDevice known = known(sample.getDevice(), sample.getSite(), receivedMicros);
    boolean seen = known.seenVitalsSample(sample.getSequence(), deviceMicros);
    return sample(outcome, known, deviceMicros, seen, receivedMicros);
  }

  private Observation sample(
      Outcome outcome, KnownDevice known, long deviceMicros, boolean seen, long receivedMicros) {
    boolean repeated = seen && receivedMicros > known.heardMicros();
    // A repeat was held up once more; it would only make the clock look further behind.
    if (!seen) {
      compareClock(known, deviceMicros, receivedMicros);
    }
    return new Observation(outcome, repeated, heard(known, receivedMicros));
  }

  private Observation status(Outcome outcome, DeviceStatusRecord status, Instant received) {
    long receivedMicros = Micros.of(received);
    KnownDevice known = known(status.getDevice(), status.getSite(), receivedMicros);
    if (status.getDeviceTime() != null) {
      compareClock(known, Micros.of(status.getDeviceTime()), receivedMicros);
    }
    boolean wasSilent = known.silent();
    known.heard(receivedMicros);
    DeviceStatusRecord published = known.says(status);
    if (wasSilent && !known.silent()) {
      silent--;
    }
    known.clockStated(receivedMicros);
    place(known);
    return new Observation(
        new Outcome.Bridged(outcome.topic(), outcome.key(), published), false, Optional.empty());
  }

  private Observation refused(Outcome.Refused outcome, Instant received) {
    QuarantineRecord record = outcome.record();
    KnownDevice known = record.getDevice() == null ? null : remembered(record.getDevice());
    // What was refused is not let in to push out what was not.
    if (known == null) {
      return new Observation(outcome, false, Optional.empty());
    }
    long receivedMicros = Micros.of(received);
    if (record.getDeviceTime() != null) {
      compareClock(known, Micros.of(record.getDeviceTime()), receivedMicros);
    }
    return new Observation(outcome, false, heard(known, receivedMicros));
  }

  private void compareClock(KnownDevice known, long deviceMicros, long receivedMicros) {
    known.clock().compare(deviceMicros, receivedMicros, clockStretchMicros, offsetChangeMicros);
  }

  private Optional<DeviceStatusRecord> heard(KnownDevice known, long receivedMicros) {
    boolean again = known.heard(receivedMicros);
    if (again) {
      silent--;
      place(known);
    }
    if (!again
        && !known.clockIsToBeStated(
            receivedMicros, offsetChangeMicros, restateAtMostEveryMicros, restateEveryMicros)) {
      return Optional.empty();
    }
    known.clockStated(receivedMicros);
    return Optional.of(known.statement(Micros.instant(receivedMicros)));
  }

  /**
   * What is to be said of devices that have gone silent, and, about hourly, of those that still
   * are; at most 1,000 statements at once, the others with the next call. To be asked about once a
   * second, and only while every message received so far has been shown to {@link #observe}:
   * otherwise devices look silent whose messages wait.
   *
   * @param now by the clock that gives the times of receipt
   */
  public List<DeviceStatusRecord> due(Instant now) {
    long nowMicros = Micros.of(now);
    List<DeviceStatusRecord> statements = new ArrayList<>();
    Iterator<KnownDevice> leastRecent = awaited.values().iterator();
    while (leastRecent.hasNext() && statements.size() < STATEMENTS_AT_ONCE_MAX) {
      KnownDevice known = leastRecent.next();
      if (nowMicros - known.heardMicros() <= silenceAfterMicros) {
        break;
      }
      leastRecent.remove();
      quiet.put(known.device(), known);
      silent++;
      statements.add(known.fallsSilent(now.truncatedTo(ChronoUnit.MICROS)));
    }
    if (silent > 0 && nowMicros - restatedMicros >= RESTATING_MICROS) {
      stateAgain(now, statements);
    }
    return statements;
  }

  /** A statement may have been lost, and nothing comes from these devices to make another. */
  private void stateAgain(Instant now, List<DeviceStatusRecord> statements) {
    long nowMicros = Micros.of(now);
    for (KnownDevice known : quiet.values()) {
      if (statements.size() == STATEMENTS_AT_ONCE_MAX) {
        return;
      }
      if (known.isSilenceToBeStatedAgain(nowMicros, restateEveryMicros)) {
        statements.add(known.fallsSilent(now.truncatedTo(ChronoUnit.MICROS)));
      }
    }
    restatedMicros = nowMicros;
  }

  private KnownDevice known(String device, String site, long receivedMicros) {
    KnownDevice known = remembered(device);
    if (known == null) {
      makeRoom();
      known = new KnownDevice(device, site, receivedMicros);
      awaited.put(device, known);
    }
    known.reportsFrom(site);
    return known;
  }

  private KnownDevice remembered(String device) {
    KnownDevice known = awaited.get(device);
    return known == null ? quiet.get(device) : known;
  }

  private void place(KnownDevice known) {
    boolean isQuiet = known.silent() || known.offline();
    (isQuiet ? awaited : quiet).remove(known.device());
    (isQuiet ? quiet : awaited).put(known.device(), known);
  }

  private void makeRoom() {
    if (devices() < maxDevices) {
      return;
    }
    Iterator<KnownDevice> least = (quiet.isEmpty() ? awaited : quiet).values().iterator();
    if (least.next().silent()) {
      silent--;
    }
    least.remove();
    forgotten++;
  }

  /** How many devices are remembered. */
  public int devices() {
    return awaited.size() + quiet.size();
  }

  /** How many of these are silent. */
  public int silent() {
    return silent;
  }

  /** How many were forgotten for want of room, since the start. */
  public long forgotten() {
    return forgotten;
  }
}
