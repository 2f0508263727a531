package io.rivulet.streams.session;

import io.rivulet.domain.reading.Origin;
import io.rivulet.schemas.record.LateSampleRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.util.Optional;

/** Samples that came too late to count, as records. */
final class LateSamples {
  private LateSamples() {}

  /**
   * A pump's sample.
   *
   * @param latest up to where the session's results are; empty where the session is over
   */
  static LateSampleRecord of(String session, PumpSampleRecord sample, Optional<Origin> latest) {
    return record(session, latest)
        .setDevice(sample.getDevice())
        .setKind("pump")
        .setDeviceTime(sample.getDeviceTime())
        .setSequence(sample.getSequence())
        .setReceivedTime(sample.getReceivedTime())
        .build();
  }

  /**
   * A monitor's sample.
   *
   * @param latest up to where the session's results are; empty where the session is over
   */
  static LateSampleRecord of(String session, VitalsSampleRecord sample, Optional<Origin> latest) {
    return record(session, latest)
        .setDevice(sample.getDevice())
        .setKind("vitals")
        .setDeviceTime(sample.getDeviceTime())
        .setSequence(sample.getSequence())
        .setReceivedTime(sample.getReceivedTime())
        .build();
  }

  private static LateSampleRecord.Builder record(String session, Optional<Origin> latest) {
    return LateSampleRecord.newBuilder()
        .setSession(session)
        .setLatestTime(latest.map(Origin::time).orElse(null));
  }
}
