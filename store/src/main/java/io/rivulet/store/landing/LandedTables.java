package io.rivulet.store.landing;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.topic.Topic;

/** Which table the records of each topic land in. */
final class LandedTables {
  private LandedTables() {}

  static TopicLanding<?> of(Topic topic) {
    return switch (topic) {
      case PUMP_SAMPLES ->
          TopicLanding.of(PumpSampleRecord.class, new SampleWriter<>(new PumpSampleTable()));
      case VITALS_SAMPLES ->
          TopicLanding.of(VitalsSampleRecord.class, new SampleWriter<>(new VitalsSampleTable()));
      case DEVICE_STATUS -> TopicLanding.of(DeviceStatusRecord.class, new DeviceStatusTable());
      case QUARANTINE -> TopicLanding.of(QuarantineRecord.class, new QuarantineTable());
      case SESSIONS -> TopicLanding.of(SessionEventRecord.class, new SessionTables());
      case LIMITS -> TopicLanding.of(LimitsProfileRecord.class, new LimitsProfileTable());
      case DOSE_UPDATES -> TopicLanding.of(DoseUpdateRecord.class, new DoseTables());
      case PRESSURE_EXCURSIONS -> TopicLanding.of(ExcursionRecord.class, new ExcursionTable());
      case PRESSURE_TALLIES -> TopicLanding.of(PressureTallyRecord.class, new PressureTallyTable());
      case ALERTS -> TopicLanding.of(AlertRecord.class, new AlertTable());
    };
  }
}
