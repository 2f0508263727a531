package io.rivulet.streams.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.PressureReading;
import io.rivulet.domain.vitals.QuantityReading;
import io.rivulet.domain.vitals.VitalReading;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import io.rivulet.streams.live.ElementCoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Readings of one source: five to ten bytes where the numbers are whole. Which numbers there are is
 * a bit each: the components of a pressure, or the quantities of a monitor.
 */
final class VitalCoder implements ElementCoder<VitalTaken> {
  private static final int NAMES = 1;
  private static final int OTHER_SEQUENCE = 2;
  private static final int FRACTIONS = 4;
  private static final int FIRST_NUMBER = 8;

  private final VitalSource source;
  private final List<VitalSign> signs;
  private final long[] valuesBefore;
  private Origin before;
  private long timeMicros;
  private long intervalMicros;
  private long delayMicros;

  VitalCoder(VitalSource source) {
    this.source = source;
    this.signs =
        source == VitalSource.MONITOR
            ? List.of(
                VitalSign.HEART_RATE, VitalSign.SPO2, VitalSign.RESPIRATORY_RATE, VitalSign.ETCO2)
            : List.of(VitalSign.SYSTOLIC, VitalSign.DIASTOLIC, VitalSign.MEAN);
    this.valuesBefore = new long[signs.size()];
  }

  @Override
  public void write(VitalTaken taken, CompactWriter to) {
    Origin origin = taken.origin();
    OptionalDouble[] values = values(taken);
    boolean names =
        before == null
            || !before.device().equals(origin.device())
            || !before.site().equals(origin.site());
    long sequence = origin.sequence() - (before == null ? 0 : before.sequence());
    boolean fractions = false;
    int present = 0;
    for (int i = 0; i < values.length; i++) {
      fractions |= fraction(values[i]);
      present |= values[i].isPresent() ? FIRST_NUMBER << i : 0;
    }
    to.octet(
        present
            | (names ? NAMES : 0)
            | (sequence != 1 ? OTHER_SEQUENCE : 0)
            | (fractions ? FRACTIONS : 0));
    if (names) {
      to.text(origin.site()).text(origin.device().value());
    }
    if (sequence != 1) {
      to.signed(sequence);
    }
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, origin.time());
    long interval = micros - timeMicros;
    long delay = ChronoUnit.MICROS.between(origin.time(), taken.received());
    to.signed(interval - intervalMicros).signed(delay - delayMicros);
    for (int i = 0; i < values.length; i++) {
      if (values[i].isPresent()) {
        write(i, values[i].getAsDouble(), fractions, to);
      }
    }
    timeMicros = micros;
    intervalMicros = interval;
    delayMicros = delay;
    before = origin;
  }

  private OptionalDouble[] values(VitalTaken taken) {
    OptionalDouble[] values = new OptionalDouble[signs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = OptionalDouble.empty();
      for (VitalReading reading : taken.readings()) {
        OptionalDouble value = reading.value(signs.get(i));
        values[i] = value.isPresent() ? value : values[i];
      }
    }
    return values;
  }

  private static boolean fraction(OptionalDouble value) {
    return value.isPresent()
        && Double.compare(Math.rint(value.getAsDouble()), value.getAsDouble()) != 0;
  }

  private void write(int place, double value, boolean fractions, CompactWriter to) {
    if (fractions) {
      to.number(value);
    } else {
      to.signed((long) value - valuesBefore[place]);
      valuesBefore[place] = (long) value;
    }
  }

  @Override
  public VitalTaken read(CompactReader from) {
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
    OptionalDouble[] values = new OptionalDouble[signs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (what & FIRST_NUMBER << i) == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(read(i, (what & FRACTIONS) != 0, from));
    }
    return new VitalTaken(readings(values), time.plus(delayMicros, ChronoUnit.MICROS));
  }

  private double read(int place, boolean fractions, CompactReader from) {
    if (fractions) {
      return from.number();
    }
    valuesBefore[place] += from.signed();
    return valuesBefore[place];
  }

  private List<VitalReading> readings(OptionalDouble[] values) {
    if (source != VitalSource.MONITOR) {
      return List.of(
          new PressureReading(
              before,
              PressureSource.valueOf(source.name()),
              new Pressure(values[0], values[1], values[2])));
    }
    List<VitalReading> readings = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i].isPresent()) {
        readings.add(
            new QuantityReading(
                before, Measurement.of(source, signs.get(i)), values[i].getAsDouble()));
      }
    }
    return readings;
  }
}
