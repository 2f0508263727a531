package io.rivulet.store.read;

import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PumpAlarmRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes records of rows of {@code pump_sample} and {@code vitals_sample}. Quantities as they were
 * sent are left out: no rule looks at them.
 */
final class SampleRecords {
  private SampleRecords() {}

  static PumpSampleRecord pump(Row row) throws SQLException {
    PumpSampleRecord sample = new PumpSampleRecord();
    sample.setSite(row.text("site"));
    sample.setDevice(row.text("device"));
    sample.setSequence(row.whole("sequence"));
    sample.setDeviceTime(row.instant("device_time"));
    sample.setReceivedTime(row.instant("received_time"));
    sample.setDrug(row.text("drug"));
    sample.setState(PumpStateRecord.valueOf(row.text("state")));
    sample.setRateMlPerHour(row.nullableNumber("rate_ml_per_hour"));
    sample.setDeliveredNanolitres(row.nullableWhole("delivered_nl"));
    sample.setConcentrationPerMl(row.nullableNumber("concentration_per_ml"));
    sample.setConcentrationUnit(row.text("concentration_unit"));
    sample.setProgrammedWeightKg(row.nullableNumber("programmed_weight_kg"));
    sample.setAlarms(row.texts("alarms").stream().map(PumpAlarmRecord::valueOf).toList());
    sample.setOriginal(List.of());
    sample.setMqttDuplicate(row.flag("mqtt_duplicate"));
    return sample;
  }

  static VitalsSampleRecord vitals(Row row) throws SQLException {
    VitalsSampleRecord sample = new VitalsSampleRecord();
    sample.setSite(row.text("site"));
    sample.setDevice(row.text("device"));
    sample.setSequence(row.whole("sequence"));
    sample.setDeviceTime(row.instant("device_time"));
    sample.setReceivedTime(row.instant("received_time"));
    List<PressureRecord> pressures = new ArrayList<>();
    addPressure(pressures, "NIBP", "nibp_", row);
    addPressure(pressures, "ART", "art_", row);
    sample.setPressures(pressures);
    sample.setHeartRatePerMinute(row.nullableNumber("heart_rate_per_minute"));
    sample.setSpo2Percent(row.nullableNumber("spo2_percent"));
    sample.setRespiratoryRatePerMinute(row.nullableNumber("respiratory_rate_per_minute"));
    sample.setEtco2MmHg(row.nullableNumber("etco2_mmhg"));
    sample.setOriginal(List.of());
    sample.setMqttDuplicate(row.flag("mqtt_duplicate"));
    return sample;
  }

  private static void addPressure(
      List<PressureRecord> pressures, String source, String prefix, Row row) throws SQLException {
    Double systolic = row.nullableNumber(prefix + "systolic");
    Double diastolic = row.nullableNumber(prefix + "diastolic");
    Double mean = row.nullableNumber(prefix + "mean");
    if (systolic != null || diastolic != null || mean != null) {
      pressures.add(new PressureRecord(source, systolic, diastolic, mean));
    }
  }
}
