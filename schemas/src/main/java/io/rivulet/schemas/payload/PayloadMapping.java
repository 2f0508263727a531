package io.rivulet.schemas.payload;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.TopicLevel;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.domain.unit.Ucum;
import io.rivulet.schemas.mqtt.PressurePayload;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PumpAlarmRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Device messages as the records of the topics: units canonical, originals kept, times in
 * microseconds. Whatever a method here returns, {@link ReadingMapping} reads without refusing: each
 * record is read back before it is returned.
 */
public final class PayloadMapping {
  private PayloadMapping() {}

  /**
   * A pump's sample.
   *
   * @param received when the bridge received it
   * @param mqttDuplicate whether the broker marked the delivery as a possible repeat
   * @throws RefusedPayloadException UNKNOWN_UNIT, MALFORMED for an unknown state, OUT_OF_RANGE for
   *     what the domain refuses
   */
  public static PumpSampleRecord pump(PumpPayload payload, Instant received, boolean mqttDuplicate)
      throws RefusedPayloadException {
    CanonicalQuantities quantities = new CanonicalQuantities();
    PumpSampleRecord record = new PumpSampleRecord();
    record.setSite(site(payload.getSite()));
    record.setDevice(payload.getDevice());
    record.setSequence(payload.getSequence());
    record.setDeviceTime(micros("time", payload.getTime()));
    record.setReceivedTime(received.truncatedTo(ChronoUnit.MICROS));
    record.setDrug(payload.getDrug());
    record.setState(state(payload.getState()));
    record.setRateMlPerHour(quantities.read("rate", payload.getRate(), Ucum::millilitresPerHour));
    record.setDeliveredNanolitres(
        quantities.read(
            "volume",
            payload.getVolume(),
            volume -> PumpSample.nanolitres(Ucum.millilitres(volume))));
    Concentration concentration =
        quantities.read("concentration", payload.getConcentration(), Ucum::concentration);
    if (concentration != null) {
      record.setConcentrationPerMl(concentration.amountPerMl());
      record.setConcentrationUnit(concentration.unit().ucum());
    }
    record.setProgrammedWeightKg(quantities.read("weight", payload.getWeight(), Ucum::kilograms));
    record.setAlarms(alarms(payload.getAlarms()));
    record.setOriginal(quantities.originals());
    record.setMqttDuplicate(mqttDuplicate);
    requireReadable(() -> ReadingMapping.pump(record));
    return record;
  }

  /**
   * A monitor's sample.
   *
   * @param received when the bridge received it
   * @param mqttDuplicate whether the broker marked the delivery as a possible repeat
   * @throws RefusedPayloadException UNKNOWN_UNIT, or OUT_OF_RANGE for what the domain refuses, a
   *     message without any value among it
   */
  public static VitalsSampleRecord vitals(
      VitalsPayload payload, Instant received, boolean mqttDuplicate)
      throws RefusedPayloadException {
    CanonicalQuantities quantities = new CanonicalQuantities();
    VitalsSampleRecord record = new VitalsSampleRecord();
    record.setSite(site(payload.getSite()));
    record.setDevice(payload.getDevice());
    record.setSequence(payload.getSequence());
    record.setDeviceTime(micros("time", payload.getTime()));
    record.setReceivedTime(received.truncatedTo(ChronoUnit.MICROS));
    List<PressureRecord> pressures = new ArrayList<>(2);
    addPressure(pressures, "NIBP", "nibp", payload.getNibp(), quantities);
    addPressure(pressures, "ART", "art", payload.getArt(), quantities);
    record.setPressures(pressures);
    record.setHeartRatePerMinute(
        quantities.read("heartRate", payload.getHeartRate(), Ucum::perMinute));
    record.setSpo2Percent(quantities.read("spo2", payload.getSpo2(), Ucum::percent));
    record.setRespiratoryRatePerMinute(
        quantities.read("respiratoryRate", payload.getRespiratoryRate(), Ucum::perMinute));
    record.setEtco2MmHg(quantities.read("etco2", payload.getEtco2(), Ucum::millimetresOfMercury));
    record.setOriginal(quantities.originals());
    record.setMqttDuplicate(mqttDuplicate);
    requireReadable(() -> ReadingMapping.vitals(record));
    return record;
  }

