package io.rivulet.benchmarks;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.payload.PayloadMapping;
import io.rivulet.schemas.payload.RefusedPayloadException;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.simulator.session.SessionEvents;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A made-up session with one pump that runs at 30 mL/h.
 *
 * @param number from 0
 */
record Bed(int number) {
  private static final String SITE = "bench";
  private static final double RATE_ML_PER_HOUR = 30;
  private static final double SECONDS_PER_HOUR = 3600;

  static List<Bed> ward(int beds) {
    return IntStream.range(0, beds).mapToObj(Bed::new).toList();
  }

  static String site() {
    return SITE;
  }

  SessionId session() {
    return new SessionId("session-" + number);
  }

  DeviceId device() {
    return new DeviceId("pump-" + number);
  }

  DeviceId monitor() {
    return new DeviceId("monitor-" + number);
  }

  /** Opened, weighed, pump bound. */
  List<SessionEventRecord> events(Instant from) {
    return new SessionEvents(session(), "benchmark", from, 1)
        .add(
            new SessionOpened(
                SITE,
                "subject-" + number,
                "Ketamine",
                "IV",
                0.5,
                "mg",
                (long) SECONDS_PER_HOUR,
                null,
                null))
        .add(new WeightRecorded(from, 72.5, null))
        .add(new DeviceBound(device().value(), from, null, null))
        .list();
  }

  /** The pump's message at an instant; its counter grows by one second's volume a message. */
  PumpPayload message(Instant time, long sequence) {
    return message(SITE, time, sequence);
  }

  /** The same from another site. */
  PumpPayload message(String site, Instant time, long sequence) {
    return new PumpPayload(
        site,
        device().value(),
        time,
        sequence,
        "Ketamine",
        "RUN",
        new QuantityPayload(RATE_ML_PER_HOUR, "mL/h"),
        new QuantityPayload(RATE_ML_PER_HOUR / SECONDS_PER_HOUR * sequence, "mL"),
        new QuantityPayload(10.0, "mg/mL"),
        new QuantityPayload(72.5, "kg"),
        List.of());
  }

  /** The same as the bridge stores it. */
  PumpSampleRecord sample(Instant time, long sequence) {
    try {
      return PayloadMapping.pump(message(time, sequence), time, false);
    } catch (RefusedPayloadException e) {
      throw new IllegalStateException("a benchmark's own message was refused", e);
    }
  }
}
