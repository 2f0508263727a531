package io.rivulet.store.landing;

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
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;

/** Which table the records of each topic land in. */
final class LandedTables {
  private LandedTables() {}

  static TopicLanding<?> of(Topic topic, SerdeFactory serdes, RollUpMarks marks) {
    return switch (topic) {
      case PUMP_SAMPLES ->
          TopicLanding.of(
              serdes.serde(PumpSampleRecord.class),
              new SampleWriter<>(new PumpSampleTable(), marks));
      case VITALS_SAMPLES ->
          TopicLanding.of(
              serdes.serde(VitalsSampleRecord.class),
              new SampleWriter<>(new VitalsSampleTable(), marks));
      case DEVICE_STATUS ->
          TopicLanding.of(serdes.serde(DeviceStatusRecord.class), new DeviceStatusTable());
      case QUARANTINE ->
          TopicLanding.of(serdes.serde(QuarantineRecord.class), new QuarantineTable());
      case SESSIONS -> TopicLanding.of(serdes.serde(SessionEventRecord.class), new SessionTables());
      case LIMITS ->
          TopicLanding.of(serdes.serde(LimitsProfileRecord.class), new LimitsProfileTable());
      case DOSE_UPDATES -> TopicLanding.of(serdes.serde(DoseUpdateRecord.class), new DoseTables());
      case PRESSURE_EXCURSIONS, VITALS_EXCURSIONS ->
          TopicLanding.of(serdes.serde(ExcursionRecord.class), new ExcursionTable());
      case PRESSURE_TALLIES ->
          TopicLanding.of(serdes.serde(PressureTallyRecord.class), new PressureTallyTable());
      case DOSE_TOTALS ->
          TopicLanding.of(serdes.serde(DoseTotalRecord.class), new DoseTotalTable());
      case LATE_SAMPLES ->
          TopicLanding.of(serdes.serde(LateSampleRecord.class), new LateSampleTable());
      case SERIES -> TopicLanding.of(serdes.serde(SeriesEventRecord.class), new SeriesTables());
      case ALERTS -> TopicLanding.of(serdes.serde(AlertRecord.class), new AlertTable());
    };
  }
}
