package io.rivulet.streams.session;

import io.rivulet.domain.identity.StableId;
import io.rivulet.domain.reading.Origin;
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

/** The pressure readings that were refused, so that a changed profile can take a refusal back. */
final class StatedRejections {
  private final KeyValueStore<Bytes, QuarantineRecord> store;
  private final String origin;

  StatedRejections(KeyValueStore<Bytes, QuarantineRecord> store, String topicPrefix) {
    this.store = store;
    this.origin = Topic.VITALS_SAMPLES.kafkaName(topicPrefix);
  }

  /** Sends a reading to quarantine, whole, with the reason. */
  void state(PressureCourse course, PressureStanding.Refused refused, Emission out) {
    PressureTaken taken = refused.taken();
    Origin reading = taken.origin();
    String device = reading.device().value();
    QuarantineRecord record =
        QuarantineRecord.newBuilder()
            .setId(
                StableId.of(
                    course.session(),
                    course.source().name(),
                    device,
                    reading.time().toString(),
                    Long.toString(reading.sequence())))
            .setStage("session-rules")
            .setReason("IMPLAUSIBLE_PRESSURE")
            .setDetail(refused.reason())
            .setOrigin(origin)
            .setDevice(device)
            .setSession(course.session())
            .setPressure(ReadingMapping.record(course.source(), taken.reading().pressure()))
            .setDeviceTime(reading.time())
            .setReceivedTime(taken.received())
            .setPayload(ByteBuffer.allocate(0))
            .setPayloadBytes(0)
            .setWithdrawn(false)
            .build();
    store.put(key(course, reading), record);
    out.emit(device, record);
  }

  /** Makes the refusals agree with a new evaluation; those before the base are final. */
  void restate(PressureCourse course, List<PressureStanding.Refused> refused, Emission out) {
    Set<Bytes> now = new HashSet<>();
    for (PressureStanding.Refused one : refused) {
      Bytes key = key(course, one.taken().origin());
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

  private List<KeyValue<Bytes, QuarantineRecord>> all(PressureCourse course) {
    byte[] owner = owner(course);
    List<KeyValue<Bytes, QuarantineRecord>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, QuarantineRecord> entries =
        store.range(TimelineKey.first(owner), TimelineKey.last(owner))) {
      entries.forEachRemaining(found::add);
    }
    return found;
  }

  private static byte[] owner(PressureCourse course) {
    return TimelineKey.owner(course.session(), course.source().name());
  }

  private static Bytes key(PressureCourse course, Origin reading) {
    return TimelineKey.of(
        owner(course), reading.time(), reading.sequence(), reading.device().value());
  }
}
