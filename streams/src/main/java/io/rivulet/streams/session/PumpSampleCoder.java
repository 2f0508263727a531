package io.rivulet.streams.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.Micros;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import io.rivulet.streams.live.ElementCoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Samples of one pump: three to eight bytes for one that goes on as before, the rest only where
 * something else than time, sequence and counter changed. Times to the microsecond.
 */
final class PumpSampleCoder implements ElementCoder<PumpSample> {
  private static final int NAMES = 1;
  private static final int SETTINGS = 2;
  private static final int OTHER_INTERVAL = 4;
  private static final int OTHER_SEQUENCE = 8;
  private static final int COUNTER = 16;

  private PumpSample before;
  private long timeMicros;
  private long intervalMicros;
  private long counter;
  private long counterStep;

  @Override
  public void write(PumpSample sample, CompactWriter to) {
    Origin origin = sample.origin();
    long micros = Micros.of(origin.time());
    long interval = micros - timeMicros;
    boolean names = before == null || !sameNames(before, sample);
    boolean settings = before == null || !sameSettings(before, sample);
    long sequence = origin.sequence() - (before == null ? 0 : before.origin().sequence());
    to.octet(
        (names ? NAMES : 0)
            | (settings ? SETTINGS : 0)
            | (interval != intervalMicros ? OTHER_INTERVAL : 0)
            | (sequence != 1 ? OTHER_SEQUENCE : 0)
            | (sample.deliveredNanolitres().isPresent() ? COUNTER : 0));
    if (names) {
      to.text(origin.site()).text(origin.device().value()).text(sample.drug());
    }
    if (settings) {
      writeSettings(sample, to);
    }
    if (interval != intervalMicros) {
      to.signed(interval - intervalMicros);
    }
    if (sequence != 1) {
      to.signed(sequence);
    }
    if (sample.deliveredNanolitres().isPresent()) {
      long step = sample.deliveredNanolitres().getAsLong() - counter;
      to.signed(step - counterStep);
      counter = sample.deliveredNanolitres().getAsLong();
      counterStep = step;
    }
    timeMicros = micros;
    intervalMicros = interval;
    before = sample;
  }

  @Override
  public PumpSample read(CompactReader from) {
    int what = from.octet();
    boolean names = (what & NAMES) != 0;
    String site = names ? from.text() : before.origin().site();
    DeviceId device = names ? new DeviceId(from.text()) : before.origin().device();
    String drug = names ? from.text() : before.drug();
    PumpSample settings = (what & SETTINGS) != 0 ? readSettings(from) : before;
    intervalMicros += (what & OTHER_INTERVAL) != 0 ? from.signed() : 0;
    timeMicros += intervalMicros;
    long sequence =
        ((what & OTHER_SEQUENCE) != 0 ? from.signed() : 1)
            + (before == null ? 0 : before.origin().sequence());
    OptionalLong delivered = OptionalLong.empty();
    if ((what & COUNTER) != 0) {
      counterStep += from.signed();
      counter += counterStep;
      delivered = OptionalLong.of(counter);
    }
    Instant time = Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS);
    before =
        new PumpSample(
            new Origin(site, device, time, sequence),
            drug,
            settings.state(),
            settings.rateMlPerHour(),
            delivered,
            settings.concentration(),
            settings.programmedWeightKg(),
            settings.alarms());
    return before;
  }

  private static boolean sameNames(PumpSample one, PumpSample other) {
    return one.drug().equals(other.drug())
        && one.origin().device().equals(other.origin().device())
        && one.origin().site().equals(other.origin().site());
  }

  private static boolean sameSettings(PumpSample one, PumpSample other) {
    return one.state() == other.state()
        && one.rateMlPerHour().equals(other.rateMlPerHour())
        && one.concentration().equals(other.concentration())
        && one.programmedWeightKg().equals(other.programmedWeightKg())
        && one.alarms().equals(other.alarms());
  }

  private static void writeSettings(PumpSample sample, CompactWriter to) {
    int alarms = 0;
    for (PumpAlarm alarm : sample.alarms()) {
      alarms |= 1 << alarm.ordinal();
    }
    to.octet(sample.state().ordinal()).count(alarms);
    to.optional(sample.rateMlPerHour());
    to.optional(sample.concentration(), PumpStandingCodec::write);
    to.optional(sample.programmedWeightKg());
  }

  /** The settings as a sample whose other fields mean nothing. */
  private static PumpSample readSettings(CompactReader from) {
    PumpState state = PumpState.values()[from.octet()];
    long bits = from.count();
    Set<PumpAlarm> alarms = EnumSet.noneOf(PumpAlarm.class);
    for (PumpAlarm alarm : PumpAlarm.values()) {
      if ((bits & 1L << alarm.ordinal()) != 0) {
        alarms.add(alarm);
      }
    }
    OptionalDouble rate = from.optionalNumber();
    Optional<Concentration> concentration = from.optional(PumpStandingCodec::concentration);
    return new PumpSample(
        NOWHERE,
        "none",
        state,
        rate,
        OptionalLong.empty(),
        concentration,
        from.optionalNumber(),
        alarms);
  }

  private static final Origin NOWHERE = new Origin("none", new DeviceId("none"), Instant.EPOCH, 0);
}
