package io.rivulet.store.landing;

import io.rivulet.domain.reading.PumpSample;
import io.rivulet.schemas.record.PumpAlarmRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.store.database.StoredTable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Collectors;

/** Table {@code pump_sample}. */
final class PumpSampleTable implements SampleTable<PumpSampleRecord> {
  private static final String ARRAYS =
      """
      unnest(?::text[], ?::int8[], ?::int8[], ?::text[], ?::int8[], ?::text[], ?::text[],
             ?::float8[], ?::int8[], ?::float8[], ?::text[], ?::float8[], ?::text[], ?::text[],
             ?::bool[])
      """;
  private static final String NAMES =
      """
      device, device_time, sequence, site, received_time, drug, state, rate_ml_per_hour,
      delivered_nl, concentration_per_ml, concentration_unit, programmed_weight_kg, alarms,
      original, mqtt_duplicate
      """;

  @Override
  public StoredTable table() {
    return StoredTable.PUMP_SAMPLE;
  }

  @Override
  public String insert() {
    return """
        WITH landed AS (
          INSERT INTO rivulet.pump_sample (%2$s)
          SELECT device, rivulet.instant_of(device_time), sequence, site,
            rivulet.instant_of(received_time), drug, state, rate_ml_per_hour, delivered_nl,
            concentration_per_ml, concentration_unit, programmed_weight_kg,
            string_to_array(alarms, ','), original::jsonb, mqtt_duplicate
          FROM %1$s AS sent (%2$s)
          ON CONFLICT (device, device_time, sequence) DO NOTHING
          RETURNING device)
        SELECT device, count(*) FROM landed GROUP BY device
        """
        .formatted(ARRAYS, NAMES);
  }

  @Override
  public String copy() {
    return "COPY rivulet.pump_sample (%s) FROM STDIN (FORMAT BINARY)".formatted(NAMES);
  }

  @Override
  public String contradicted() {
    return """
        SELECT sent.ordinal
        FROM %s WITH ORDINALITY AS sent (%s, ordinal)
        JOIN rivulet.pump_sample held ON held.device = sent.device
          AND held.device_time = rivulet.instant_of(sent.device_time)
          AND held.sequence = sent.sequence
        WHERE (held.site, held.drug, held.state, held.rate_ml_per_hour, held.delivered_nl,
            held.concentration_per_ml, held.concentration_unit, held.programmed_weight_kg,
            held.alarms)
          IS DISTINCT FROM (sent.site, sent.drug, sent.state, sent.rate_ml_per_hour,
            sent.delivered_nl, sent.concentration_per_ml, sent.concentration_unit,
            sent.programmed_weight_kg, string_to_array(sent.alarms, ','))
        """
        .formatted(ARRAYS, NAMES);
  }

  @Override
  public void bind(Columns<PumpSampleRecord> columns) throws SQLException {
    columns
        .text(PumpSampleRecord::getDevice)
        .times(PumpSampleRecord::getDeviceTime)
        .longs(PumpSampleRecord::getSequence)
        .text(PumpSampleRecord::getSite)
        .times(PumpSampleRecord::getReceivedTime)
        .text(PumpSampleRecord::getDrug)
        .text(sample -> sample.getState().name())
        .doubles(PumpSampleRecord::getRateMlPerHour)
        .nullableLongs(PumpSampleRecord::getDeliveredNanolitres)
        .doubles(PumpSampleRecord::getConcentrationPerMl)
        .text(PumpSampleRecord::getConcentrationUnit)
        .doubles(PumpSampleRecord::getProgrammedWeightKg)
        .list(PumpSampleTable::alarms)
        .json(PumpSampleTable::original)
        .booleans(PumpSampleRecord::getMqttDuplicate);
  }

  @Override
  public String device(PumpSampleRecord sample) {
    return sample.getDevice();
  }

  @Override
  public Instant time(PumpSampleRecord sample) {
    return sample.getDeviceTime();
  }

  @Override
  public long sequence(PumpSampleRecord sample) {
    return sample.getSequence();
  }

  @Override
  public DeviceHeard heard(PumpSampleRecord sample) {
    return DeviceHeard.pump(
        sample.getDevice(),
        sample.getSite(),
        sample.getReceivedTime(),
        sample.getDeviceTime(),
        sample.getState().name());
  }

  private static String alarms(PumpSampleRecord sample) {
    return sample.getAlarms().isEmpty()
        ? null
        : sample.getAlarms().stream()
            .map(PumpAlarmRecord::name)
            .sorted()
            .collect(Collectors.joining(","));
  }

  private static String original(PumpSampleRecord sample) {
    Long nanolitres = sample.getDeliveredNanolitres();
    return new OriginalQuantities()
        .column(sample.getRateMlPerHour(), "mL/h")
        .column(
            nanolitres == null ? null : (double) nanolitres / PumpSample.NANOLITRES_PER_ML, "mL")
        .column(sample.getConcentrationPerMl(), sample.getConcentrationUnit() + "/mL")
        .column(sample.getProgrammedWeightKg(), "kg")
        .json(sample.getOriginal());
  }
}
