package io.rivulet.streams.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.vitals.PressureReading;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import io.rivulet.streams.live.ElementCoder;
import io.rivulet.streams.live.Micros;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;

/** Pressures of one source: about ten bytes where the numbers are whole mmHg. */
final class PressureCoder implements ElementCoder<PressureTaken> {
  private static final int NAMES = 1;
  private static final int OTHER_SEQUENCE = 2;

  /** One bit each where a component is there, and three bits higher where it is no whole number. */
  private static final int SYSTOLIC = 4;

  private static final int DIASTOLIC = 8;
  private static final int MEAN = 16;
  private static final int FRACTIONS = 32;

  private final PressureSource source;
  private Origin before;
  private long timeMicros;
  private long intervalMicros;
  private long delayMicros;

  PressureCoder(PressureSource source) {
    this.source = source;
  }

  @Override
  public void write(PressureTaken taken, CompactWriter to) {
    Origin origin = taken.origin();
    Pressure pressure = taken.reading().pressure();
    boolean names =
        before == null
            || !before.device().equals(origin.device())
            || !before.site().equals(origin.site());
    long sequence = origin.sequence() - (before == null ? 0 : before.sequence());
    boolean fractions =
        fraction(pressure.systolic())
            || fraction(pressure.diastolic())
            || fraction(pressure.mean());
    to.octet(
        (names ? NAMES : 0)
            | (sequence != 1 ? OTHER_SEQUENCE : 0)
            | (pressure.systolic().isPresent() ? SYSTOLIC : 0)
            | (pressure.diastolic().isPresent() ? DIASTOLIC : 0)
            | (pressure.mean().isPresent() ? MEAN : 0)
            | (fractions ? FRACTIONS : 0));
    if (names) {
      to.text(origin.site()).text(origin.device().value());
    }
    if (sequence != 1) {
      to.signed(sequence);
    }
    long micros = Micros.of(origin.time());
    long interval = micros - timeMicros;
    long delay = Micros.of(taken.received()) - micros;
    to.signed(interval - intervalMicros).signed(delay - delayMicros);
    write(pressure.systolic(), fractions, to);
    write(pressure.diastolic(), fractions, to);
    write(pressure.mean(), fractions, to);
    timeMicros = micros;
    intervalMicros = interval;
    delayMicros = delay;
    before = origin;
  }

  private static boolean fraction(OptionalDouble value) {
    return value.isPresent()
        && Double.compare(Math.rint(value.getAsDouble()), value.getAsDouble()) != 0;
  }

  private static void write(OptionalDouble value, boolean fractions, CompactWriter to) {
    if (value.isPresent()) {
      if (fractions) {
        to.number(value.getAsDouble());
      } else {
        to.signed((long) value.getAsDouble());
      }
    }
  }

  @Override
  public PressureTaken read(CompactReader from) {
    int what = from.octet();
    boolean names = (what & NAMES) != 0;
    String site = names ? from.text() : before.site();
    DeviceId device = names ? new DeviceId(from.text()) : before.device();
    long sequence =
        ((what & OTHER_SEQUENCE) != 0 ? from.signed() : 1)
            + (before == null ? 0 : before.sequence());
    intervalMicros += from.signed();
    timeMicros += intervalMicros;
    delayMicros += from.signed();
    Instant time = Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS);
    before = new Origin(site, device, time, sequence);
    boolean fractions = (what & FRACTIONS) != 0;
    Pressure pressure =
        new Pressure(
            read((what & SYSTOLIC) != 0, fractions, from),
            read((what & DIASTOLIC) != 0, fractions, from),
            read((what & MEAN) != 0, fractions, from));
    return new PressureTaken(
        new PressureReading(before, source, pressure), time.plus(delayMicros, ChronoUnit.MICROS));
  }

  private static OptionalDouble read(boolean present, boolean fractions, CompactReader from) {
    if (!present) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(fractions ? from.number() : from.signed());
  }
}
