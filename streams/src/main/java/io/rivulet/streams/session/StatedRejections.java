package io.rivulet.streams.session;

import io.rivulet.domain.identity.StableId;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.schemas.record.PressureReadingState;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.streams.timeline.TimelineKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  void state(
      String session,
      PressureSource source,
      PressureReadingState reading,
      String reason,
      Emission out) {
    QuarantineRecord record =
        QuarantineRecord.newBuilder()
            .setId(
                StableId.of(
                    session,
                    source.name(),
                    reading.getDevice(),
                    reading.getDeviceTime().toString(),
                    Long.toString(reading.getSequence())))
            .setStage("session-rules")
            .setReason("IMPLAUSIBLE_PRESSURE")
            .setDetail(reason)
            .setOrigin(origin)
            .setDevice(reading.getDevice())
            .setSession(session)
            .setPressure(reading.getPressure())
            .setDeviceTime(reading.getDeviceTime())
            .setReceivedTime(reading.getReceivedTime())
            .setPayload(ByteBuffer.allocate(0))
            .setPayloadBytes(0)
            .setWithdrawn(false)
            .build();
    store.put(key(session, source, reading), record);
    out.emit(reading.getDevice(), record);
  }

  /**
   * Makes the refusals agree with a new evaluation.
   *
   * @return whether anything was stated
   */
  boolean restate(
      String session,
      PressureSource source,
      Map<PressureReadingState, String> refused,
      Emission out) {
    Set<Bytes> now = new HashSet<>();
    boolean changed = false;
    for (Map.Entry<PressureReadingState, String> entry : refused.entrySet()) {
      Bytes key = key(session, source, entry.getKey());
      now.add(key);
      QuarantineRecord before = store.get(key);
      if (before == null || !before.getDetail().equals(entry.getValue())) {
        state(session, source, entry.getKey(), entry.getValue(), out);
        changed = true;
      }
    }
    for (KeyValue<Bytes, QuarantineRecord> before : all(session, source)) {
      if (!now.contains(before.key)) {
        store.delete(before.key);
        out.emit(
            before.value.getDevice(),
            QuarantineRecord.newBuilder(before.value).setWithdrawn(true).build());
        changed = true;
      }
    }
    return changed;
  }

  private List<KeyValue<Bytes, QuarantineRecord>> all(String session, PressureSource source) {
    byte[] owner = TimelineKey.owner(session, source.name());
    List<KeyValue<Bytes, QuarantineRecord>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, QuarantineRecord> entries =
        store.range(TimelineKey.first(owner), TimelineKey.last(owner))) {
      entries.forEachRemaining(found::add);
    }
    return found;
  }

  private static Bytes key(String session, PressureSource source, PressureReadingState reading) {
    return TimelineKey.of(
        TimelineKey.owner(session, source.name()),
        reading.getDeviceTime(),
        reading.getSequence(),
        reading.getDevice());
  }
}
