package io.rivulet.schemas.topic;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.LateSampleRecord;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.SeriesEventRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * The topics that roles meet at. Keys are UTF-8 strings: the device for telemetry, the session for
 * everything clinical. Telemetry carries the broker's append time, because Kafka 4 refuses records
 * dated far ahead and deletes by record time; a device's clock stays in the payload.
 */
public enum Topic {
  /** Samples of pumps, by device. */
  PUMP_SAMPLES("pump.samples", PumpSampleRecord.class, Retention.SEVEN_DAYS),
  /** Samples of monitors, by device. */
  VITALS_SAMPLES("vitals.samples", VitalsSampleRecord.class, Retention.SEVEN_DAYS),
  /** Connection and health of devices, by device. */
  DEVICE_STATUS("device.status", DeviceStatusRecord.class, Retention.SEVEN_DAYS),
  /** What was refused, with its reason, by device or MQTT topic. */
  QUARANTINE("quarantine", QuarantineRecord.class, Retention.THIRTY_DAYS),
  /**
   * What was decided about sessions, by session; kept for good, as results are re-stated from it.
   */
  SESSIONS("sessions", SessionEventRecord.class, Retention.FOREVER),
  /** Versions of limits profiles, by {@link LimitsKey}; kept for good. */
  LIMITS("limits", LimitsProfileRecord.class, Retention.FOREVER),
  /** What each pump delivered, by session. */
  DOSE_UPDATES("dose.updates", DoseUpdateRecord.class, Retention.SEVEN_DAYS),
  /** Runs of pressure beyond a limit, by session. */
  PRESSURE_EXCURSIONS("pressure.excursions", ExcursionRecord.class, Retention.SEVEN_DAYS),
  /** What became of pressure readings, by session. */
  PRESSURE_TALLIES("pressure.tallies", PressureTallyRecord.class, Retention.SEVEN_DAYS),
  /** Runs of heart rate, SpO2, respiratory rate or EtCO2 beyond a limit, by session. */
  VITALS_EXCURSIONS("vitals.excursions", ExcursionRecord.class, Retention.SEVEN_DAYS),
  /** What each session has had of each drug, by session. */
  DOSE_TOTALS("dose.totals", DoseTotalRecord.class, Retention.SEVEN_DAYS),
  /** Samples that came too late for any result, by session. */
  LATE_SAMPLES("late.samples", LateSampleRecord.class, Retention.SEVEN_DAYS),
  /** What was decided and found about series of sessions, by series; kept for good. */
  SERIES("series", SeriesEventRecord.class, Retention.FOREVER),
  /** Conditions somebody may have to act on, by session or device. */
  ALERTS("alerts", AlertRecord.class, Retention.THIRTY_DAYS);

  private enum Retention {
    SEVEN_DAYS("604800000"),
    THIRTY_DAYS("2592000000"),
    FOREVER("-1");

    private final String millis;

    Retention(String millis) {
      this.millis = millis;
    }
  }

  private final String name;
  private final Class<? extends SpecificRecord> recordClass;
  private final Retention retention;

  Topic(String name, Class<? extends SpecificRecord> recordClass, Retention retention) {
    this.name = name;
    this.recordClass = recordClass;
    this.retention = retention;
  }

  /** The name in Kafka. */
  public String kafkaName(String prefix) {
    return prefix + name;
  }

  /** What a record's value is. */
  public Class<? extends SpecificRecord> recordClass() {
    return recordClass;
  }

  /** Topic-level settings with which it is created. */
  public Map<String, String> config() {
    return Map.of(
        "message.timestamp.type", "LogAppendTime",
        "cleanup.policy", "delete",
        "retention.ms", retention.millis,
        "compression.type", "producer");
  }
}
