package io.rivulet.store.landing;

import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.store.database.StoredTable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Table {@code vitals_sample}. */
final class VitalsSampleTable implements SampleTable<VitalsSampleRecord> {
  private static final String NIBP = "NIBP";
  private static final String ART = "ART";
  private static final String ARRAYS =
      """
      unnest(?::text[], ?::int8[], ?::int8[], ?::text[], ?::int8[], ?::float8[], ?::float8[],
             ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[],
             ?::float8[], ?::float8[], ?::text[], ?::bool[])
      """;
  private static final String NAMES =
      """
      device, device_time, sequence, site, received_time, nibp_systolic, nibp_diastolic, nibp_mean,
      art_systolic, art_diastolic, art_mean, heart_rate_per_minute, spo2_percent,
      respiratory_rate_per_minute, etco2_mmhg, original, mqtt_duplicate
      """;

  @Override
  public StoredTable table() {
    return StoredTable.VITALS_SAMPLE;
  }

  @Override
  public String insert() {
    return """
        WITH landed AS (
          INSERT INTO rivulet.vitals_sample (%2$s)
          SELECT device, rivulet.instant_of(device_time), sequence, site,
            rivulet.instant_of(received_time), nibp_systolic, nibp_diastolic, nibp_mean,
            art_systolic, art_diastolic, art_mean, heart_rate_per_minute, spo2_percent,
            respiratory_rate_per_minute, etco2_mmhg, original::jsonb, mqtt_duplicate
          FROM %1$s AS sent (%2$s)
          ON CONFLICT (device, device_time, sequence) DO NOTHING
          RETURNING device)
        SELECT device, count(*) FROM landed GROUP BY device
        """
        .formatted(ARRAYS, NAMES);
  }

  @Override
  public String copy() {
    return "COPY rivulet.vitals_sample (%s) FROM STDIN (FORMAT BINARY)".formatted(NAMES);
  }

  @Override
  public String contradicted() {
    return """
        SELECT sent.ordinal
        FROM %s WITH ORDINALITY AS sent (%s, ordinal)
        JOIN rivulet.vitals_sample held ON held.device = sent.device
          AND held.device_time = rivulet.instant_of(sent.device_time)
          AND held.sequence = sent.sequence
        WHERE (held.site, held.nibp_systolic, held.nibp_diastolic, held.nibp_mean,
            held.art_systolic, held.art_diastolic, held.art_mean, held.heart_rate_per_minute,
            held.spo2_percent, held.respiratory_rate_per_minute, held.etco2_mmhg)
          IS DISTINCT FROM (sent.site, sent.nibp_systolic, sent.nibp_diastolic, sent.nibp_mean,
            sent.art_systolic, sent.art_diastolic, sent.art_mean, sent.heart_rate_per_minute,
            sent.spo2_percent, sent.respiratory_rate_per_minute, sent.etco2_mmhg)
        """
        .formatted(ARRAYS, NAMES);
  }

  @Override
  public void bind(Columns<VitalsSampleRecord> columns) throws SQLException {
    columns
        .text(VitalsSampleRecord::getDevice)
        .times(VitalsSampleRecord::getDeviceTime)
        .longs(VitalsSampleRecord::getSequence)
        .text(VitalsSampleRecord::getSite)
        .times(VitalsSampleRecord::getReceivedTime)
        .doubles(sample -> pressure(sample, NIBP, PressureRecord::getSystolic))
        .doubles(sample -> pressure(sample, NIBP, PressureRecord::getDiastolic))
        .doubles(sample -> pressure(sample, NIBP, PressureRecord::getMean))
        .doubles(sample -> pressure(sample, ART, PressureRecord::getSystolic))
        .doubles(sample -> pressure(sample, ART, PressureRecord::getDiastolic))
        .doubles(sample -> pressure(sample, ART, PressureRecord::getMean))
        .doubles(VitalsSampleRecord::getHeartRatePerMinute)
        .doubles(VitalsSampleRecord::getSpo2Percent)
        .doubles(VitalsSampleRecord::getRespiratoryRatePerMinute)
        .doubles(VitalsSampleRecord::getEtco2MmHg)
        .json(VitalsSampleTable::original)
        .booleans(VitalsSampleRecord::getMqttDuplicate);
  }

  /** A source that no column holds, or one given twice, would be lost without a word. */
  @Override
  public void check(VitalsSampleRecord sample) {
    Set<String> sources = new HashSet<>();
    for (PressureRecord pressure : sample.getPressures()) {
      String source = pressure.getSource();
      if (!source.equals(NIBP) && !source.equals(ART)) {
        throw new IllegalArgumentException(
            "pressure source \"" + source + "\"; accepted are NIBP and ART");
      }
      if (!sources.add(source)) {
        throw new IllegalArgumentException("pressure source " + source + " is there twice");
      }
    }
  }

  @Override
  public String device(VitalsSampleRecord sample) {
    return sample.getDevice();
  }

  @Override
  public Instant time(VitalsSampleRecord sample) {
    return sample.getDeviceTime();
  }

  @Override
  public long sequence(VitalsSampleRecord sample) {
    return sample.getSequence();
  }

  @Override
  public DeviceHeard heard(VitalsSampleRecord sample) {
    return DeviceHeard.vitals(
        sample.getDevice(), sample.getSite(), sample.getReceivedTime(), sample.getDeviceTime());
  }

  private static Double pressure(
      VitalsSampleRecord sample, String source, Function<PressureRecord, Double> component) {
    for (PressureRecord pressure : sample.getPressures()) {
      if (pressure.getSource().equals(source)) {
        return component.apply(pressure);
      }
    }
    return null;
  }

  private static String original(VitalsSampleRecord sample) {
    OriginalQuantities columns =
        new OriginalQuantities()
            .column(sample.getHeartRatePerMinute(), "/min")
            .column(sample.getSpo2Percent(), "%")
            .column(sample.getRespiratoryRatePerMinute(), "/min")
            .column(sample.getEtco2MmHg(), "mm[Hg]");
    for (PressureRecord pressure : sample.getPressures()) {
      columns
          .column(pressure.getSystolic(), "mm[Hg]")
          .column(pressure.getDiastolic(), "mm[Hg]")
          .column(pressure.getMean(), "mm[Hg]");
    }
    return columns.json(sample.getOriginal());
  }
}
