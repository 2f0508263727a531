package io.rivulet.schemas.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.schemas.mqtt.PressurePayload;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.OriginalQuantity;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PumpAlarmRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PayloadMappingTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-21T09:30:01.000000999Z");

  @Requirement("CONTRACT-006")
  @Test
  void aPumpSampleBecomesCanonicalAndKeepsItsOriginals() throws Exception {
    PumpSampleRecord record = PayloadMapping.pump(Payloads.pump(), RECEIVED, true);
    assertThat(record.getDeviceTime()).isEqualTo(Payloads.TIME);
    assertThat(record.getReceivedTime()).isEqualTo(Instant.parse("2026-11-21T09:30:01Z"));
    assertThat(record.getState()).isEqualTo(PumpStateRecord.RUN);
    assertThat(record.getRateMlPerHour()).isEqualTo(7.5);
    assertThat(record.getDeliveredNanolitres()).isEqualTo(4_200_000L);
    assertThat(record.getConcentrationPerMl()).isEqualTo(10.0);
    assertThat(record.getConcentrationUnit()).isEqualTo("mg");
    assertThat(record.getProgrammedWeightKg()).isEqualTo(72.5);
    assertThat(record.getAlarms())
        .containsExactly(PumpAlarmRecord.NEAR_END, PumpAlarmRecord.BATTERY);
    assertThat(record.getMqttDuplicate()).isTrue();
    assertThat(record.getOriginal())
        .containsExactly(
            new OriginalQuantity("rate", 0.125, "mL/min"),
            new OriginalQuantity("volume", 4.2, "mL"),
            new OriginalQuantity("concentration", 10_000.0, "ug/mL"),
            new OriginalQuantity("weight", 72_500.0, "g"));
  }

  @Requirement("CONTRACT-006")
  @Test
  void aVitalsSampleBecomesCanonicalAndKeepsItsOriginals() throws Exception {
    VitalsSampleRecord record = PayloadMapping.vitals(Payloads.vitals(), RECEIVED, false);
    assertThat(record.getPressures().get(0))
        .isEqualTo(new PressureRecord("NIBP", 128.0, 79.0, 95.0));
    PressureRecord art = record.getPressures().get(1);
    assertThat(art.getSource()).isEqualTo("ART");
    assertThat(art.getSystolic()).isCloseTo(127.51, within(0.01));
    assertThat(art.getMean()).isNull();
    assertThat(record.getHeartRatePerMinute()).isEqualTo(71.0);
    assertThat(record.getSpo2Percent()).isEqualTo(98.0);
    assertThat(record.getRespiratoryRatePerMinute()).isEqualTo(14.0);
    assertThat(record.getEtco2MmHg()).isEqualTo(36.0);
    assertThat(record.getOriginal())
        .extracting(OriginalQuantity::getField)
        .containsExactly(
            "nibp.systolic",
            "nibp.diastolic",
            "nibp.mean",
            "art.systolic",
            "art.diastolic",
            "heartRate",
            "spo2",
            "respiratoryRate",
            "etco2");
    assertThat(record.getOriginal().get(3))
        .isEqualTo(new OriginalQuantity("art.systolic", 17.0, "kPa"));
  }

  @Test
  void aStatusKeepsWhatTheDeviceSays() throws Exception {
    assertThat(PayloadMapping.status(Payloads.status(), RECEIVED))
        .isEqualTo(
            DeviceStatusRecord.newBuilder()
                .setSite("demo")
                .setDevice("pump-01")
                .setDeviceTime(Payloads.TIME)
                .setReceivedTime(Instant.parse("2026-11-21T09:30:01Z"))
                .setOnline(true)
                .setModel("Volumat 7")
                .setFirmware("3.2.1")
                .setBatteryPercent(87.0)
                .build());
  }

  @Test
  void whatAPumpDoesNotSayStaysUnknown() throws Exception {
    PumpPayload payload = Payloads.pump();
    payload.setRate(null);
    payload.setVolume(null);
    payload.setConcentration(null);
    payload.setWeight(null);
    PumpSampleRecord record = PayloadMapping.pump(payload, RECEIVED, false);
    assertThat(record.getRateMlPerHour()).isNull();
    assertThat(record.getDeliveredNanolitres()).isNull();
    assertThat(record.getConcentrationPerMl()).isNull();
    assertThat(record.getConcentrationUnit()).isNull();
    assertThat(record.getProgrammedWeightKg()).isNull();
    assertThat(record.getOriginal()).isEmpty();
  }

  @Test
  void alarmsThatNobodyKnowsAreOtherOnce() throws Exception {
    PumpPayload payload = Payloads.pump();
    payload.setAlarms(List.of("FLUX", "OCCLUSION", "WARP", "OCCLUSION"));
    assertThat(PayloadMapping.pump(payload, RECEIVED, false).getAlarms())
        .containsExactly(PumpAlarmRecord.OTHER, PumpAlarmRecord.OCCLUSION);
  }

  @Requirement("CONTRACT-007")
  @Test
  void anUnknownUnitIsRefusedAndNeverGuessed() {
    refusedPump(
        pump -> pump.setRate(new QuantityPayload(5.0, "ML/H")),
        RefusalReason.UNKNOWN_UNIT,
        "rate: rate has unit \"ML/H\"; accepted are mL/h, mL/min");
    refusedPump(
        pump -> pump.setConcentration(new QuantityPayload(5.0, "mcg/mL")),
        RefusalReason.UNKNOWN_UNIT,
        "concentration: concentration has unit \"mcg/mL\"");
    refusedVitals(
        vitals -> vitals.setNibp(new PressurePayload(120.0, 80.0, null, "bar")),
        RefusalReason.UNKNOWN_UNIT,
        "nibp.systolic: pressure has unit \"bar\"; accepted are mm[Hg], kPa");
  }

  @Test
  void anUnknownStateIsMalformed() {
    refusedPump(
        pump -> pump.setState("run"),
        RefusalReason.MALFORMED,
        "state \"run\"; accepted are RUN, BOLUS, KVO, HOLD, STOP");
    refusedPump(pump -> pump.setState("UNKNOWN"), RefusalReason.MALFORMED, "state \"UNKNOWN\"");
  }

  @Requirement("CONTRACT-004")
  @Test
  void whatTheDomainRefusesIsOutOfRange() {
    refusedPump(p -> p.setSequence(-1), RefusalReason.OUT_OF_RANGE, "sequence -1 of pump-01");
    refusedPump(p -> p.setDrug(" "), RefusalReason.OUT_OF_RANGE, "drug \" \"");
    refusedPump(p -> p.setDevice("p/1"), RefusalReason.OUT_OF_RANGE, "device \"p/1\"");
    refusedPump(p -> p.setSite("a b"), RefusalReason.OUT_OF_RANGE, "site \"a b\"");
    refusedPump(
        p -> p.setRate(new QuantityPayload(-1.0, "mL/h")),
        RefusalReason.OUT_OF_RANGE,
        "rate -1.0 mL/h is outside");
    refusedPump(
        p -> p.setRate(new QuantityPayload(1e308, "L/min")),
        RefusalReason.OUT_OF_RANGE,
        "rate Infinity mL/h is outside");
    refusedPump(
        p -> p.setVolume(new QuantityPayload(1e5, "L")),
        RefusalReason.OUT_OF_RANGE,
        "volume 100000.0 L: volume 1.0E8 mL is outside");
    refusedPump(
        p -> p.setConcentration(new QuantityPayload(0.0, "mg/mL")),
        RefusalReason.OUT_OF_RANGE,
        "concentration 0.0 mg/mL: ");
    refusedPump(
        p -> p.setWeight(new QuantityPayload(0.0, "kg")),
        RefusalReason.OUT_OF_RANGE,
        "weight 0.0 kg");
    refusedPump(p -> p.setTime(Instant.MAX), RefusalReason.OUT_OF_RANGE, "time +1000000000-12-31");
    refusedVitals(
        v -> v.setNibp(new PressurePayload(null, null, null, "mm[Hg]")),
        RefusalReason.OUT_OF_RANGE,
        "a pressure needs");
    refusedVitals(
        v -> {
          v.setNibp(null);
          v.setArt(null);
          v.setHeartRate(null);
          v.setSpo2(null);
          v.setRespiratoryRate(null);
          v.setEtco2(null);
        },
        RefusalReason.OUT_OF_RANGE,
        "vitals of monitor-01 hold no value");
  }

  @Test
  void aBatteryHoldsFromNothingToAll() {
    StatusPayload payload = Payloads.status();
    payload.setBattery(new QuantityPayload(101.0, "%"));
    refused(
        () -> PayloadMapping.status(payload, RECEIVED),
        RefusalReason.OUT_OF_RANGE,
        "battery 101.0 % is outside 0 to 100");
  }

  private static void refusedPump(
      Consumer<PumpPayload> change, RefusalReason reason, String detail) {
    PumpPayload payload = Payloads.pump();
    change.accept(payload);
    refused(() -> PayloadMapping.pump(payload, RECEIVED, false), reason, detail);
  }

  private static void refusedVitals(
      Consumer<VitalsPayload> change, RefusalReason reason, String detail) {
    VitalsPayload payload = Payloads.vitals();
    change.accept(payload);
    refused(() -> PayloadMapping.vitals(payload, RECEIVED, false), reason, detail);
  }

  private static void refused(ThrowingCallable mapping, RefusalReason reason, String detail) {
    assertThatExceptionOfType(RefusedPayloadException.class)
        .isThrownBy(mapping)
        .withMessageStartingWith(detail)
        .extracting(RefusedPayloadException::reason)
        .isEqualTo(reason);
  }
}
