package io.rivulet.schemas.reading;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.reading.VitalsSample;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PumpAlarmRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Samples between their records and the domain. What a record holds beyond the domain value
 * (receipt, originals, the broker's duplicate mark) has no counterpart there.
 */
public final class ReadingMapping {
  private ReadingMapping() {}

  /**
   * The pump sample in a record. A state that is UNKNOWN, because the record was written by a later
   * version, reads as HOLD: the counter still counts what moved, and no dose is estimated from a
   * rate that may not have been delivered.
   *
   * @throws IllegalArgumentException where it holds what no sample may, naming the value; records
   *     that {@code PayloadMapping} made never do
   */
  public static PumpSample pump(PumpSampleRecord record) {
    return new PumpSample(
        origin(record.getSite(), record.getDevice(), record.getDeviceTime(), record.getSequence()),
        record.getDrug(),
        state(record.getState()),
        optional(record.getRateMlPerHour()),
        record.getDeliveredNanolitres() == null
            ? OptionalLong.empty()
            : OptionalLong.of(record.getDeliveredNanolitres()),
        concentration(record.getConcentrationPerMl(), record.getConcentrationUnit()),
        optional(record.getProgrammedWeightKg()),
        alarms(record.getAlarms()));
  }

  /**
   * The record of a pump sample, without originals.
   *
   * @param received when it was received
   */
  public static PumpSampleRecord record(PumpSample sample, Instant received) {
    PumpSampleRecord record = new PumpSampleRecord();
    record.setSite(sample.origin().site());
    record.setDevice(sample.origin().device().value());
    record.setSequence(sample.origin().sequence());
    record.setDeviceTime(sample.origin().time().truncatedTo(ChronoUnit.MICROS));
    record.setReceivedTime(received.truncatedTo(ChronoUnit.MICROS));
    record.setDrug(sample.drug());
    record.setState(state(sample.state()));
    record.setRateMlPerHour(nullable(sample.rateMlPerHour()));
    record.setDeliveredNanolitres(
        sample.deliveredNanolitres().isPresent()
            ? (Long) sample.deliveredNanolitres().getAsLong()
            : null);
    record.setConcentrationPerMl(
        sample.concentration().map(Concentration::amountPerMl).orElse(null));
    record.setConcentrationUnit(
        sample.concentration().map(concentration -> concentration.unit().ucum()).orElse(null));
    record.setProgrammedWeightKg(nullable(sample.programmedWeightKg()));
    record.setAlarms(sample.alarms().stream().sorted().map(ReadingMapping::alarm).toList());
    record.setOriginal(List.of());
    return record;
  }

  /**
   * The monitor sample in a record.
   *
   * @throws IllegalArgumentException where it holds what no sample may, naming the value; records
   *     that {@code PayloadMapping} made never do
   */
  public static VitalsSample vitals(VitalsSampleRecord record) {
    Map<PressureSource, Pressure> pressures = new EnumMap<>(PressureSource.class);
    for (PressureRecord pressure : record.getPressures()) {
      if (pressures.put(source(pressure.getSource()), pressure(pressure)) != null) {
        throw new IllegalArgumentException(
            "vitals of " + record.getDevice() + " hold two pressures by " + pressure.getSource());
      }
    }
    return new VitalsSample(
        origin(record.getSite(), record.getDevice(), record.getDeviceTime(), record.getSequence()),
        pressures,
        optional(record.getHeartRatePerMinute()),
        optional(record.getSpo2Percent()),
        optional(record.getRespiratoryRatePerMinute()),
        optional(record.getEtco2MmHg()));
  }

  /**
   * The record of a monitor sample, without originals.
   *
   * @param received when it was received
   */
  public static VitalsSampleRecord record(VitalsSample sample, Instant received) {
    VitalsSampleRecord record = new VitalsSampleRecord();
    record.setSite(sample.origin().site());
    record.setDevice(sample.origin().device().value());
    record.setSequence(sample.origin().sequence());
    record.setDeviceTime(sample.origin().time().truncatedTo(ChronoUnit.MICROS));
    record.setReceivedTime(received.truncatedTo(ChronoUnit.MICROS));
    List<PressureRecord> pressures = new ArrayList<>(2);
    sample.pressures().forEach((source, pressure) -> pressures.add(record(source, pressure)));
    record.setPressures(pressures);
    record.setHeartRatePerMinute(nullable(sample.heartRatePerMinute()));
    record.setSpo2Percent(nullable(sample.spo2Percent()));
    record.setRespiratoryRatePerMinute(nullable(sample.respiratoryRatePerMinute()));
    record.setEtco2MmHg(nullable(sample.etco2MmHg()));
    record.setOriginal(List.of());
    return record;
  }

  /**
   * The blood pressure in a record, without its source.
   *
   * @throws IllegalArgumentException where all components are missing
   */
  public static Pressure pressure(PressureRecord record) {
    return new Pressure(
        optional(record.getSystolic()),
        optional(record.getDiastolic()),
        optional(record.getMean()));
  }

  /** The record of one source's blood pressure. */
  public static PressureRecord record(PressureSource source, Pressure pressure) {
    return new PressureRecord(
        source.name(),
        nullable(pressure.systolic()),
        nullable(pressure.diastolic()),
        nullable(pressure.mean()));
  }

  /** The state as the domain has it; see {@link #pump(PumpSampleRecord)} for UNKNOWN. */
  public static PumpState state(PumpStateRecord state) {
    return switch (state) {
      case RUN -> PumpState.RUN;
      case BOLUS -> PumpState.BOLUS;
      case KVO -> PumpState.KVO;
      case HOLD, UNKNOWN -> PumpState.HOLD;
      case STOP -> PumpState.STOP;
    };
  }

  /** The state as records have it. */
  public static PumpStateRecord state(PumpState state) {
    return switch (state) {
      case RUN -> PumpStateRecord.RUN;
      case BOLUS -> PumpStateRecord.BOLUS;
      case KVO -> PumpStateRecord.KVO;
      case HOLD -> PumpStateRecord.HOLD;
      case STOP -> PumpStateRecord.STOP;
    };
  }

  private static Origin origin(String site, String device, Instant time, long sequence) {
    return new Origin(site, new DeviceId(device), time, sequence);
  }

  private static PressureSource source(String source) {
    return switch (source) {
      case "NIBP" -> PressureSource.NIBP;
      case "ART" -> PressureSource.ART;
      default ->
          throw new IllegalArgumentException(
              "pressure source \"" + source + "\"; accepted are NIBP, ART");
    };
  }

  private static Optional<Concentration> concentration(Double amountPerMl, String unit) {
    if (amountPerMl == null) {
      return Optional.empty();
    }
    return Optional.of(new Concentration(amountPerMl, AmountUnit.ofUcum(unit)));
  }

  private static Set<PumpAlarm> alarms(List<PumpAlarmRecord> alarms) {
    Set<PumpAlarm> known = EnumSet.noneOf(PumpAlarm.class);
    for (PumpAlarmRecord alarm : alarms) {
      switch (alarm) {
        case OCCLUSION -> known.add(PumpAlarm.OCCLUSION);
        case AIR_IN_LINE -> known.add(PumpAlarm.AIR_IN_LINE);
        case NEAR_END -> known.add(PumpAlarm.NEAR_END);
        case END -> known.add(PumpAlarm.END);
        case BATTERY -> known.add(PumpAlarm.BATTERY);
        case DOOR -> known.add(PumpAlarm.DOOR);
        case OTHER -> known.add(PumpAlarm.OTHER);
      }
    }
    return known;
  }

  private static PumpAlarmRecord alarm(PumpAlarm alarm) {
    return switch (alarm) {
      case OCCLUSION -> PumpAlarmRecord.OCCLUSION;
      case AIR_IN_LINE -> PumpAlarmRecord.AIR_IN_LINE;
      case NEAR_END -> PumpAlarmRecord.NEAR_END;
      case END -> PumpAlarmRecord.END;
      case BATTERY -> PumpAlarmRecord.BATTERY;
      case DOOR -> PumpAlarmRecord.DOOR;
      case OTHER -> PumpAlarmRecord.OTHER;
    };
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static Double nullable(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}
