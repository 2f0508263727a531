package io.rivulet.streams.session;

import io.rivulet.domain.identity.StableId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.vitals.PressureReading;
import io.rivulet.domain.vitals.VitalReading;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.streams.timeline.TimelineKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The readings that were refused, so that a changed profile can take a refusal back. */
final class StatedRejections {
  private final KeyValueStore<Bytes, QuarantineRecord> store;
  private final String origin;

  StatedRejections(KeyValueStore<Bytes, QuarantineRecord> store, String topicPrefix) {
    this.store = store;
    this.origin = Topic.VITALS_SAMPLES.kafkaName(topicPrefix);
  }

  /** Sends a reading to quarantine, whole, with the reason. */
  void state(VitalCourse course, SourceStanding.Refused refused, Emission out) {
    VitalReading reading = refused.reading();
    Origin from = reading.origin();
    String device = from.device().value();
    QuarantineRecord.Builder record =
        QuarantineRecord.newBuilder()
            .setId(
                StableId.of(
                    course.session(),
                    reading.measurement().name(),
                    device,
                    from.time().toString(),
                    Long.toString(from.sequence())))
            .setStage("session-rules")
            .setReason("IMPLAUSIBLE_VITAL")
            .setDetail(refused.reason())
            .setOrigin(origin)
            .setDevice(device)
            .setSession(course.session())
            .setDeviceTime(from.time())
            .setReceivedTime(refused.received())
            .setPayload(ByteBuffer.allocate(0))
            .setPayloadBytes(0)
            .setWithdrawn(false);
    if (reading instanceof PressureReading pressure) {
      record
          .setReason("IMPLAUSIBLE_PRESSURE")
          .setPressure(ReadingMapping.record(pressure.source(), pressure.pressure()));
    }
    QuarantineRecord stated = record.build();
    store.put(key(course, reading), stated);
    out.emit(device, stated);
  }

  /** Makes the refusals agree with a new evaluation; those before the base are final. */
  void restate(VitalCourse course, List<SourceStanding.Refused> refused, Emission out) {
    Set<Bytes> now = new HashSet<>();
    for (SourceStanding.Refused one : refused) {
      Bytes key = key(course, one.reading());
      now.add(key);
      QuarantineRecord before = store.get(key);
      if (before == null || !before.getDetail().equals(one.reason())) {
        state(course, one, out);
      }
    }
    for (KeyValue<Bytes, QuarantineRecord> before : all(course)) {
      boolean settled =
          course.folded().isPresent()
              && before.value.getDeviceTime().isBefore(course.folded().get().time());
      if (!now.contains(before.key) && !settled) {
        store.delete(before.key);
        out.emit(
            before.value.getDevice(),
            QuarantineRecord.newBuilder(before.value).setWithdrawn(true).build());
      }
    }
  }

  private List<KeyValue<Bytes, QuarantineRecord>> all(VitalCourse course) {
    byte[] owner = owner(course);
    List<KeyValue<Bytes, QuarantineRecord>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, QuarantineRecord> entries =
        store.range(TimelineKey.first(owner), TimelineKey.last(owner))) {
      entries.forEachRemaining(found::add);
    }
    return found;
  }

  private static byte[] owner(VitalCourse course) {
    return TimelineKey.owner(course.session(), course.source().name());
  }

  private static Bytes key(VitalCourse course, VitalReading reading) {
    Origin from = reading.origin();
    // A monitor measures several things at one time; a pressure is alone.
    String measured = reading.measurement().isPressure() ? "" : "/" + reading.measurement().name();
    return TimelineKey.of(
        owner(course), from.time(), from.sequence(), from.device().value() + measured);
  }
}