  /**
   * What a device says of itself, or what its last will says of it.
   *
   * @param received when the bridge received it
   * @throws RefusedPayloadException UNKNOWN_UNIT, or OUT_OF_RANGE for a name, a time or a battery
   *     charge that cannot be
   */
  public static DeviceStatusRecord status(StatusPayload payload, Instant received)
      throws RefusedPayloadException {
    DeviceStatusRecord record = new DeviceStatusRecord();
    record.setSite(site(payload.getSite()));
    requireReadable(() -> new DeviceId(payload.getDevice()));
    record.setDevice(payload.getDevice());
    record.setDeviceTime(payload.getTime() == null ? null : micros("time", payload.getTime()));
    record.setReceivedTime(received.truncatedTo(ChronoUnit.MICROS));
    record.setOnline(payload.getOnline());
    record.setModel(payload.getModel());
    record.setFirmware(payload.getFirmware());
    Double battery = new CanonicalQuantities().read("battery", payload.getBattery(), Ucum::percent);
    if (battery != null && !(battery >= 0 && battery <= 100)) {
      throw new RefusedPayloadException(
          RefusalReason.OUT_OF_RANGE, "battery " + battery + " % is outside 0 to 100");
    }
    record.setBatteryPercent(battery);
    return record;
  }

  private static void addPressure(
      List<PressureRecord> pressures,
      String source,
      String field,
      PressurePayload sent,
      CanonicalQuantities quantities)
      throws RefusedPayloadException {
    if (sent != null) {
      pressures.add(
          new PressureRecord(
              source,
              component(field + ".systolic", sent.getSystolic(), sent, quantities),
              component(field + ".diastolic", sent.getDiastolic(), sent, quantities),
              component(field + ".mean", sent.getMean(), sent, quantities)));
    }
  }

  private static Double component(
      String field, Double value, PressurePayload sent, CanonicalQuantities quantities)
      throws RefusedPayloadException {
    return quantities.read(field, value, sent.getUnit(), Ucum::millimetresOfMercury);
  }

  private static String site(String site) throws RefusedPayloadException {
    if (site == null || !TopicLevel.isLevel(site)) {
      throw new RefusedPayloadException(
          RefusalReason.OUT_OF_RANGE,
          "site \"" + site + "\" is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
    return site;
  }

  private static Instant micros(String field, Instant time) throws RefusedPayloadException {
    if (time == null) {
      throw new RefusedPayloadException(RefusalReason.MALFORMED, field + " is missing");
    }
    return PayloadBounds.held(field, time).truncatedTo(ChronoUnit.MICROS);
  }

  private static PumpStateRecord state(String state) throws RefusedPayloadException {
    return switch (String.valueOf(state)) {
      case "RUN" -> PumpStateRecord.RUN;
      case "BOLUS" -> PumpStateRecord.BOLUS;
      case "KVO" -> PumpStateRecord.KVO;
      case "HOLD" -> PumpStateRecord.HOLD;
      case "STOP" -> PumpStateRecord.STOP;
      default ->
          throw new RefusedPayloadException(
              RefusalReason.MALFORMED,
              "state \"" + state + "\"; accepted are RUN, BOLUS, KVO, HOLD, STOP");
    };
  }

  private static List<PumpAlarmRecord> alarms(List<String> sent) {
    return sent.stream().map(PayloadMapping::alarm).distinct().toList();
  }

  private static PumpAlarmRecord alarm(String alarm) {
    return switch (alarm) {
      case "OCCLUSION" -> PumpAlarmRecord.OCCLUSION;
      case "AIR_IN_LINE" -> PumpAlarmRecord.AIR_IN_LINE;
      case "NEAR_END" -> PumpAlarmRecord.NEAR_END;
      case "END" -> PumpAlarmRecord.END;
      case "BATTERY" -> PumpAlarmRecord.BATTERY;
      case "DOOR" -> PumpAlarmRecord.DOOR;
      default -> PumpAlarmRecord.OTHER;
    };
  }

  private static void requireReadable(Runnable reading) throws RefusedPayloadException {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      throw new RefusedPayloadException(RefusalReason.OUT_OF_RANGE, e.getMessage());
    }
  }
}
