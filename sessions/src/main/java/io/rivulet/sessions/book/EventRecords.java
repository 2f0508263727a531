package io.rivulet.sessions.book;

import io.rivulet.domain.desk.LimitsBook;
import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SeriesEventRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.series.SeriesEventRecords;
import io.rivulet.schemas.session.SessionEventRecords;
import io.rivulet.schemas.topic.LimitsKey;
import io.rivulet.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Makes what is written out of what was decided. */
final class EventRecords implements AutoCloseable {
  /** Header of a limits version that says who published it; its record has no field for that. */
  private static final String RECORDED_BY = "recorded-by";

  /** Header of a limits version that says why it was published, where somebody said. */
  private static final String REASON = "recorded-reason";

  private final String prefix;
  private final Serializer<SessionEventRecord> sessions;
  private final Serializer<SeriesEventRecord> series;
  private final Serializer<LimitsProfileRecord> limits;

  EventRecords(String prefix, SerdeFactory serdes) {
    this.prefix = prefix;
    this.sessions = serdes.serde(SessionEventRecord.class).serializer();
    this.series = serdes.serde(SeriesEventRecord.class).serializer();
    this.limits = serdes.serde(LimitsProfileRecord.class).serializer();
  }

  List<ProducerRecord<byte[], byte[]>> ofSession(
      SessionId session, List<SessionEvent> events, String by) {
    String topic = Topic.SESSIONS.kafkaName(prefix);
    return events.stream()
        .map(event -> SessionEventRecords.of(session, event, by))
        .map(record -> record(topic, session.value(), sessions.serialize(topic, record)))
        .toList();
  }

  List<ProducerRecord<byte[], byte[]>> ofSeries(SeriesId id, List<SeriesEvent> events, String by) {
    String topic = Topic.SERIES.kafkaName(prefix);
    return events.stream()
        .map(event -> SeriesEventRecords.of(id, event, by))
        .map(record -> record(topic, id.value(), series.serialize(topic, record)))
        .toList();
  }

  ProducerRecord<byte[], byte[]> ofLimits(Clerk.Publication wanted, String by) {
    String topic = Topic.LIMITS.kafkaName(prefix);
    LimitsProfileRecord version =
        new LimitsProfileRecord(wanted.profile(), wanted.version(), wanted.from(), wanted.json());
    ProducerRecord<byte[], byte[]> record =
        record(
            topic,
            LimitsKey.of(wanted.profile(), wanted.version()),
            limits.serialize(topic, version));
    record.headers().add(RECORDED_BY, by.getBytes(StandardCharsets.UTF_8));
    wanted
        .reason()
        .ifPresent(why -> record.headers().add(REASON, why.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  /** Who published a limits version, when and why; empty where its record does not say. */
  static Optional<LimitsBook.Origin> origin(ConsumerRecord<byte[], byte[]> record) {
    return header(record, RECORDED_BY)
        .map(
            by ->
                new LimitsBook.Origin(
                    by, Instant.ofEpochMilli(record.timestamp()), header(record, REASON)));
  }

  private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8));
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
    return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }

  @Override
  public void close() {
    sessions.close();
    series.close();
    limits.close();
  }
}
