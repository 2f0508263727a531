package io.rivulet.console.course;

import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.PumpBook;
import io.rivulet.domain.dose.PumpRule;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.version.Versions;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Samples as items of a course, the same from the store and from Kafka. */
public final class Readings {
  /** A pump that was silent for longer has a gap in its course. */
  static final Duration SILENT_AFTER = DoseRules.DEFAULT.gapLimit();

  private static final double NANOLITRES_PER_ML = PumpSample.NANOLITRES_PER_ML;
  private static final PumpRule COUNT =
      new PumpRule(new DosePlan(Versions.none(), Map.of()), origin -> true, DoseRules.DEFAULT);

  private Readings() {}

  /** A sample of a pump. */
  public static PumpItem pump(PumpSampleRecord record) {
    return new PumpItem(
        key(record.getDevice(), record.getDeviceTime(), record.getSequence()),
        record.getDevice(),
        record.getDeviceTime(),
        record.getDrug(),
        record.getState().name(),
        optional(record.getRateMlPerHour()),
        record.getDeliveredNanolitres() == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(record.getDeliveredNanolitres() / NANOLITRES_PER_ML),
        record.getAlarms().stream().map(Enum::name).toList());
  }

  /** A sample of a monitor. */
  public static VitalsItem vitals(VitalsSampleRecord record) {
    return new VitalsItem(
        key(record.getDevice(), record.getDeviceTime(), record.getSequence()),
        record.getDevice(),
        record.getDeviceTime(),
        record.getPressures().stream()
            .map(
                pressure ->
                    new PressureValue(
                        pressure.getSource(),
                        optional(pressure.getSystolic()),
                        optional(pressure.getDiastolic()),
                        optional(pressure.getMean())))
            .toList(),
        optional(record.getHeartRatePerMinute()),
        optional(record.getSpo2Percent()),
        optional(record.getRespiratoryRatePerMinute()),
        optional(record.getEtco2MmHg()));
  }

  /** What is not known between two consecutive samples of a pump; empty where all is. */
  public static Optional<GapItem> gap(PumpSample earlier, PumpSample later) {
    PumpBook before = COUNT.step(COUNT.start(), earlier);
    PumpBook after = COUNT.step(before, later);
    var sums = after.sums(earlier.drug());
    boolean silent =
        Duration.between(earlier.origin().time(), later.origin().time()).compareTo(SILENT_AFTER)
            > 0;
    Optional<String> kind =
        sums.resets() > 0
            ? Optional.of("reset")
            : silent
                ? Optional.of("silent")
                : sums.estimatedNanolitres() > 0 ? Optional.of("estimated") : Optional.empty();
    return kind.map(
        word ->
            new GapItem(
                earlier.origin().device() + "|" + earlier.origin().time(),
                earlier.origin().device().value(),
                earlier.origin().time(),
                later.origin().time(),
                word,
                sums.uncertaintyNanolitres() / NANOLITRES_PER_ML));
  }

  private static String key(String device, Instant time, long sequence) {
    return device + "|" + time + "|" + sequence;
  }

  static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
